"""What is known about each word of a text, from one look-up per word.

The vocabulary has up to 65,535 English words in order of frequency; a word's rank is its id. Every word maps to
one integer that holds all its facts, so a text of 850 words costs one pass over a dictionary and a handful of
array operations. Words outside the vocabulary are worked out on first sight and remembered up to a limit, which
changes the speed and never the answer.

Where the numbers come from, and the command that rebuilds them: `spinscore/data/SOURCES.md`.
"""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spinscore.text.chars import CodePoints
from spinscore.text.hashing import HashTable, PairTable, token_hashes
from spinscore.text.syllables import count_syllables
from spinscore.text.tokens import Spans

_DATA: Final = files("spinscore") / "data"

# One word in one integer, low bits first: id (16), rank whose frequency counts (16), syllables (8), flags (3),
# letters (20).
_FREQUENCY: Final = 16
_SYLLABLES: Final = 32
_FUNCTION: Final = 40
_DALE_CHALL: Final = 41
_SPACHE: Final = 42
_LETTERS: Final = 43
_MAX_LETTERS: Final = (1 << 20) - 1
_RANK: Final = (1 << 16) - 1

# A row of word_facts.npy (uint16): syllables (4), letters (5), flags (3) in the order above.
ROW_LETTERS: Final = 4
ROW_FUNCTION: Final = 9
ROW_DALE_CHALL: Final = 10

_REMEMBERED: Final = 135_000  # unknown words kept: with the vocabulary about 200,000 entries
_LONGEST_REMEMBERED: Final = 40  # characters; longer "words" are not language and would hold memory

# What textstat removes before it looks a word up: apostrophes that do not start an English contraction ending
# (its RE_CONTRACTION_ENDINGS), then all other punctuation.
_LOOSE_APOSTROPHE: Final = re.compile(r"'(?!(?:[tsd]|ve|ll|re))")
_PUNCTUATION: Final = re.compile(r"[^\w']")


class WordFacts(NamedTuple):
    """One array per fact, one entry per word, all read-only.

    `ids` is the rank in the vocabulary, 1 for the most frequent word and 0 for an unknown one. A possessive has
    the id of its noun ("senator's" as "senator") and a word with diacritics that of its plain spelling ("café"
    as "cafe"). `zipf` is the log10 of occurrences per billion words, between 2 and 8; a hyphenated compound has
    the value of its rarest part, and nan means unknown. `letters` counts letters and digits, no punctuation.
    `function` marks closed-class words: articles, pronouns, prepositions, conjunctions, auxiliaries.
    `dale_chall` and `spache` mark familiar words, decided as textstat does (see `familiar`).
    """

    ids: NDArray[np.int32]
    syllables: NDArray[np.int32]
    letters: NDArray[np.int32]
    zipf: NDArray[np.float32]
    function: NDArray[np.bool_]
    dale_chall: NDArray[np.bool_]
    spache: NDArray[np.bool_]


def facts(words: Sequence[str]) -> WordFacts:
    """The facts of each word of a sequence of folded words.

    About 0.1 ms for 850 words. The first call loads the tables.

    >>> known = facts(["the", "senator's", "well-known", "blenk"])
    >>> known.syllables.tolist()
    [1, 3, 2, 1]
    >>> (known.ids > 0).tolist(), known.function.tolist()
    ([True, True, False, False], [True, False, False, False])
    """
    table = _table()
    return _unpack(np.fromiter(map(table.__getitem__, words), np.int64, len(words)), table)


def facts_of_tokens(codes: CodePoints, tokens: Spans, words: Sequence[str]) -> WordFacts:
    """The facts of the tokens of a folded text, the same as `facts(words)`, in a third of the time.

    `codes` are the code points of the folded text, `tokens` the offsets of its words in it, shape (n, 2).
    """
    table = _table()
    ranks = _hash_table().find(token_hashes(codes, tokens))
    packed = table.packed[ranks]
    for index in (ranks < 0).nonzero()[0].tolist():
        packed[index] = table[words[index]]
    return _unpack(packed, table)


def _unpack(packed: NDArray[np.int64], table: _Table) -> WordFacts:
    result = WordFacts(
        ids=(packed & _RANK).astype(np.int32),
        syllables=((packed >> _SYLLABLES) & 255).astype(np.int32),
        letters=(packed >> _LETTERS).astype(np.int32),
        zipf=table.zipf[(packed >> _FREQUENCY) & _RANK],
        function=(packed & (1 << _FUNCTION)) != 0,
        dale_chall=(packed & (1 << _DALE_CHALL)) != 0,
        spache=(packed & (1 << _SPACHE)) != 0,
    )
    for array in result:
        array.flags.writeable = False
    return result


def frequencies(words: Iterable[str]) -> list[float]:
    """The Zipf value of each word that the table has, 0 for others; nothing is worked out for unknown words.

    >>> frequencies(["the", "qwzzx"])[1]
    0.0
    """
    table = _table()
    ranks = [table.get(word, 0) >> _FREQUENCY & _RANK for word in words]
    return [float(value) if rank else 0.0 for rank, value in zip(ranks, table.zipf[ranks].tolist(), strict=True)]


