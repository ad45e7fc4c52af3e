"""Document: a text parsed once. Everything is an offset into the text exactly as it was given."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from spinscore.errors import expect_text
from spinscore.lazy import Lazy
from spinscore.text import chars, hashing, language, lexicon
from spinscore.text.blocks import Rows, find_blocks, find_lines, united
from spinscore.text.quotes import find_code, find_quotes
from spinscore.text.sentences import find_sentences
from spinscore.text.tokens import Mask, Spans, find_tokens, split_tokens, token_mask

KEY_WORDS = 30
"""Blocks with more words than this have no key: no line phrase is that long."""
_OTHER_BREAKS = chars.BREAKS.replace("\n", "")
_OTHER_BREAK = re.compile(rf"\r(?!\n)|[{_OTHER_BREAKS[1:]}]")
_NUMBER = re.compile(r"(?<![^ ])\d[\d.,]*k?(?![^ ])")

_SHARE = 8
"""A block of an English text may be in another language if one in so many of its words is none of English prose."""
_SHORT = 12
"""Words of a block that may be in either of two languages."""
_OF_WORDS = frozenset({"words", "hashes", "vocabulary", "counts", "facts", "block_keys"})
"""What a document computes from its words."""


@dataclass(frozen=True, eq=False)
class Document:
    """A text and, computed on first use, its tokens, sentences, lines and blocks.

    All offsets are code points of `text`, half open. Arrays have shape (n, 2), type int32, and are read-only.

    >>> doc = Document.parse("Rates rose. Mr. Smith said so.")
    >>> [doc.text[start:end] for start, end in doc.sentences.tolist()]
    ['Rates rose.', 'Mr. Smith said so.']
    """

    text: str
    title: str | None = None
    lang: str | None = None
    told_code: tuple[tuple[int, int], ...] = ()
    """Spans that are code, beside those that the text itself shows."""

    @classmethod
    def parse(cls, text: str, *, title: str | None = None, lang: str | None = None) -> Self:
        """A document over a text, with its headline and language (ISO 639-1 code) where they are known.

        Only rules that compare the text with its headline read `title`: its places are not those of the text.

        Raises TypeError for anything but `str`.
        """
        expect_text(text, "Document.parse()")
        return cls(text, title, lang)

    def __len__(self) -> int:
        return len(self.text)

    @Lazy
    def code_points(self) -> chars.CodePoints:
        """The code points of the text."""
        return chars.code_points(self.text)

    @Lazy
    def kinds(self) -> chars.Kinds:
        """Kind flags of each code point (see `spinscore.text.chars`)."""
        return chars.kinds(self.code_points)

    @Lazy
    def lined(self) -> str:
        """The text with each line break as "\\n", of the same length, for regexes; "\\r\\n" stays as it is."""
        text = self.text
        if not any(mark in text for mark in _OTHER_BREAKS):
            return text
        return _OTHER_BREAK.sub("\n", text)

    @Lazy
    def folded(self) -> str:
        """The text in lower case with straight apostrophes, of the same length."""
        return self.text.lower() if self.text.isascii() else chars.string(self.folded_points)

    @Lazy
    def folded_points(self) -> chars.CodePoints:
        """The code points of the folded text."""
        return chars.folded(self.text, self.code_points)

    @Lazy
    def _mask(self) -> Mask:
        return token_mask(self.kinds)

    @Lazy
    def tokens(self) -> Spans:
        """Word tokens, shape (n, 2)."""
        return _frozen(find_tokens(self._mask))

    @Lazy
    def token_starts(self) -> Sequence[int]:
        """Where each token starts, as Python integers for loops."""
        return _integers(self.tokens[:, 0])

    @Lazy
    def token_ends(self) -> Sequence[int]:
        """Where each token ends, likewise."""
        return _integers(self.tokens[:, 1])

    @Lazy
    def token_blocks(self) -> Sequence[int]:
        """For each token, the index of its block."""
        return _integers(self.blocks[:, 0].searchsorted(self.tokens[:, 0], "right") - 1)

    @Lazy
    def words(self) -> tuple[str, ...]:
        """The folded tokens."""
        return tuple(split_tokens(self.folded_points, self._mask))

    @Lazy
    def numbers(self) -> list[int]:
        """The indexes of the tokens that begin with a digit."""
        if not len(self.tokens):
            return []
        numbers: list[int] = (self.kinds[self.tokens[:, 0]] & chars.DIGIT).nonzero()[0].tolist()
        return numbers

    @Lazy
    def hashes(self) -> hashing.Hashes:
        """A 64-bit hash of each folded token."""
        return hashing.token_hashes(self.folded_points, self.tokens)

    @Lazy
    def vocabulary(self) -> frozenset[str]:
        """The different folded tokens."""
        return frozenset(self.words)

    @Lazy
    def counts(self) -> Counter[str]:
        """How often each folded token occurs."""
        return Counter(self.words)

    @Lazy
    def facts(self) -> lexicon.WordFacts:
        """What the lexicon knows of each token."""
        return lexicon.facts_of_tokens(self.hashes, self.words)

    @Lazy
    def is_english(self) -> bool:
        """Whether the text is English running prose, judged by its words alone."""
        return language.is_english(self.facts)

    @Lazy
    def language_guess(self) -> language.Guess:
        """What the text itself tells of its language, with the evidence; `lang` is not asked."""
        if self.is_english:
            return language.Guess("en", "Latn", int(self.facts.function.sum()), float("inf"), None)
        return language.identify(self.words, self.tokens, self.folded_points)

    @property
    def language(self) -> str | None:
        """The code of the text's language: what the caller says, or the best guess; None where nothing tells."""
        return language.code_of(self.lang) if self.lang else self.language_guess.code

    @Lazy
    def _foreign_tokens(self) -> list[int]:
        """The tokens that English prose hardly ever holds."""
        if not len(self.tokens):
            return []
        return language.foreign_tokens(self.words, self.tokens, self.folded_points, self.hashes)

    @Lazy
    def block_languages(self) -> tuple[str | None, ...]:
        """The language of each block: that of the text, unless the block clearly speaks another."""
        default = self.language
        strange: Iterable[int] = range(len(self.block_list))
        if default == "en":
            counts = Counter([self.token_blocks[token] for token in self._foreign_tokens])
            spans = self.block_tokens
            strange = [block for block in counts if counts[block] * _SHARE >= spans[block][1] - spans[block][0]]
        found: list[str | None] = [default] * len(self.block_list)
        told: dict[tuple[str, ...], str | None] = {}  # pages repeat their lines
        for block in strange:
            first, last = self.block_tokens[block]
            words = self.words[first:last]
            if words not in told:
                told[words] = language.language_of_block(words, self.tokens[first:last], self.folded_points, default)
            found[block] = told[words]
        return tuple(found)

    @Lazy
    def blocks_by_language(self) -> Mapping[str, Sequence[int]]:
        """The indexes of the blocks in other languages than English, by language; nearly free for an English text.

        A short block in another language than its text is under both: a few words may be of either.
        """
        if not self._foreign_tokens and (language.code_of(self.lang) == "en" if self.lang else self.is_english):
            return {}
        default = self.language
        found: dict[str, list[int]] = {}
        for block, code in enumerate(self.block_languages):
            first, last = self.block_tokens[block]
            for each in {code, default} if last - first <= _SHORT else {code}:
                if each is not None and each != "en":
                    found.setdefault(each, []).append(block)
        return found

    def reworded(self, words: tuple[str, ...]) -> Document:
        """The same text with other words for its tokens, one for each, such as their canonical spelling."""
        other = Document(self.text, self.title, self.lang, self.told_code)
        kept = {name: value for name, value in self.__dict__.items() if name not in _OF_WORDS}
        other.__dict__.update(kept, words=words, hashes=hashing.hash_words(words))
        return other

    @Lazy
    def lines(self) -> Spans:
        """All lines without their line breaks, shape (k, 2)."""
        return _array(find_lines(self.text))

    @Lazy
    def _blocks(self) -> tuple[Rows, list[bool]]:
        return find_blocks(self.text)

    @Lazy
    def blocks(self) -> Spans:
        """Non-blank lines without outer spaces, hard-wrapped lines joined, shape (b, 2)."""
        return _array(self.block_list)

    @property
    def block_list(self) -> Rows:
        """The blocks as Python integers, for loops."""
        return self._blocks[0]

    @property
    def gap_before(self) -> list[bool]:
        """For each block, whether a blank line stands before it."""
        return self._blocks[1]

    @Lazy
    def block_tokens(self) -> list[tuple[int, int]]:
        """For each block, the index of its first token and of the first token after it."""
        starts = self.tokens[:, 0]
        first = starts.searchsorted(self.blocks[:, 0]).tolist()
        last = starts.searchsorted(self.blocks[:, 1]).tolist()
        return list(zip(first, last, strict=True))

    @Lazy
    def block_keys(self) -> tuple[str, ...]:
        """Each block's words joined by spaces, numbers as {n}; "" for blocks of no or many words."""
        words = self.words
        return tuple([key_of(words[a:b]) if b - a <= KEY_WORDS else "" for a, b in self.block_tokens])

    @Lazy
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self.block_list]

    def block_at(self, place: int) -> int:
        """The index of the block that holds a place, or -1."""
        index = bisect_right(self._block_starts, place) - 1
        return index if index >= 0 and place < self.block_list[index][1] else -1

    def token_at(self, place: int) -> int:
        """The index of the first token that starts at or after a place."""
        return bisect_left(self.token_starts, place)

    @Lazy
    def sentences(self) -> Spans:
        """Sentences, shape (m, 2). None runs over the end of its block."""
        return _frozen(find_sentences(self.text, self.folded, self.kinds, self.block_list))

    @Lazy
    def quotes(self) -> list[tuple[int, int]]:
        """Spans in quotation marks, the marks included."""
        return find_quotes(self.text, self.kinds, self.block_list)

    @Lazy
    def _quote_starts(self) -> list[int]:
        return [start for start, _ in self.quotes]

    def in_quotes(self, place: int) -> bool:
        """Whether a place is inside quotation marks."""
        index = bisect_right(self._quote_starts, place) - 1
        return index >= 0 and place < self.quotes[index][1]

    @Lazy
    def code(self) -> list[tuple[int, int]]:
        """Disjoint spans of fenced, indented or inline code, in order."""
        shown = find_code(self.lined, len(self.tokens) > 0)
        return united([*shown, *self.told_code]) if self.told_code else shown

    def in_code(self, place: int) -> bool:
        """Whether a place is inside code."""
        index = bisect_right(self.code, (place, len(self.text))) - 1
        return index >= 0 and place < self.code[index][1]


def key_of(words: Sequence[str]) -> str:
    """Folded words joined by spaces, numbers as {n}: what line phrases and line regexes are compared with.

    >>> key_of(("12", "comments", "on", "the", "2nd", "day"))
    '{n} comments on the 2nd day'
    """
    key = " ".join(words)
    return key if key.isalpha() else _NUMBER.sub("{n}", key)


def _integers(column: npt.NDArray[np.integer[Any]]) -> Sequence[int]:
    """A column of numbers that gives Python integers; they are made only for those that are asked for."""
    return array("i", column.astype(np.intc).tobytes())


def _frozen(spans: Spans) -> Spans:
    spans.flags.writeable = False
    return spans


def _array(rows: Rows) -> Spans:
    return _frozen(np.fromiter(chain.from_iterable(rows), np.int32, 2 * len(rows)).reshape(-1, 2))
