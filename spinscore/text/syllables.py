"""Syllables of English words."""

from __future__ import annotations

import re

_VOWELS = re.compile("[aeiouy]+")


def count_syllables(word: str) -> int:
    """How many syllables a folded word has, at least 1."""
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le"):
        count -= 1
    return max(count, 1)
