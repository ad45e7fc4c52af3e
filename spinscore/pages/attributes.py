"""Attributes of start tags, and the words in them that say what an element is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType
from typing import Final

_ATTRIBUTE = re.compile(
    r"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r "'>][^\t\n\f\r >]*+)|\Z))?+"""
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def attributes_of(html: str, start: int, end: int) -> Mapping[str, str]:
    """The attributes in a span of a source that begins behind a tag's name and ends before its ">".

    Of an attribute that comes twice the first one counts, as in browsers.

    >>> dict(attributes_of("<a href='/x?a=1&amp;b=2' HIDDEN>", 2, 31))
    {'href': '/x?a=1&b=2', 'hidden': ''}
    """
    if end - start < 2:
        return _NONE
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(html, start, end):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The lower-case words of names as programs write them, without numbers.

    >>> words_of("navBar main-menu item2 HTMLBody")
    ('nav', 'bar', 'main', 'menu', 'item', 'html', 'body')
    """
    if text.islower():
        return tuple(_WORD.findall(text))
    return tuple([word.lower() for word in _WORD.findall(text)])
