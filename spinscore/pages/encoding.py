"""The encoding that the bytes of a page declare, after the prescan of the HTML standard."""

from __future__ import annotations

import codecs
import re
from typing import Final

_PRESCAN: Final = 1024
"""Bytes in which a declaration must stand."""
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_READ_AS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
"""Encodings that browsers read as a larger one (Encoding Standard, names and labels), by Python's names."""
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def declared_encoding(data: bytes) -> str | None:
    """Python's name of the encoding that a page declares by its byte order mark, meta element or XML declaration.

    None where it declares none, or one that Python does not know.

    >>> declared_encoding(b'<meta charset="iso-8859-1">')
    'cp1252'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if (match := _DECLARED.search(data[:_PRESCAN])) is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return _READ_AS.get(name, name)
