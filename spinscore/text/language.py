"""Which language a text is in: by its script, its frequent words and its runs of three letters.

Most scripts are of one language among those known here. Where they are not, each language gets a sum, naive-Bayes
fashion: of its frequent words that stand in the text, and of the logarithms of how often it uses each run of three
letters. Runs alone mistake short lines, words alone texts without any; they err on different texts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.text import chars, scripts
from spinscore.text.hashing import Hashes, HashFilter, hash_words
from spinscore.text.lexicon import WordFacts
from spinscore.text.tokens import Spans

MIN_FUNCTION = 0.20
"""English prose has 35 to 50 % function words, lists and recipes 20 to 30 %; other languages under 10 %."""
MIN_KNOWN = 0.55

_READ = 400
"""Tokens, from the start, that the language of a text or of a block is told by."""
_WORD, _LETTER = 3.0, 1.0
"""Nats for a frequent word, and for one of a single letter, which several languages share."""
_SCALE = 8.0
"""Steps of the learned weights in a nat."""
_SURE = 4.0
"""Nats by which a block must rather be in another language than in that of its text."""
_SHORT = 12
"""Words: in a longer block the frequent words alone tell that it is in the language of its text."""
_MIN_KANA = 0.08
"""Japanese prose is half Hiragana; Chinese has none but in quoted names."""
_BEYOND_LATIN = 0x370
"""Code points from here on are letters of other scripts; typographic signs begin no token."""
_BITS = np.uint64(21)


class Guess(NamedTuple):
    """The language of a text, and what tells it."""

    code: str | None
    """ISO 639-1, or 639-3 where there is none; None where nothing tells."""
    script: str
    """Of most letters, ISO 15924; "" for a text without letters. Japanese is "Kana"."""
    words: int
    """How many of its frequent words stand in the part that was read."""
    margin: float
    """By how many nats it is likelier than the next language of the script; infinite where there is none."""
    runner_up: str | None


class Language(NamedTuple):
    """One of the languages that are told apart."""

    code: str
    name: str
    scripts: tuple[str, ...]
    spaced: bool
    """Whether words are set apart by spaces."""
    aliases: tuple[str, ...]
    kin: tuple[str, ...]
    """Languages that short lines do not tell from this one."""
    like: tuple[str, ...]
    """Languages whose runs of letters stand for its own, which were not counted."""
    words: tuple[str, ...]
    """Its frequent words."""
    own: tuple[str, ...]
    """Those of them that English prose hardly ever holds."""


def is_english(facts: WordFacts) -> bool:
    """Whether enough tokens are English function words, and enough are English words at all."""
    total = facts.ids.size
    if total == 0:
        return False
    function = int(np.count_nonzero(facts.function)) / total
    known = int(np.count_nonzero(facts.ids)) / total
    return function >= MIN_FUNCTION and known >= MIN_KNOWN


@functools.cache
def languages() -> Mapping[str, Language]:
    """All languages that are told apart, by code."""
    found = {}
    table = (resources.files("spinscore.data") / "languages.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line and not line.startswith(("#", "code\t")):
            code, name, written, spaces, *lists = line.split("\t")
            aliases, kin, like, shared, own = (tuple(item.split()) for item in lists)
            spaced = spaces == "yes"
            found[code] = Language(code, name, tuple(written.split()), spaced, aliases, kin, like, shared + own, own)
    return found


@functools.cache
def _aliases() -> dict[str, str]:
    return {alias: code for code, language in languages().items() for alias in (code, *language.aliases)}


def code_of(tag: str) -> str:
    """The code that a language tag stands for here; a tag of no known language is only cut to its first part.

    >>> code_of("pt-BR"), code_of("no"), code_of("zh_Hant"), code_of("tlh")
    ('pt', 'nb', 'zh', 'tlh')
    """
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    return _aliases().get(first, first)


@functools.cache
def _by_script() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, language in languages().items():
        for script in language.scripts:
            found.setdefault(script, []).append(code)
    return found


@functools.cache
def _codes_of_words() -> dict[str, tuple[str, ...]]:
    """The languages that each frequent word is of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, language in languages().items():
        for word in language.words:
            found[word] = (*found.get(word, ()), code)
    return found


@functools.cache
def _runs() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int8], dict[str, int]]:
    """The runs of three letters as sorted keys, their weight in each language, and the column of each language."""
    folder = resources.files("spinscore.data")
    arrays = []
    for name in ("language_runs.npy", "language_weights.npy"):
        with (folder / name).open("rb") as file:
            arrays.append(np.load(file, allow_pickle=False))
    codes = (folder / "language_columns.txt").read_text("utf-8").split()
    return arrays[0], arrays[1], {code: column for column, code in enumerate(codes)}


def preload() -> None:
    """Reads the tables, so that no text has to wait for them."""
    _foreign_words()
    _runs()


