"""Places in a text counted in code points, UTF-16 units or UTF-8 bytes, and one turned into another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt

from spinscore.text.chars import code_points

Unit = Literal["codepoint", "utf-16", "utf-8"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)

Places = npt.NDArray[np.int64]


class Offsets:
    """The places of a text in another unit.

    Python counts code points; JavaScript and the JVM count UTF-16 units, in which an emoji is two; Rust and Go count
    UTF-8 bytes. A lone surrogate counts as one UTF-16 unit and as three bytes.

    >>> offsets = Offsets("A 🙂 b", "utf-16")
    >>> offsets.to_unit([2, 3, 4]), offsets.to_code_points([2, 4, 5])
    ([2, 4, 5], [2, 3, 4])
    """

    __slots__ = ("_places", "unit")

    def __init__(self, text: str, unit: Unit) -> None:
        self.unit = unit
        self._places: Places | None = None
        if unit == "codepoint" or (unit == "utf-8" and text.isascii()) or (unit == "utf-16" and not _is_wide(text)):
            return
        points = code_points(text)
        if unit == "utf-16":
            widths = 1 + (points > 0xFFFF).astype(np.int64)
        else:
            widths = 1 + (points > 0x7F).astype(np.int64) + (points > 0x7FF) + (points > 0xFFFF)
        self._places = np.concatenate((np.zeros(1, np.int64), widths.cumsum()))

    def to_unit(self, places: Iterable[int]) -> list[int]:
        """Code-point places counted in the unit."""
        if self._places is None:
            return list(places)
        found: list[int] = self._places[np.fromiter(places, np.int64)].tolist()
        return found

    def to_code_points(self, places: Iterable[int]) -> list[int]:
        """Places counted in the unit as code points; one inside a character gives the character's own place."""
        if self._places is None:
            return list(places)
        found: list[int] = (self._places.searchsorted(np.fromiter(places, np.int64), "right") - 1).tolist()
        return found


def _is_wide(text: str) -> bool:
    """Whether a text holds code points that take two UTF-16 units."""
    return not text.isascii() and max(text, default="") > "\uffff"