def pair_scores(ids: NDArray[np.int32], where: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """How common each pair of neighbours is: log10 of its count in the pair table, 0 where it is not there.

    `ids` as in `WordFacts.ids`; the result has one entry less. `where`, of the same length as the result, says
    which pairs to look up; the others get 0. The table counts pairs in 10^12 words of web text and holds those
    seen at least 100,000 times, so scores lie between 5 and 9.5.

    >>> [round(score, 1) for score in pair_scores(facts(["prime", "minister", "purple"]).ids).tolist()]
    [6.3, 0.0]
    """
    if len(ids) < 2:
        return np.zeros(0, np.float32)
    asked = np.arange(len(ids) - 1) if where is None else where.nonzero()[0]
    keys = (ids[asked].astype(np.uint32) << np.uint32(16)) | ids[asked + 1].astype(np.uint32)
    result = np.zeros(len(ids) - 1, np.float32)
    result[asked] = _pairs().find(keys)
    return result


def familiar(word: str, easy: frozenset[str], syllables: int, threshold: int) -> bool:
    """Whether textstat 0.7.13 would not call a word difficult.

    Difficult is what is not in its list of easy words (Dale and Chall's list, with some inflections) and has at
    least `threshold` syllables: 0 for Dale-Chall, 2 for Spache. Numbers are in no list, so they are difficult
    for Dale-Chall; hyphens are removed before the look-up, apostrophes of contractions are kept.

    >>> familiar("o'clock", frozenset({"oclock"}), 2, 0), familiar("well-known", frozenset({"well"}), 2, 0)
    (True, False)
    """
    plain = _PUNCTUATION.sub("", _LOOSE_APOSTROPHE.sub("", word))
    return plain in easy or syllables < threshold


@cache
def vocabulary() -> tuple[str, ...]:
    """The words in order of their ids; the first entry, for id 0, is empty.

    >>> vocabulary()[1]
    'the'
    """
    return ("", *_lines("words.txt.gz"))


class _Table(dict[str, int]):
    """Word to packed facts; a word it does not have is worked out and remembered."""

    __slots__ = ("easy", "packed", "vocabulary_size", "zipf")

    def __init__(self) -> None:
        words = vocabulary()[1:]
        rows = _array("word_facts.npy").astype(np.int64)
        ranks = np.arange(1, len(words) + 1)
        packed = ranks | ranks << _FREQUENCY | (rows & 15) << _SYLLABLES
        packed |= (rows >> ROW_LETTERS & 31) << _LETTERS | (rows >> ROW_FUNCTION) << _FUNCTION
        super().__init__(zip(words, packed.tolist(), strict=True))
        self.packed = packed
        self.vocabulary_size = len(words)
        self.zipf = np.concatenate([[np.nan], _array("word_zipf.npy")]).astype(np.float32)
        dale_chall = rows >> ROW_DALE_CHALL & 1
        self.easy = frozenset(words[i] for i in dale_chall.nonzero()[0].tolist())

    def __missing__(self, word: str) -> int:
        packed = self._work_out(word)
        if len(word) <= _LONGEST_REMEMBERED:
            if len(self) - self.vocabulary_size >= _REMEMBERED:
                for seen in list(self)[self.vocabulary_size :]:
                    self.pop(seen, None)
            self[word] = packed
        return packed

    def _work_out(self, word: str) -> int:
        base = self._known_form(word)
        compound = "-" in word and len(word) <= _LONGEST_REMEMBERED
        parts = [self._known_form(part) for part in word.split("-")] if compound else [base]
        syllables = min(count_syllables(word), 255)
        packed = base | max(parts) << _FREQUENCY if all(parts) else base
        packed |= syllables << _SYLLABLES
        packed |= familiar(word, self.easy, syllables, 0) << _DALE_CHALL
        packed |= familiar(word, self.easy, syllables, 2) << _SPACHE
        return packed | min(sum(map(str.isalnum, word)), _MAX_LETTERS) << _LETTERS

    def _known_form(self, word: str) -> int:
        """The id of the word itself, of a possessive's noun or of the spelling without diacritics; 0 if none."""
        noun = word.removesuffix("'s")
        found = self.get(noun, 0) & _RANK
        if not found and not noun.isascii():
            plain = "".join(c for c in unicodedata.normalize("NFKD", noun) if not unicodedata.combining(c))
            found = self.get(plain, 0) & _RANK
        return found


@cache
def _table() -> _Table:
    return _Table()


@cache
def _hash_table() -> HashTable:
    return HashTable(vocabulary()[1:])


@cache
def _pairs() -> PairTable:
    return PairTable(_array("pair_keys.npy"), _array("pair_scores.npy").astype(np.float32))


def _array(name: str) -> NDArray[Any]:
    content = _DATA.joinpath(name).read_bytes()
    array: NDArray[Any] = np.load(io.BytesIO(content), allow_pickle=False)
    return array


def _lines(name: str) -> list[str]:
    return gzip.decompress(_DATA.joinpath(name).read_bytes()).decode("utf-8").splitlines()
