"""The encoding that the bytes of a page declare."""

from __future__ import annotations

import pytest

from spinscore.pages.encoding import declared_encoding


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META CHARSET=Shift_JIS>", "shift_jis"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<meta charset=latin1>", "cp1252"),
        (b"<meta charset='gb2312'>", "gb18030"),
        (b"\xef\xbb\xbf<meta charset=latin1>", "utf-8"),
        (b"\xff\xfe<\0", "utf-16"),
        (b"<meta charset=no-such-thing>", None),
        (b"<meta name=charset>", None),
        (b"<p>charset=utf-8</p>", None),
        (b" " * 1024 + b"<meta charset=utf-8>", None),
        (b"", None),
        (b"<meta " * 200_000, None),
    ],
)
def test_declared(data: bytes, encoding: str | None) -> None:
    assert declared_encoding(data) == encoding
