"""Digests: equal contents have equal ones. hashlib, which loads a crypto library, comes in with the first."""

from __future__ import annotations


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, 64 hexadecimal digits.

    >>> digest("")[:12]
    'e3b0c44298fc'
    """
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
