"""Measures of word choice that tell thesaurus-spun and machine-translated prose from written prose.

A writer's words fit each other: most neighbours are pairs that English has seen often. A spinning tool changes
words one by one, so pairs that ought to be common are missing, words drift towards rare ones, and a word that an
article would repeat comes back as its synonyms. None of these numbers says that a text was spun; they are
evidence for a model.

Names (capitalised words inside a sentence) are left out: they are rare and fit nothing, in any text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.features import FeatureSpec
from spinscore.findings import Finding
from spinscore.text import lexicon

RARE: Final = 3.6
"""Zipf value under which a word counts as rare: fewer than four in a million words."""
EXPECTED: Final = 4.5
"""Pairs that chance alone would give 10^4.5 times in the pair table's words are expected to be in it."""
REUSE_WINDOW: Final = 50
"""Content words within which a word counts as used again: one window for texts of all lengths."""
LEAST: Final = 20
"""Content words, or pairs, under which a share would be a guess."""

_CHANCE: Final = 6.0
"""zipf(a) + zipf(b) - 18 (two shares per billion) + 12 (words of the pair table) = log10 of the chance count."""
_UNSEEN: Final = 4.7
"""log10 count given to a pair that is not in the table, a little under its least count of 10^5."""
_SPACE, _UPPER_A, _LETTERS, _LOWER_A = 32, np.uint32(65), 26, 97
_VOWELS: Final = frozenset("aeiou")
_IS_VOWEL: Final = np.array([chr(code) in _VOWELS for code in range(128)])
_OF_CONTENT: Final = tuple(
    f"spin.{name}" for name in ("zipf_mean", "zipf_sd", "zipf_low_quarter", "rare_words", "word_reuse")
)
_SOUNDS_LIKE_CONSONANT: Final = (
    "eu",
    "ewe",
    "once",
    "one",
    "ouija",
    "ubiq",
    "uni",
    "use",
    "usu",
    "uta",
    "ute",
    "uti",
    "utop",
)
_MAY_BE_SILENT: Final = "h"
_SHIFT: Final = 20
_ROW: Final = 3
"""Words are 0 (other), 1 (function) or 2 (content); a pair's kind is `_ROW` times the first plus the second."""
_KINDS: Final = (1 * _ROW + 2, 2 * _ROW + 1, 2 * _ROW + 2)
"""Function + content, content + function, content + content."""
_GRAMMAR: Final = 1 * _ROW + 1
"""Function + function: such pairs are nearly always seen and tell nothing."""
_CODES: Final = 4 * _ROW * _ROW
"""Per kind: not expected and seen, not expected and unseen, expected and seen, expected and unseen."""
_DOUBT: Final = 4.0
"""log10 chance count above which a pair that is not in the table is missed."""
_TYPICAL: Final = (0.89, 0.87, 0.63)
"""Usual fit of function + content, content + function, content + content pairs: means over 7,500 human texts."""
_PRIOR: Final = 10.0
"""Pairs of usual fit that every text gets for a start, so that a short text is not judged on a handful."""

FEATURES: Final = (
    FeatureSpec(
        "spin.zipf_mean", "log10 per billion words", 3, 6.5, 0, "How common its content words are, on average."
    ),
    FeatureSpec("spin.zipf_sd", "log10 per billion words", 0.3, 1.5, 0, "How unlike in frequency its words are."),
    FeatureSpec("spin.zipf_low_quarter", "log10 per billion words", 2, 6, 0, "How common its rarer content words are."),
    FeatureSpec("spin.rare_words", "share of content words", 0, 1, 0, "How many content words are rare."),
    FeatureSpec("spin.unknown_words", "share of words", 0, 1, 0, "How many lower-case words no lexicon has."),
    FeatureSpec(
        "spin.pair_familiarity",
        "share of expected pairs",
        0,
        1,
        1,
        "How well neighbouring common words fit each other.",
    ),
    FeatureSpec(
        "spin.phrase_familiarity", "share of expected pairs", 0, 1, 1, "How well words fit the small words before them."
    ),
    FeatureSpec(
        "spin.content_pairs", "share of pairs", 0, 1, 1, "How many neighbouring content words are often seen together."
    ),
    FeatureSpec(
        "spin.broken_pairs",
        "log10 per pair",
        0,
        1,
        -1,
        "How often common words meet that English does not put together.",
    ),
    FeatureSpec(
        "spin.pair_association", "log10", -2, 4, 1, "How strongly content words draw the small words after them."
    ),
    FeatureSpec(
        "spin.article_mismatch",
        "per 1,000 words",
        0,
        50,
        -1,
        "How often, after a first slip, a or an stands before the wrong sound.",
    ),
    FeatureSpec("spin.doubled_words", "per 1,000 words", 0, 50, -1, "How often a word is followed by itself."),
    FeatureSpec(
        "spin.word_reuse", "share of content words", 0, 1, 1, "How many content words were used shortly before."
    ),
)

