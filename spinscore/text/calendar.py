"""Names of months and days, folded: what detectors tell dates by."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads((resources.files("spinscore.data") / "calendar.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


def months() -> frozenset[str]:
    """Names of the months and their short forms."""
    return _lists()["months"]


def days() -> frozenset[str]:
    """Names of the days of the week and their short forms."""
    return _lists()["days"]


def near_days() -> frozenset[str]:
    """Words for a day near the present: ago, today, yesterday."""
    return _lists()["near"]


def is_date_word(word: str) -> bool:
    """Whether a folded token may be part of a date: a number, a month or a day.

    >>> is_date_word("3rd"), is_date_word("may"), is_date_word("spring")
    (True, True, False)
    """
    return word[:1].isdigit() or word in _lists()["months"] or word in _lists()["days"]
