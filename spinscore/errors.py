"""Every error that spinscore raises on purpose has the base class `SpinscoreError`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SpinscoreError(Exception):
    """Base of the library's own errors."""


class RuleError(SpinscoreError, ValueError):
    """A rule file is wrong, or a rule was asked for that does not exist."""


class ProfileError(SpinscoreError, ValueError):
    """A profile holds an unknown key or a value that is not allowed."""


class ModelError(SpinscoreError, ValueError):
    """A model file is missing, damaged or made for other features."""


class ReportError(SpinscoreError, ValueError):
    """A stored report is damaged, of another schema version, or does not belong to the text."""


class TextTooLongError(SpinscoreError, ValueError):
    """A text is longer than `Profile.max_chars`."""


def expect_text(value: object, caller: str) -> str:
    """The value itself if it is a `str`; otherwise a TypeError that says what to do."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        hint = 'Decode it first, for example text.decode("utf-8").'
    elif value is None:
        hint = "Skip missing texts, or pass them to score_many(), which gives them an empty report."
    elif hasattr(value, "read"):
        hint = "Pass the file's contents, for example file.read()."
    elif isinstance(value, (list, tuple)):
        hint = "Score several texts with score_many(texts)."
    else:
        hint = "Convert it first."
    raise TypeError(f"{caller} takes text as str, got {type(value).__name__}. {hint}")


def nearest(word: str, known: Iterable[str]) -> str:
    """A clause naming the known word closest to a misspelt one, or the known words when none is close.

    >>> nearest("disabled", ["disable", "bands"])
    'Did you mean "disable"?'
    """
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "Known: " + ", ".join(names) + "."
