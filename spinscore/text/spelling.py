"""One spelling for the many that a word of one language has: composed or not, with or without accents and marks."""

from __future__ import annotations

import unicodedata

_UNWRITTEN = (
    *range(0x0300, 0x0370),  # accents of Latin, Greek and Cyrillic letters
    *range(0x0591, 0x05C8),  # points of Hebrew
    *range(0x064B, 0x0660),  # vowels of Arabic
    0x0640, 0x0670,  # tatweel, dagger alef
)  # fmt: skip
_INVISIBLE = (0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
"""Joiners and marks of direction. They divide tokens."""
_SAME = {
    "ı": "i", "ς": "σ", "ß": "ss", "ё": "е", "’": "'", "ʼ": "'", "ʻ": "'",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ھ": "ه", "ة": "ه", "ۀ": "ه", "ە": "ه",
}  # fmt: skip
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_UNWRITTEN),
    **dict.fromkeys(_INVISIBLE, " "),
    **{ord(sign): same for sign, same in _SAME.items()},
}


def canonical(text: str) -> str:
    """A folded text in one spelling: without accents, vowel points and invisible marks; wide letters made narrow.

    Made for comparing short set phrases, of which no two differ in accents alone; it is not for showing.

    >>> canonical("yazısı"), canonical("ΣΧΌΛΙΑ".lower()), canonical("straße"), canonical("コメント（１２）")
    ('yazisi', 'σχολια', 'strasse', 'コメント(12)')
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text).translate(_TABLE)
    return unicodedata.normalize("NFC", plain).lower()


def canonical_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in one spelling, one for each; a word of nothing but accents stays as it is."""
    joined = "\n".join(words)
    if joined.isascii():
        return words
    return tuple([new or old for new, old in zip(canonical(joined).split("\n"), words, strict=True)])
