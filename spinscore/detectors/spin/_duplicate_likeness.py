"""How alike two sentences are, word by word: the same, nearly the same, or the same thing in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from spinscore.document import Document

Opposites = Mapping[str, frozenset[str]]

STEM: Final = 6
_MOST_WORDS: Final = 400
"""Longer sentences are compared by their beginnings: they are no sentences."""
_NEGATIONS: Final = frozenset("not no never nor none nobody nothing neither without cannot".split())
_TURNS: Final = frozenset(
    "also another other others else again remaining instead unlike conversely likewise similarly second secondly "
    "third fourth firstly thirdly fourthly next finally lastly latter now half".split()
)
"""Words that make another statement of the same words: who adds one of them goes on."""
_SAID: Final = "said"
_NOT: Final = frozenset({"not"})
_IN_BOTH: Final = 0.33
"""Different words in both, as a share of the longer one's words."""
_ALL_BUT_NAMES: Final = 0.85
_NAMES_KEPT: Final = 3
"""Common names that outweigh one name of each sentence's own: a tool may have changed it."""
_UNKNOWN: Final = 4.0
_COMMON: Final = 7.0
_LEAST: Final = 0.3
_NAME_WEIGHT: Final = 3.3
"""Weight from which the first word of a sentence is taken for a name: it has a capital anyway."""
_PARALLEL_WORDS: Final = 16
_SWAPPED: Final = 2
_SAME_ROOT: Final = 4
"""Letters: "fungus" and "fungi" are one word."""
_DENYING: Final = ("un", "in", "im", "ir", "non", "dis")


class Wording:
    """What a run of tokens says, ready to be compared; the parts are worked out when they are first asked for.

    The verbs of `reporting` count as one: a tool puts any of them for "said". `opposites` holds words and, for each,
    those that say the contrary.
    """

    def __init__(
        self, doc: Document, first: int, last: int, reporting: frozenset[str], opposites: Opposites | None = None
    ) -> None:
        self._doc = doc
        self.opposites = opposites or {}
        self._span = first, min(last, first + _MOST_WORDS)
        self.words = doc.words[first : self._span[1]]
        self.stems = [_SAID if word in reporting else stem(word) for word in self.words]
        self.vocabulary = frozenset(self.stems)

    @cached_property
    def weights(self) -> list[float]:
        """How much each word says: nothing for function words, most for rare ones."""
        facts = self._doc.facts
        zipf = facts.zipf[slice(*self._span)].tolist()
        function = facts.function[slice(*self._span)].tolist()
        # min(a, nan) is a: an unknown word has the weight of one
        return [
            0.0 if small or key is _SAID else max(_LEAST, min(_UNKNOWN, _COMMON - common))
            for common, small, key in zip(zipf, function, self.stems, strict=True)
        ]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The names and numbers, by what they are compared by."""
        text, starts = self._doc.text, self._doc.token_starts
        first, weights, stems = self._span[0], self.weights, self.stems
        return frozenset(
            [
                stems[k]
                for k, word in enumerate(self.words)
                if word[0].isdigit()
                or (len(word) == 1 and weights[k])
                or (text[starts[first + k]].isupper() and weights[k] and (k or weights[k] >= _NAME_WEIGHT))
            ]
        )

    @cached_property
    def turns(self) -> frozenset[str]:
        """The words of `_TURNS` in it, and "not" if it denies."""
        denies = not _NEGATIONS.isdisjoint(self.words) or any(word.endswith("n't") for word in self.words)
        return _TURNS.intersection(self.words) | (_NOT if denies else frozenset())

    def covered_by(self, other: Wording) -> float:
        """The share of what this says that the other says too, 0 to 1."""
        total = sum(self.weights)
        said = sum([w for key, w in zip(self.stems, self.weights, strict=True) if key in other.vocabulary])
        return said / total if total else 0.0

    def own(self, other: Wording) -> set[str]:
        """The words of this that say something and that the other lacks."""
        return {key for key, weight in zip(self.stems, self.weights, strict=True) if weight} - other.vocabulary


def may_be_alike(one: Wording, other: Wording) -> bool:
    """Whether enough words are in both to look closer: a quick look that rules most pairs out."""
    return len(one.vocabulary & other.vocabulary) >= _IN_BOTH * max(len(one.stems), len(other.stems))


def likeness(one: Wording, other: Wording) -> tuple[float, bool]:
    """How alike two sentences are, 0 to 1, and whether they say different things all the same.

    Half of it is the share of what they say that both say, of the one that says more of its own; half is the share
    of the longer one's words that stand in the same order in both. They say different things where each has a name or
    a number of its own, or only one of them denies, adds or goes on.
    """
    ordered = common_order(one.stems, other.stems) / max(len(one.stems), len(other.stems))
    covered = min(one.covered_by(other), other.covered_by(one))
    alike = (covered + ordered) / 2
    return alike, one.turns != other.turns or _differ(one, other, alike) or _oppose(one, other)


def _differ(one: Wording, other: Wording, alike: float) -> bool:
    """Whether each has a number of its own, or names of its own that are all that differs, or most of the names."""
    mine, yours = one.marks - other.vocabulary, other.marks - one.vocabulary
    if not mine or not yours:
        return False
    numbers = any(mark[0].isdigit() for mark in mine) and any(mark[0].isdigit() for mark in yours)
    return numbers or alike >= _ALL_BUT_NAMES or min(len(mine), len(yours)) * _NAMES_KEPT > len(one.marks & other.marks)


def _oppose(one: Wording, other: Wording) -> bool:
    """Whether a word of one has its opposite in the other: "some are above it" and "some are below it"."""
    mine, yours = set(one.words) - set(other.words), set(other.words) - set(one.words)
    return any(
        not yours.isdisjoint(one.opposites.get(word, ())) or any(prefix + word in yours for prefix in _DENYING)
        for word in mine
    ) or any(prefix + word in mine for word in yours for prefix in _DENYING)


def is_parallel(one: Wording, other: Wording) -> bool:
    """Whether short sentences are built alike to say two things: only one or two words are others in each."""
    if min(len(one.stems), len(other.stems)) >= _PARALLEL_WORDS:
        return False
    swapped = one.own(other), other.own(one)
    roots = [{word[:_SAME_ROOT] for word in words} for words in swapped]
    return all(0 < len(words) <= _SWAPPED for words in swapped) and roots[0].isdisjoint(roots[1])


def stem(word: str) -> str:
    """The beginning of a folded word, by which it is compared; numbers stay whole.

    >>> stem("supporting"), stem("signs"), stem("nato's"), stem("1,250,000")
    ('suppor', 'sign', 'nato', '1,250,000')
    """
    if word[0].isdigit():
        return word
    word = word.removesuffix("'s")
    if len(word) > 3 and word[-1] == "s":
        word = word[:-1]
    return word[:STEM]


def common_order(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence, with whole numbers for rows of bits (Hyyrö 2004).

    >>> common_order("abcde", "xbxde")
    3
    """
    masks: dict[str, int] = {}
    for at, key in enumerate(one):
        masks[key] = masks.get(key, 0) | 1 << at
    full = (1 << len(one)) - 1
    row = full
    for key in other:
        if mask := masks.get(key):
            met = row & mask
            row = ((row + met) | (row - met)) & full
    return len(one) - row.bit_count()
