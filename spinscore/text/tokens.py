"""Word tokens as offsets, found for the whole text at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from spinscore.text.chars import DIGIT, JOINER, POINT, WORD, CodePoints, Kinds

Spans = npt.NDArray[np.int32]


Mask = npt.NDArray[np.bool_]
_BLANK = np.uint32(32)


def token_mask(kinds: Kinds) -> Mask:
    """Which characters belong to word tokens, shape (len(text),).

    A token is a run of letters, digits and combining marks. Apostrophes, hyphens and underscores join
    what stands on both sides of them (don't, well-known); full stops and commas join digits (3.5, 1,000)
    and single letters (U.S).
    """
    word = np.zeros(kinds.size + 4, bool)
    word[2:-2] = kinds & WORD
    inner: Mask = (kinds & (JOINER | POINT)) != 0
    inner &= word[1:-3]
    inner &= word[3:-1]
    where = inner.nonzero()[0]
    if where.size:
        points = where[(kinds[where] & POINT) != 0]
        if points.size:
            digits = (kinds[points - 1] & kinds[points + 1] & DIGIT) != 0
            letters = ~word[points] & ~word[points + 4]
            inner[points[~(digits | letters)]] = False
    inner |= word[2:-2]
    return inner


def find_tokens(mask: Mask) -> Spans:
    """Half-open code-point offsets of the word tokens, shape (n, 2)."""
    padded = np.zeros(mask.size + 2, bool)
    padded[1:-1] = mask
    edges: Spans = (padded[1:] != padded[:-1]).nonzero()[0].astype(np.int32)
    return edges.reshape(-1, 2)


def split_tokens(codes: CodePoints, mask: Mask) -> list[str]:
    """The tokens of a text themselves, in order."""
    return np.where(mask, codes, _BLANK).tobytes().decode("utf-32-le", "surrogatepass").split()
