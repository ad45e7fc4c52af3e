"""spin.duplicate: the same thing said twice, in the same or in other words, and the title said again in the text.

A copied passage is one finding, at its later place. Sentences that many others resemble are a form (a list, a match
report, a refrain), not a doubling; so are those that differ in a name or a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from math import log2
from typing import Final, NamedTuple

from spinscore.detectors.spin._duplicate_likeness import Opposites, is_parallel, likeness, may_be_alike
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
_LEAST_REWORDED: Final = 12
_SHORT_WORDS: Final = 14
_SHORT: Final = 0.85
"""Sentences of fewer words than `_SHORT_WORDS` are only mentioned under a likeness of `_SHORT`."""
_COPIED: Final = 0.93
"""Mean likeness of a copied passage, in which a word may have been changed."""
_PASSAGE_WORDS: Final = 30
_SURE_WORDS: Final = 40
"""A copied passage is major from so many words on; shorter ones come back in manuals, exercises and for emphasis."""
_LONG_WORDS: Final = 16
_LEAST_COPIED: Final = 13
"""A single sentence of fewer words that stands twice is a phrase of the speaker's or the genre's."""
_MOST_COPIES: Final = 2
_MOST_FORM_COPIES: Final = 4
"""A sentence that stands more often than `_MOST_COPIES` is a refrain or a form, as may be a passage."""
_COMPARED: Final = 100
"""Pairs compared, and half the number of sentences more; a text with more alike sentences is a form."""
_PULLED: Final = 0.6
"""Confidence where one of two equal sentences is a paragraph of its own: it may be set off to catch the eye."""
_LOOSE: Final = 0.7
"""Sentences less alike than this are parallel, or part and sum, as often as the same: they are only mentioned, unless
they are neighbours with `_SHARED_NAMES` names and numbers in common."""
_SHARED_NAMES: Final = 3
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
        sentences = Sentences(doc, rule.words, _opposites(rule.words["opposites"]))
        yield from _Doubles(sentences, pairs).hits()
    yield from repeated_titles(doc)


@cache
def _opposites(pairs: frozenset[str]) -> Opposites:
    """For each word those that say the contrary; a pair is written "above/below"."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        one, other = pair.split("/")
        found[one].add(other)
        found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}


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
        self.parallel: dict[tuple[int, int], float] = {}
        """Pairs that say the same only if what stands beside them does."""
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
            if not contrast and is_parallel(near, far):
                self.parallel[first, later] = alike
            elif not contrast:
                self.alike[later][first] = alike

    def hits(self) -> Iterator[Hit]:
        """What is said again, in order, one hit for each passage."""
        done = -1
        for later in sorted(self.alike):
            if later > done:
                found = self.alike[later]
                match = self._grown(max(found, key=lambda first: (found[first], -first)), later, done)
                if hit := self._judged(match):
                    done = match.later + len(match.alike) - 1
                    yield hit

    def _grown(self, first: int, later: int, done: int) -> _Match:
        """The passage around a pair: as long as the next sentence says what the next one said."""
        sentences, alike = self.sentences, [self.alike[later][first]]
        last = len(sentences.spans)
        while first + len(alike) < later and later + len(alike) < last:
            one, other = first + len(alike), later + len(alike)
            if sentences.words(one) == sentences.words(other):
                alike.append(1.0)
            elif other in self.alike and one in self.alike[other]:
                alike.append(self.alike[other][one])
            elif (one, other) in self.parallel:
                alike.append(self.parallel[one, other])
            else:
                break
        while later - 1 > max(done, first + len(alike)) and (first - 1, later - 1) in self.parallel:
            first, later = first - 1, later - 1
            alike.insert(0, self.parallel[first, later])
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
        on_purpose = sentences.is_announced(later)
        if match.mean >= _COPIED and words >= _PASSAGE_WORDS and (len(told) > 1 or all(alone)):
            if copies > _MOST_COPIES:
                form = hit._replace(confidence=_PULLED, severity="info", name="form")
                return form if copies <= _MOST_FORM_COPIES else None
            if words >= _SURE_WORDS and not on_purpose:
                return hit._replace(confidence=0.95, severity="major", name="passage")
            return _mentioned(hit._replace(confidence=0.8, name="passage"), on_purpose or sentences.is_manual)
        if copies > _MOST_COPIES or sentences.is_manual:
            return None
        if min(match.alike) < 1.0:
            return self._reworded(match, hit)
        if size > 1:
            return _mentioned(hit._replace(confidence=0.8, name="sentences"), on_purpose)
        if words < _LEAST_COPIED:
            return None
        if alone[0] != alone[1]:
            return _mentioned(hit._replace(confidence=_PULLED, name="sentence set off"), True)
        hit = hit._replace(confidence=0.8 if words >= _LONG_WORDS else 0.7, name="sentence")
        return _mentioned(hit, on_purpose or sentences.instructs(later))

    def _reworded(self, match: _Match, hit: Hit) -> Hit | None:
        """The hit for what is said again in other words, unless more sentences have that form."""
        sentences, later, size = self.sentences, match.later, len(match.alike)
        sides = [range(at, at + size) for at in (match.first, later)]
        if max([len(self.forms.get(sentences.words(at), ())) for side in sides for at in side]) > 1:
            return None
        shorter = min([sum([sentences.size(at) for at in side]) for side in sides])
        near = later - match.first <= _NEIGHBOURS
        needed = _NEAR if near else _FAR
        needed -= _LONGER * log2(min(shorter / _USUAL_WORDS, 2))
        if shorter < _LEAST_REWORDED or match.mean < needed:
            return None
        hit = hit._replace(confidence=round(min(0.85, match.mean), 2), message=_IN_OTHER_WORDS, name="other words")
        loose = match.mean < _LOOSE and not (
            near and len(self._names(sides[0]) & self._names(sides[1])) >= _SHARED_NAMES
        )
        loose |= shorter < _SHORT_WORDS and match.mean < _SHORT
        return _mentioned(hit, loose or sentences.instructs(later) or sentences.is_announced(later))

    def _names(self, side: range) -> frozenset[str]:
        """The names and numbers of some sentences."""
        return frozenset[str]().union(*[self.sentences.wording(at).marks for at in side])


def _mentioned(hit: Hit, doubtful: bool) -> Hit:
    """The hit, for information if it may well be meant."""
    return hit._replace(severity="info") if doubtful else hit
