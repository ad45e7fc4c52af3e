"""Scripts: which writing system each code point belongs to, by one table look-up."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from spinscore.text.chars import CodePoints

_BMP = 0x10000
_PLANE_2, _PLANE_4 = 0x20000, 0x40000
"""Between them lie the rarer Chinese characters."""

NAMES = (
    "", "Latn", "Grek", "Cyrl", "Armn", "Hebr", "Arab", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda",
    "Mlym", "Sinh", "Thai", "Laoo", "Tibt", "Mymr", "Geor", "Hang", "Ethi", "Khmr", "Mong", "Kana", "Hani",
)  # fmt: skip
"""ISO 15924 codes by number; 0 is everything else. "Kana" is Hiragana and Katakana."""

_RANGES = """
0041-005A Latn 0061-007A Latn 00AA-00AA Latn 00BA-00BA Latn 00C0-00D6 Latn 00D8-00F6 Latn 00F8-024F Latn 1E00-1EFF Latn
FF21-FF3A Latn FF41-FF5A Latn 0370-03FF Grek 1F00-1FFF Grek 0400-052F Cyrl 0531-0588 Armn 05D0-05F4 Hebr FB1D-FB4F Hebr
0620-064A Arab 066E-06D3 Arab 06D5-06D5 Arab 06EE-06FF Arab 0750-077F Arab 08A0-08C9 Arab FB50-FDFB Arab FE70-FEFC Arab
0900-0963 Deva 0980-09FF Beng 0A00-0A7F Guru 0A80-0AFF Gujr 0B00-0B7F Orya 0B80-0BFF Taml 0C00-0C7F Telu 0C80-0CFF Knda
0D00-0D7F Mlym 0D80-0DFF Sinh 0E01-0E5B Thai 0E80-0EFF Laoo 0F00-0FFF Tibt 1000-109F Mymr 10A0-10FF Geor 1C90-1CBF Geor
2D00-2D2F Geor 1100-11FF Hang 3130-318F Hang AC00-D7AF Hang 1200-139F Ethi 1780-17F9 Khmr 1800-18AF Mong 3041-30FF Kana
31F0-31FF Kana FF66-FF9F Kana 3005-3007 Hani 3400-4DBF Hani 4E00-9FFF Hani F900-FAFF Hani
""".split()  # after the Unicode blocks, without the punctuation and digits that several scripts share


@functools.cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.zeros(_BMP, np.uint8)
    for span, name in zip(_RANGES[::2], _RANGES[1::2], strict=True):
        first, last = span.split("-")
        table[int(first, 16) : int(last, 16) + 1] = NAMES.index(name)
    table.flags.writeable = False
    return table


def scripts(codes: CodePoints) -> npt.NDArray[np.uint8]:
    """The number of the script of each code point, an index into `NAMES`, same shape."""
    if codes.size == 0 or int(codes.max()) < _BMP:
        return _table().take(codes)
    found = _table().take(codes, mode="clip")
    found[codes >= _BMP] = 0
    found[(codes >= _PLANE_2) & (codes < _PLANE_4)] = NAMES.index("Hani")
    return found


def letters_by_script(codes: CodePoints) -> dict[str, int]:
    """How many letters of each script some code points hold, the most frequent script first.

    >>> from spinscore.text.chars import code_points
    >>> letters_by_script(code_points("Привет, Bob!"))
    {'Cyrl': 6, 'Latn': 3}
    """
    counts = np.bincount(scripts(codes), minlength=1)
    found = [(int(counts[number]), NAMES[number]) for number in counts.nonzero()[0].tolist() if number]
    return {name: count for count, name in sorted(found, key=lambda pair: (-pair[0], pair[1]))}
