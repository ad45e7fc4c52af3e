"""Docstrings of the library as reStructuredText, and signatures only of what callers make themselves."""

from __future__ import annotations

import re

import spinscore

_MADE_BY_CALLERS = ("Scorer", "Profile")
_CODE = re.compile(r"(?<![`:\w])`([^`\n]+)`(?![`_\w])")


def process(_app: object, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Called by autodoc for each docstring; changes `lines` in place. Doctests are left alone.

    Docstrings write `name` for code; reStructuredText has two backticks for that.
    """
    lines[:] = [line if line.lstrip().startswith((">>>", "...")) else _CODE.sub(_role, line) for line in lines]


def _role(match: re.Match[str]) -> str:
    """A link for a public class; code for anything else, such as a parameter that is called as a function is."""
    name = match[1].removeprefix("spinscore.")
    public = name in spinscore.__all__ and name[0].isupper()
    return f":py:obj:`~spinscore.{name}`" if public else f"``{match[1]}``"


def signature(
    _app: object, what: str, name: str, _obj: object, _options: object, shown: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Called by autodoc for each signature: those of values that the library makes are left out."""
    if what == "class" and name.rpartition(".")[2] not in _MADE_BY_CALLERS:
        return "", None
    return shown and shown.replace("<factory>", "{}"), returns