Flags = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint32]


class _View(NamedTuple):
    """The initials of the tokens, and flags: after one space, lower case at the start, name, content word."""

    initial: Keys
    spaced: Flags
    lower: Flags
    name: Flags
    content: Flags


def measure(doc: Document, findings: Mapping[str, Sequence[Finding]]) -> dict[str, float]:
    """All names of `FEATURES`; nan where the text is too short to tell. About 0.1 ms for 850 words."""
    del findings
    if len(doc.tokens) < LEAST:
        return dict.fromkeys((spec.name for spec in FEATURES), math.nan)
    view = _view(doc)
    return {**_words(doc, view), **_pairs(doc, view), **_slips(doc, view)}


def _view(doc: Document) -> _View:
    starts, ends = doc.tokens[:, 0], doc.tokens[:, 1]
    codes = doc.code_points
    initial = codes.take(starts)
    spaced = np.zeros(len(starts), bool)
    np.equal(starts[1:] - ends[:-1], 1, out=spaced[1:])
    spaced[1:] &= codes.take(ends[:-1]) == _SPACE
    upper = (initial - _UPPER_A) < _LETTERS  # unsigned, so that what comes before A is large
    lower = initial >= _LOWER_A
    facts = doc.facts
    content = lower & ~facts.function
    content &= facts.zipf > 0
    content &= facts.letters > 1
    return _View(initial, spaced, lower, upper & spaced, content)


