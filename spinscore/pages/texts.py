"""The texts of all blocks of a page as arrays: their characters, tokens, and hashed features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.text import chars
from spinscore.text.hashing import Hashes, pair_hashes, token_hashes
from spinscore.text.tokens import Spans, token_mask

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

HEAD_TOKENS: Final = 40
"""Tokens of a block that are looked at one by one: furniture gives itself away at its beginning."""
WHOLE: Final = 6
"""Blocks of at most so many tokens are looked up as a whole, too."""
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xD6E8FEB86659FD93)
_WHOLE: Final = np.uint64(0xA0761D6478BD642F)
_NO_NEXT: Final = np.uint64(0x8EBC6AF09C88C6E3)


@dataclass(frozen=True, eq=False)
class TextFeatures:
    """Hashed features of texts: `pairs` two for each token looked at, `singles` two for each text."""

    pairs: Hashes
    first_pair: Ints
    singles: Hashes
    counts: Ints
    """Tokens of each text."""


class Texts:
    """The texts of all blocks as one array of characters, and what is counted in it."""

    def __init__(self, texts: list[str]) -> None:
        self.lengths = np.fromiter(map(len, texts), np.intp, len(texts))
        whole = "\n".join([*texts, ""])
        self.starts = np.cumsum(self.lengths + 1) - (self.lengths + 1)
        self.raw = chars.code_points(whole)
        self.kinds = chars.kinds(self.raw)
        codes = chars.folded(whole, self.raw)
        if len(codes) != len(self.raw):
            codes = self.raw
        self.cjk = self._cjk()
        self.word = token_mask(self.kinds)
        codes = np.where(self.kinds & chars.DIGIT, np.uint32(48), codes)
        self.spans = self._tokens()
        self.hashes = token_hashes(codes, self.spans)
        self.first = np.searchsorted(self.spans[:, 0], self.starts)
        self.counts = np.diff(self.first, append=len(self.spans))

    def _cjk(self) -> Bools | None:
        """Characters that are words of their own, None where there are none."""
        if not self.raw.size or int(self.raw.max()) < 0x3040:
            return None
        found: Bools = ((self.raw >= 0x3040) & (self.raw <= 0x9FFF)) | ((self.raw >= 0xF900) & (self.raw <= 0xFAFF))
        return found if found.any() else None

    def _tokens(self) -> Spans:
        padded = np.zeros(self.word.size + 2, bool)
        padded[1:-1] = self.word
        if self.cjk is None:
            edges: Spans = (padded[1:] != padded[:-1]).nonzero()[0].astype(np.int32)
            return edges.reshape(-1, 2)
        alone = np.zeros(self.word.size + 2, bool)
        alone[1:-1] = self.cjk & self.word
        border = (padded[1:] != padded[:-1]) | alone[1:] | alone[:-1]
        starts = (padded[1:] & border).nonzero()[0]
        ends = (padded[:-1] & border).nonzero()[0]
        return np.column_stack((starts, ends)).astype(np.int32)

    def count(self, mask: npt.NDArray[np.bool_]) -> Floats:
        """How many characters of each text a mask picks."""
        sums = np.zeros(mask.size + 1, np.int32)
        np.cumsum(mask, out=sums[1:])
        return (sums.take(self.starts + self.lengths) - sums.take(self.starts)).astype(np.float32)

    def share(self, known: Bools, least: int) -> Floats:
        """The share of each text's tokens that a mask picks; texts of fewer tokens than `least` count as that long."""
        sums = np.zeros(len(known) + 1, np.float32)
        np.cumsum(known, out=sums[1:])
        picked = sums.take(self.first + self.counts) - sums.take(self.first)
        shares: Floats = np.divide(picked, np.maximum(self.counts, least), dtype=np.float64).astype(np.float32)
        return shares

    def hashed(self) -> TextFeatures:
        """Tokens and pairs of neighbouring tokens at the beginning of each text, its first token, and short texts."""
        taken = np.minimum(self.counts, HEAD_TOKENS)
        first = np.cumsum(taken) - taken
        places = np.arange(int(taken.sum())) + np.repeat(self.first - first, taken)
        own = self.hashes.take(places)
        following = np.full(len(self.hashes) + 1, _NO_NEXT, np.uint64)
        following[:-1] = self.hashes
        last = self.first + self.counts
        following = following.take(places + 1)
        following[(places + 1) == np.repeat(last, taken)] = _NO_NEXT
        pairs = np.empty(2 * len(own), np.uint64)
        pairs[::2] = own
        pairs[1::2] = pair_hashes(own, following)
        return TextFeatures(pairs, (2 * first).astype(np.intp), self._singles(), self.counts)

    def _singles(self) -> Hashes:
        """For each text its first token as such, and all of it if it is short (0 for others)."""
        sums = np.zeros(len(self.hashes) + 1, np.uint64)
        np.cumsum(self.hashes * _STEP ^ (self.hashes >> np.uint64(17)), out=sums[1:])
        whole = sums.take(self.first + self.counts) - sums.take(self.first)
        short = (self.counts <= WHOLE) & (self.counts > 0)
        singles = np.zeros((len(self.counts), 2), np.uint64)
        some = self.counts > 0
        singles[some, 0] = self.hashes.take(self.first[some]) * _FIRST
        singles[short, 1] = whole[short] * _WHOLE
        return singles.ravel()
