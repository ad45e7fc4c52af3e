"""spin.duplicate: the same thing said twice, in the same or in other words, and the title said again in the text.

A copied passage is one finding, at its later place. Sentences that many others resemble are a form (a list, a match
report, a refrain), not a doubling; so are those that differ in a name or a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import log2
from typing import Final, NamedTuple

from spinscore.detectors.spin._duplicate_likeness import likeness, may_be_alike
from spinscore.detectors.spin._duplicate_pairs import LEAST_WORDS, similar_pairs
from spinscore.detectors.spin._duplicate_sentences import Sentences
from spinscore.detectors.spin._duplicate_titles import repeated_titles
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

Words = tuple[str, ...]

_ALIKE: Final = 0.55
"""Likeness from which a sentence is one more of a form."""
_NEAR: Final = 0.62
_FAR: Final = 0.72
"""Likeness from which sentences of usual length say the same: those at most `_NEIGHBOURS` apart, and others."""
_NEIGHBOURS: Final = 3
_USUAL_WORDS: Final = 16
_LONGER: Final = 0.05
"""What twice the words take off the likeness needed: long sentences seldom agree by chance."""
_SHORT: Final = 0.82
_SHORT_WORDS: Final = 12
"""Fewer words need a likeness of `_SHORT`, near or far."""
_COPIED: Final = 0.93
"""Mean likeness of a copied passage, in which a word may have been changed."""
_PASSAGE_WORDS: Final = 30
_LONG_WORDS: Final = 16
_MOST_COPIES: Final = 2
_MOST_FORM_COPIES: Final = 4
"""A sentence that stands more often than `_MOST_COPIES` is a refrain or a form, as may be a passage."""
_COMPARED: Final = 100
"""Pairs compared, and half the number of sentences more; a text with more alike sentences is a form."""
_PULLED: Final = 0.6
"""Confidence where one of two equal sentences is a paragraph of its own: it may be set off to catch the eye."""
_IN_OTHER_WORDS: Final = "Says again in other words what was said before"


class _Match(NamedTuple):
    """Sentences `first` and following are said again by `later` and following, one likeness for each."""

    first: int
    later: int
    alike: list[float]

    @property
    def mean(self) -> float:
        return sum(self.alike) / len(self.alike)


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Doubled passages and sentences, and places where the title stands again."""
    pairs = similar_pairs(doc)
    if pairs:
        yield from _Doubles(Sentences(doc, rule.words["reporting"]), pairs).hits()
    yield from repeated_titles(doc)


class _Doubles:
    """What is known of the sentences of a document that resemble each other."""

    def __init__(self, sentences: Sentences, pairs: list[tuple[int, int]]) -> None:
        self.sentences = sentences
        self.forms: defaultdict[Words, set[Words]] = defaultdict(set)
        """For each wording, the others that resemble it."""
        self.copies: defaultdict[Words, set[int]] = defaultdict(set)
        """For each wording, the sentences that have it, where there are several."""
        self.alike: defaultdict[int, dict[int, float]] = defaultdict(dict)
        """For each sentence, the earlier ones that say the same, and how alike they are."""
        left = _COMPARED + len(sentences.spans) // 2
        for first, later in pairs:
            one, other = sentences.words(first), sentences.words(later)
            if one == other:
                self.copies[one] |= {first, later}
                self.alike[later][first] = 1.0
            elif left and sentences.tells(first) and sentences.tells(later):
                left -= 1
                self._compare(first, later)

    def _compare(self, first: int, later: int) -> None:
        near, far = self.sentences.wording(first), self.sentences.wording(later)
        if not may_be_alike(near, far):
            return
        alike, contrast = likeness(near, far)
        if alike >= _ALIKE:
            self.forms[near.words].add(far.words)
            self.forms[far.words].add(near.words)
            if not contrast:
                self.alike[later][first] = alike

    def hits(self) -> Iterator[Hit]:
        """What is said again, in order, one hit for each passage."""
        done = -1
        for later in sorted(self.alike):
            if later > done:
                found = self.alike[later]
                match = self._grown(max(found, key=lambda first: (found[first], -first)), later)
                if hit := self._judged(match):
                    done = match.later + len(match.alike) - 1
                    yield hit

    def _grown(self, first: int, later: int) -> _Match:
        """The passage that begins with a pair: as long as the next sentence says what the next one said."""
        sentences, alike = self.sentences, [self.alike[later][first]]
        last = len(sentences.spans)
        while first + len(alike) < later and later + len(alike) < last:
            one, other = first + len(alike), later + len(alike)
            if sentences.words(one) == sentences.words(other):
                alike.append(1.0)
            elif other in self.alike and one in self.alike[other]:
                alike.append(self.alike[other][one])
            else:
                break
        while len(alike) > 1 and not sentences.is_prose(later + len(alike) - 1):
            alike.pop()
        while len(alike) > 1 and not sentences.is_prose(later):
            del alike[0]
            first, later = first + 1, later + 1
        return _Match(first, later, alike)

    def _judged(self, match: _Match) -> Hit | None:
        """The hit for a passage, None for what may well stand twice."""
        sentences, first, later = self.sentences, match.first, match.later
        size = len(match.alike)
        told = [k for k in range(size) if sentences.tells(first + k) and sentences.tells(later + k)]
        words = sum([sentences.size(later + k) for k in told])
        if words < LEAST_WORDS or 2 * len(told) < size:
            return None
        copies = max([len(self.copies.get(sentences.words(later + k), ())) for k in told])
        spans = sentences.spans
        hit = Hit(spans[later][0], spans[later + size - 1][1], related=((spans[first][0], spans[first + size - 1][1]),))
        alone = sentences.is_block(first), sentences.is_block(later)
        if match.mean >= _COPIED and words >= _PASSAGE_WORDS and (len(told) > 1 or all(alone)):
            if copies > _MOST_COPIES:
                return hit._replace(confidence=_PULLED, name="form") if copies <= _MOST_FORM_COPIES else None
            return hit._replace(confidence=0.95, severity="major", name="passage")
        if copies > _MOST_COPIES:
            return None
        if min(match.alike) < 1.0:
            return self._reworded(match, hit)
        if size == 1 and alone[0] != alone[1]:
            return hit._replace(confidence=_PULLED, name="sentence set off")
        return hit._replace(confidence=0.8 if words >= _LONG_WORDS else 0.7, name="sentence")

    def _reworded(self, match: _Match, hit: Hit) -> Hit | None:
        """The hit for what is said again in other words, unless more sentences have that form."""
        sentences, size = self.sentences, len(match.alike)
        sides = [range(at, at + size) for at in (match.first, match.later)]
        if max([len(self.forms.get(sentences.words(at), ())) for side in sides for at in side]) > 1:
            return None
        shorter = min([sum([sentences.size(at) for at in side]) for side in sides])
        needed = _NEAR if match.later - match.first <= _NEIGHBOURS else _FAR
        needed = _SHORT if shorter < _SHORT_WORDS else needed - _LONGER * log2(min(shorter / _USUAL_WORDS, 2))
        if match.mean < needed:
            return None
        return hit._replace(confidence=round(min(0.85, match.mean), 2), message=_IN_OTHER_WORDS, name="other words")
