"""What is known about each word of a text, from one look-up per word.

The vocabulary has up to 65,535 English words in order of frequency; a word's rank is its id. Every id maps to
one integer that holds all facts of the word, so a text of 850 words costs one look-up in arrays and a handful of
operations on them. Words outside the vocabulary are worked out on first sight and remembered up to a limit, which
changes the speed and never the answer.

Where the numbers come from, and the command that rebuilds them: `spinscore/data/SOURCES.md`.
"""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spinscore.text.hashing import Hashes, PairTable, WordTable, hash_words, spread
from spinscore.text.syllables import count_syllables

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

_REMEMBERED: Final = 135_000  # unknown words kept
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
    """
    return facts_of_tokens(hash_words(words), words)


def facts_of_tokens(hashes: Hashes, words: Sequence[str]) -> WordFacts:
    """The facts of some words whose hashes are known already, see `spinscore.text.hashing`."""
    table = _table()
    ids = table.places.find(hashes)
    packed = table.packed[ids]
    if unknown := (ids == 0).nonzero()[0].tolist():
        packed[unknown] = table.worked_out([words[index] for index in unknown])
    return _unpack(packed, table)


def _unpack(packed: NDArray[np.int64], table: _Table) -> WordFacts:
    halves, octets = packed.view("<u2").reshape(-1, 4), packed.view(np.uint8).reshape(-1, 8)
    flags = octets[:, _FUNCTION // 8]
    result = WordFacts(
        ids=halves[:, 0].astype(np.int32),
        syllables=octets[:, _SYLLABLES // 8].astype(np.int32),
        letters=(packed >> _LETTERS).astype(np.int32),
        zipf=table.zipf.take(halves[:, _FREQUENCY // 16]),
        function=(flags & 1).view(bool),
        dale_chall=(flags >> 1 & 1).view(bool),
        spache=(flags >> 2 & 1).view(bool),
    )
    for array in result:
        array.flags.writeable = False
    return result


def frequencies(words: Iterable[str]) -> list[float]:
    """The Zipf value of each word that the table has, 0 for others; nothing is worked out for unknown words.

    >>> frequencies(["the", "qwzzx"])[1]
    0.0
    """
    return list(map(_frequency, words))


@lru_cache(maxsize=20_000)
def _frequency(word: str) -> float:
    table = _table()
    rank = int(table.places.find(hash_words([word]))[0])
    return float(table.zipf[rank]) if rank else 0.0


def pair_scores(ids: NDArray[np.int32], where: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """How common each pair of neighbours is: log10 of its count in the pair table, 0 where it is not there.

    `ids` as in `WordFacts.ids`; the result has one entry less. `where`, of the same length as the result, says
    which pairs to look up; the others get 0. The table counts pairs in 10^12 words of web text and holds those
    seen at least 100,000 times, so scores lie between 5 and 9.5.

    >>> [round(score, 1) for score in pair_scores(facts(["prime", "minister", "purple"]).ids).tolist()]
    [6.3, 0.0]
    """
    result = np.zeros(max(len(ids) - 1, 0), np.float32)
    asked = np.arange(len(result)) if where is None else where.nonzero()[0]
    result[asked] = scores_of_pairs(pair_keys(ids, asked))
    return result


def pair_keys(ids: NDArray[np.int32], places: NDArray[np.intp]) -> NDArray[np.uint32]:
    """The pairs of the words at some places with the words after them, as the keys of the pair table."""
    unsigned = ids.view(np.uint32)
    return unsigned.take(places) << np.uint32(16) | unsigned.take(places + 1)


def scores_of_pairs(keys: NDArray[np.uint32]) -> NDArray[np.float32]:
    """What `pair_scores` gives, for pairs by key."""
    return _pairs().find(keys)


def familiar(word: str, easy: frozenset[str], syllables: int, threshold: int) -> bool:
    """Whether textstat 0.7.13 would not call a word difficult.

    Difficult is what is not in its list of easy words (Dale and Chall's list, with some inflections) and has at
    least `threshold` syllables: 0 for Dale-Chall, 2 for Spache. Numbers are in no list, so they are difficult
    for Dale-Chall; hyphens are removed before the look-up, apostrophes of contractions are kept.

    >>> familiar("o'clock", frozenset({"oclock"}), 2, 0), familiar("well-known", frozenset({"well"}), 2, 0)
    (True, False)
    """
    return _without_punctuation(word) in easy or syllables < threshold


def _without_punctuation(word: str) -> str:
    return _PUNCTUATION.sub("", _LOOSE_APOSTROPHE.sub("", word))


@cache
def vocabulary() -> tuple[str, ...]:
    """The words in order of their ids; the first entry, for id 0, is empty.

    >>> vocabulary()[1]
    'the'
    """
    return ("", *_lines("words.txt.gz"))


class _Table:
    """The packed facts of all words by id, how ids are found, and the facts of the unknown words seen lately."""

    def __init__(self) -> None:
        rows = _array("word_facts.npy").astype(np.int64)
        ranks = np.arange(1, len(rows) + 1)
        packed = ranks | ranks << _FREQUENCY | (rows & 15) << _SYLLABLES
        packed |= (rows >> ROW_LETTERS & 31) << _LETTERS | (rows >> ROW_FUNCTION) << _FUNCTION
        self.packed = np.concatenate(([0], packed))
        self.zipf = np.concatenate(([np.nan], _array("word_zipf.npy"))).astype(np.float32)
        self.places = WordTable(spread(_array("word_slots.npy"), _array("word_hashes.npy")))
        self.seen: dict[str, int] = {}

    def worked_out(self, words: Sequence[str]) -> list[int]:
        """The packed facts of words that are not in the vocabulary."""
        seen = self.seen
        known = [seen.get(word, -1) for word in words]
        if -1 in known:
            new = self._work_out({word for word, packed in zip(words, known, strict=True) if packed < 0})
            known = [new[word] if packed < 0 else packed for word, packed in zip(words, known, strict=True)]
            if len(seen) + len(new) > _REMEMBERED:
                seen.clear()
            short = ((word, packed) for word, packed in new.items() if len(word) <= _LONGEST_REMEMBERED)
            seen.update(islice(short, _REMEMBERED))
        return known

    def _work_out(self, words: Collection[str]) -> dict[str, int]:
        """The same for new words. All their forms that may be known are looked up together."""
        parts = {word: word.split("-") if "-" in word and len(word) <= _LONGEST_REMEMBERED else [] for word in words}
        forms = {form: _forms(form) for form in (*words, *(part for own in parts.values() for part in own))}
        easy_forms = [_without_punctuation(word) for word in words]
        ids = self._ids([*easy_forms, *(form for own in forms.values() for form in own)])
        known = {form: next(filter(None, map(ids.__getitem__, own)), 0) for form, own in forms.items()}
        found: dict[str, int] = {}
        for word, easy_form in zip(words, easy_forms, strict=True):
            of_parts = [known[part] for part in parts[word]] or [known[word]]
            syllables = min(count_syllables(word), 255)
            is_easy = int(self.packed[ids[easy_form]]) >> _DALE_CHALL & 1
            packed = known[word] | (max(of_parts) << _FREQUENCY if all(of_parts) else 0)
            packed |= syllables << _SYLLABLES | is_easy << _DALE_CHALL | (is_easy or syllables < 2) << _SPACHE
            found[word] = packed | min(sum(map(str.isalnum, word)), _MAX_LETTERS) << _LETTERS
        return found

    def _ids(self, forms: Iterable[str]) -> dict[str, int]:
        unique = list(dict.fromkeys(forms))
        return dict(zip(unique, self.places.find(hash_words(unique)).tolist(), strict=True))


def _forms(word: str) -> list[str]:
    """What a word may stand under in the vocabulary: a possessive's noun, or its spelling without diacritics."""
    noun = word.removesuffix("'s")
    if noun.isascii():
        return [noun]
    return [noun, "".join(c for c in unicodedata.normalize("NFKD", noun) if not unicodedata.combining(c))]


@cache
def _table() -> _Table:
    return _Table()


@cache
def _pairs() -> PairTable:
    return PairTable(spread(_array("pair_slots.npy"), _array("pair_entries.npy")), _array("pair_scores.npy"))


def _array(name: str) -> NDArray[Any]:
    content = _DATA.joinpath(name).read_bytes()
    array: NDArray[Any] = np.load(io.BytesIO(content), allow_pickle=False)
    return array


def _lines(name: str) -> list[str]:
    return gzip.decompress(_DATA.joinpath(name).read_bytes()).decode("utf-8").splitlines()