def run_keys(codes: chars.CodePoints) -> npt.NDArray[np.uint64]:
    """A key for each run of three code points, shape (len(codes) - 2,)."""
    wide = codes.astype(np.uint64)
    return (wide[:-2] << (_BITS + _BITS)) | (wide[1:-1] << _BITS) | wide[2:]


def identify(words: Sequence[str], tokens: Spans, folded: chars.CodePoints) -> Guess:
    """The language of a text, by its folded tokens and the places of these in its folded code points."""
    words, tokens = words[:_READ], tokens[:_READ]
    if not words:
        return Guess(None, "", 0, 0.0, None)
    part = folded[int(tokens[0, 0]) : int(tokens[-1, 1])]
    script = _script(scripts.letters_by_script(part))
    among = _by_script().get(script, [])
    if len(among) < 2:
        return Guess(among[0] if among else None, script, 0, float("inf"), None)
    counts = _frequent(words, among)
    sums = {code: _weight(counts[code]) for code in among}
    for code, value in _letter_sums(part, among).items():
        sums[code] += value
    first, second = sorted(among, key=lambda code: (-sums[code], code))[:2]
    hits = len(counts[first])
    if not hits and (len(words) > _FEW or sums[first] <= 0):
        return Guess(None, script, 0, 0.0, first)
    return Guess(first, script, hits, sums[first] - sums[second], second)


_FEW = 30
"""Words: a longer text holds some frequent word, or it is in none of these languages."""


def _script(letters: Mapping[str, int]) -> str:
    """The script of most letters; what is Chinese by its letters is Japanese with some Kana among them."""
    if not letters:
        return ""
    cjk = letters.get("Kana", 0) + letters.get("Hani", 0)
    first = next(iter(letters))
    if first in ("Kana", "Hani") or cjk > letters[first]:
        return "Kana" if letters.get("Kana", 0) >= _MIN_KANA * cjk else "Hani"
    return first


def _frequent(words: Iterable[str], among: Iterable[str]) -> dict[str, list[str]]:
    """Which of the words are frequent ones of each of some languages."""
    table = _codes_of_words()
    counts: dict[str, list[str]] = {code: [] for code in among}
    for word in words:
        for code in table.get(word, ()):
            if code in counts:
                counts[code].append(word)
    return counts


def _weight(words: Iterable[str]) -> float:
    return sum([_WORD if len(word) > 1 else _LETTER for word in words])


def _letter_sums(codes: chars.CodePoints, among: Iterable[str]) -> dict[str, float]:
    """What the runs of three letters say for each of some languages, in nats."""
    if len(codes) < len("abc"):
        return {}
    keys, weights, columns = _runs()
    wanted = run_keys(codes)
    places = keys.searchsorted(wanted)
    places[places == len(keys)] = 0
    found = places[keys[places] == wanted]
    sums = weights[found].sum(axis=0, dtype=np.int64) / _SCALE
    table = languages()
    result = {}
    for code in among:
        if code in columns:
            result[code] = float(sums[columns[code]])
        elif known := [sums[columns[each]] for each in table[code].like if each in columns]:
            result[code] = float(max(known))
    return result


# ---- blocks


@functools.cache
def _foreign_words() -> tuple[HashFilter, frozenset[str]]:
    """The frequent words of other languages that English prose hardly ever holds."""
    words = frozenset([word for language in languages().values() for word in language.own])
    return HashFilter(hash_words(sorted(words))), words


def foreign_tokens(words: Sequence[str], tokens: Spans, folded: chars.CodePoints, hashes: Hashes) -> list[int]:
    """The indexes of the tokens that English prose hardly ever holds: words of other languages or in other scripts."""
    may_be, foreign = _foreign_words()
    passed = may_be.passed(hashes)
    passed |= folded.take(tokens[:, 0]) >= _BEYOND_LATIN
    return [
        token
        for token in passed.nonzero()[0].tolist()
        if words[token] in foreign or ord(words[token][0]) >= _BEYOND_LATIN
    ]


def language_of_block(words: Sequence[str], tokens: Spans, folded: chars.CodePoints, default: str | None) -> str | None:
    """The language of a block: that of its text, unless the block clearly speaks another."""
    words, tokens = words[:_READ], tokens[:_READ]
    if not words:
        return default
    part = folded[int(tokens[0, 0]) : int(tokens[-1, 1])]
    script = _script(scripts.letters_by_script(part))
    among = _by_script().get(script, [])
    if not among:
        return default
    if default not in among:
        return among[0] if len(among) == 1 else identify(words, tokens, folded).code
    if len(words) == 1 or len(among) == 1:
        return default
    counts = _frequent(words, among)
    if len(words) > _SHORT and len(counts[default]) == max(map(len, counts.values())):
        return default
    letters = _letter_sums(part, among)
    sums = {code: _weight(counts[code]) + letters.get(code, 0.0) for code in among}
    best = max(among, key=lambda code: (sums[code], code))
    kin = languages()[default].kin
    return best if best not in kin and counts[best] and sums[best] - sums[default] >= _SURE else default