def _words(doc: Document, view: _View) -> dict[str, float]:
    at = view.content.nonzero()[0]
    zipf = np.sort(doc.facts.zipf.take(at))
    size = len(zipf)
    unknown = _share(int(np.count_nonzero(np.isnan(doc.facts.zipf) & view.lower)), len(view.lower))
    if size < LEAST:
        return {**dict.fromkeys(_OF_CONTENT, math.nan), "spin.unknown_words": unknown}
    mean = float(zipf.sum()) / size
    return {
        "spin.zipf_mean": mean,
        "spin.zipf_sd": math.sqrt(max(float(np.dot(zipf, zipf)) / size - mean * mean, 0.0)),
        "spin.zipf_low_quarter": float(zipf[size // 4]),
        "spin.rare_words": int(zipf.searchsorted(RARE)) / size,
        "spin.word_reuse": _reuse(doc.facts.ids.take(at)),
        "spin.unknown_words": unknown,
    }


def _reuse(ids: npt.NDArray[np.int32]) -> float:
    """The share of words whose last use lies at most `REUSE_WINDOW` words back."""
    keys = ids.astype(np.int64) << _SHIFT
    keys += np.arange(len(ids))
    keys.sort()
    return int(np.count_nonzero(keys[1:] - keys[:-1] <= REUSE_WINDOW)) / len(ids)


def _pairs(doc: Document, view: _View) -> dict[str, float]:
    """How well neighbours fit, by kind of pair, so that the mix of function and content words plays no part.

    A pair that the table lacks and the text repeats is a term of its own and does not count.
    """
    facts = doc.facts
    word = facts.function + 2 * view.content.view(np.int8)
    kind = word[:-1] * np.int8(_ROW) + word[1:]
    known = (facts.ids > 0) & ~view.name
    at = (known[:-1] & known[1:] & view.spaced[1:] & view.lower[1:] & (kind != _GRAMMAR)).nonzero()[0]
    keys = lexicon.pair_keys(facts.ids, at)
    score = lexicon.scores_of_pairs(keys)
    unseen = score == 0
    kept = _unrepeated(keys, unseen)
    if len(kept) < len(at):
        at, score, unseen = at.take(kept), score.take(kept), unseen.take(kept)
    chance = facts.zipf.take(at) + facts.zipf.take(at + 1) - np.float32(_CHANCE)
    code = kind.take(at) * np.int8(4) + (chance > np.float32(EXPECTED)) * np.int8(2) + unseen
    counts = np.bincount(code, minlength=_CODES).tolist()
    missed = np.bincount(code, np.maximum(chance - np.float32(_DOUBT), 0), _CODES).tolist()
    drawn = np.bincount(code, np.maximum(score, np.float32(_UNSEEN)) - chance, _CODES).tolist()
    kinds = [slice(4 * number, 4 * number + 4) for number in _KINDS]
    fits = [_fit(counts[own], typical) for own, typical in zip(kinds, _TYPICAL, strict=True)]
    sizes = [sum(counts[own]) for own in kinds]
    trailing, both = kinds[1], counts[kinds[2]]
    size = sum(sizes)
    lost = math.fsum(missed[own][1] + missed[own][3] for own in kinds)
    return {
        "spin.pair_familiarity": math.fsum(fits) / 3 if size >= LEAST else math.nan,
        "spin.phrase_familiarity": fits[0] if size >= LEAST else math.nan,
        "spin.content_pairs": _share(both[0] + both[2], sizes[2]),
        "spin.broken_pairs": lost / size if size >= LEAST else math.nan,
        "spin.pair_association": sum(drawn[trailing]) / sizes[1] if sizes[1] >= LEAST else math.nan,
    }


def _unrepeated(keys: Keys, unseen: Flags) -> npt.NDArray[np.intp]:
    """Places of the pairs that are not both unseen and in the text more than once."""
    places = unseen.nonzero()[0]
    own = keys.take(places)
    order = own.argsort()
    own = own.take(order)
    same = own[1:] == own[:-1]
    kept = np.ones(len(keys), bool)
    if same.any():
        kept[places.take(order[1:][same])] = False
        kept[places.take(order[:-1][same])] = False
    return kept.nonzero()[0]


def _fit(counts: Sequence[int], typical: float) -> float:
    """The share of expected pairs that were seen, drawn to the typical share by `_PRIOR` pairs more."""
    seen, unseen = counts[2], counts[3]
    return (seen + _PRIOR * typical) / (seen + unseen + _PRIOR)


def _share(part: int, whole: int) -> float:
    return part / whole if whole >= LEAST else math.nan


def _slips(doc: Document, view: _View) -> dict[str, float]:
    """Slips that a tool makes when it changes a word and not its neighbours."""
    ids, words = doc.facts.ids, doc.words
    after = view.spaced[1:] & view.lower[1:]
    doubled = after & (ids[1:] == ids[:-1]) & (ids[1:] > 0)
    a, an = _article_ids()
    vowel = _IS_VOWEL.take(view.initial[1:], mode="clip")
    doubtful = after & (((ids[:-1] == a) & vowel) | ((ids[:-1] == an) & ~vowel))
    wrong = sum([_mismatch(words[i], words[i + 1]) for i in doubtful.nonzero()[0].tolist()])
    per_thousand = 1000.0 / len(words)
    return {
        "spin.article_mismatch": max(wrong - 1, 0) * per_thousand,
        "spin.doubled_words": int(np.count_nonzero(doubled)) * per_thousand,
    }


def _mismatch(article: str, word: str) -> bool:
    """Whether an article surely has the wrong form before a word.

    >>> _mismatch("a", "other"), _mismatch("an", "hour"), _mismatch("a", "uniform"), _mismatch("an", "day")
    (True, False, False, True)
    """
    if len(word) < 3 or not word.isalpha():
        return False
    if article == "a":
        return word[0] in _VOWELS and not word.startswith(_SOUNDS_LIKE_CONSONANT)
    return word[0] not in _VOWELS and word[0] not in _MAY_BE_SILENT


@cache
def _article_ids() -> tuple[int, int]:
    first, second = lexicon.facts(["a", "an"]).ids.tolist()
    return first, second
