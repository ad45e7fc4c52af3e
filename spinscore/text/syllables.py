"""Syllables of English words: a small learned model, and a list of the dictionary words that it gets wrong.

Every vowel letter, and every l, m, n or r after a consonant, may carry a syllable. Whether it does follows from
the letters around it: each of thirteen windows of up to seven letters adds an integer weight, and a
positive sum is a syllable. "e" at the end of "make" sums below zero, "e" at the end of "cafe" is an exception.

Weights and exceptions are made from the first pronunciations of CMUdict (Carnegie Mellon University, BSD terms;
`spinscore/data/SOURCES.md`). `python -m spinscore.training.syllables` prints the accuracy on words held out.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_DATA: Final = files("spinscore") / "data"

Nested = Mapping[str, Mapping[str, int]]

# (letters before, letters from the candidate on); all 24 windows of up to seven letters do no better on held-out words.
WINDOWS: Final = (
    *((0, 1), (0, 2), (0, 4), (1, 1), (1, 2), (1, 4), (1, 6)),
    *((2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (4, 1)),
)
_AFTERS: Final = tuple(sorted({after for _, after in WINDOWS}))
_BY_BEFORE: Final = tuple(
    (before, tuple(_AFTERS.index(after) for own, after in WINDOWS if own == before))
    for before in sorted({before for before, _ in WINDOWS})
)
_EDGE: Final = 6
_CANDIDATE: Final = re.compile("[aeiouy]|(?<=[^aeiouylmnr])[lmnr]|^m(?=c)")
_LONGEST_MODELLED: Final = 60  # characters; a longer "word" is not one, its vowel groups are counted
_VOWELS: Final = re.compile("[aeiouy]+")
_DRAWN_OUT: Final = re.compile(r"[bghmprstz]*([hmrsz])\1")

_SEPARATOR: Final = re.compile("[^a-z0-9']+")
_DIGIT: Final = re.compile("[0-9]")
_CLITIC: Final = re.compile("(?:(?<=.)n't|'(?:s|ll|ve|re|d|m)?)$")
_AFTER_NOUN: Final = re.compile("^(?!(?:i|s?he|we|you|they|who)$)")
_SYLLABIC_AFTER: Final = {
    "'s": re.compile("(?:[sxz]|[cs]h|[csgz]e)$"),
    "n't": re.compile("[^aiou]$"),
    "'d": re.compile("[td]e?$"),
    "'ll": _AFTER_NOUN,
    "'ve": _AFTER_NOUN,
    "'re": _AFTER_NOUN,
}


def count_syllables(word: str) -> int:
    """How many syllables a folded word has, at least 1.

    The parts of a hyphenated or dotted word are counted one by one. A number is one syllable however it is
    read, as in textstat, and so is a part with a digit ("covid-19" has three). A part of two to five letters
    without a vowel is spelled out ("gdp" has three, and "tvs" two). Accents are understood ("résumé" has three).

    >>> [count_syllables(word) for word in ("area", "makes", "well-known", "didn't", "1,234")]
    [3, 1, 2, 2, 1]
    """
    known = _exceptions().get(word)
    return known if known is not None else by_rule(word, _weights(), _exceptions())


def by_rule(word: str, weights: Nested, exceptions: Mapping[str, int]) -> int:
    """The count that the model gives, for a word that is no exception itself; its parts may be."""
    if len(word) > _LONGEST_MODELLED:
        return len(_VOWELS.findall(word)) or 1
    if not word.isascii():
        word = _without_accents(word)
    if word.isascii() and word.isalpha():
        return _count_letters(word, weights) or 1
    total = 0
    numeric = False
    for part in _SEPARATOR.split(word):
        if _DIGIT.search(part):
            total += not numeric
            numeric = True
        elif part:
            total += exceptions[part] if part in exceptions else _count_part(part, weights, exceptions)
    return total or 1


def _count_part(part: str, weights: Nested, exceptions: Mapping[str, int]) -> int:
    """Syllables of a run of letters and apostrophes."""
    clitic = _CLITIC.search(part)
    stem = part[: clitic.start()] if clitic else part
    if stem in exceptions:
        count = exceptions[stem]
    else:
        pieces = stem.split("'")
        spoken = [piece for piece in pieces if len(piece) > 1 or _VOWELS.match(piece)] or pieces[:1]
        count = sum(_count_letters(piece, weights) for piece in spoken if piece)
    adds = _SYLLABIC_AFTER.get(clitic[0]) if clitic else None
    return count + bool(adds and adds.search(stem))


def _count_letters(letters: str, weights: Nested) -> int:
    if not _VOWELS.search(letters):
        return _spelled_out(letters)
    padded = f"{'^' * _EDGE}{letters}{'$' * _EDGE}"
    count = 0
    for match in _CANDIDATE.finditer(letters):
        at = match.start() + _EDGE
        afters = [padded[at : at + after] for after in _AFTERS]
        total = 0
        for before, places in _BY_BEFORE:
            if own := weights.get(padded[at - before : at]):
                for place in places:
                    total += own.get(afters[place], 0)
        count += total > 0
    return count or 1


def nested(weights: Mapping[str, int]) -> Nested:
    """The weights of windows by the letters before the marked one and those from it on: no window need be written out.

    >>> nested({"a<te": 3, "a<t": 1, "<a": 2})
    {'a': {'te': 3, 't': 1}, '': {'a': 2}}
    """
    found: dict[str, dict[str, int]] = {}
    for window, weight in weights.items():
        before, _, after = window.partition("<")
        found.setdefault(before, {})[after] = weight
    return found


def candidates(letters: str) -> list[list[str]]:
    """The windows around each letter that may carry a syllable, the letter marked by `<` before it.

    >>> candidates("ate")[0][:3], len(candidates("ate")[0])
    (['<a', '<at', '<ate$'], 13)
    """
    padded = f"{'^' * _EDGE}{letters}{'$' * _EDGE}"
    places = [match.start() + _EDGE for match in _CANDIDATE.finditer(letters)]
    return [[f"{padded[at - before : at]}<{padded[at : at + after]}" for before, after in WINDOWS] for at in places]


def _spelled_out(letters: str) -> int:
    """Syllables of an abbreviation read letter by letter; interjections such as "hmm" and "brrr" are one."""
    if len(letters) > 5 or _DRAWN_OUT.fullmatch(letters):
        return 1
    if len(letters) > 2:
        letters = letters.removesuffix("s")
    return len(letters) + 2 * letters.count("w")


def _without_accents(word: str) -> str:
    """Plain letters; an accented e is never silent, so it becomes a."""
    composed = unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFKD", composed.replace("é", "a").replace("è", "a"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _weights() -> Nested:
    entries = _text("syllable_windows.tsv.gz").split()
    return nested(dict(zip(entries[::2], map(int, entries[1::2]), strict=True)))


@cache
def _exceptions() -> dict[str, int]:
    lines = (line.split() for line in _text("syllable_exceptions.txt.gz").splitlines())
    return {word: int(count) for count, *words in lines for word in words}


def _text(name: str) -> str:
    return gzip.decompress((_DATA / name).read_bytes()).decode("ascii")
