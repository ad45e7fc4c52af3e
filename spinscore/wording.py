"""The little language of phrases: words, (a|b) alternatives, [x] optional parts, {n} a number, {} free words."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources

from spinscore.errors import RuleError
from spinscore.text import chars, tokens

NUMBER = "{n}"
GAP = "{}"
MAX_GAP = 12
"""How many words {} may stand for."""
_MAX_VARIANTS = 2000
_SYNTAX = frozenset("()[]|") | {NUMBER, GAP}
_GLUED = re.compile(r"\w[(\[]|[)\]]\w")
_PART = re.compile(r"\{n?\}|[()\[\]|]|[^()\[\]|{}]+")

Sequence = tuple[str, ...]


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads((resources.files("spinscore.data") / "wording.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}


def number_words() -> frozenset[str]:
    """Numbers above one, in words."""
    return _lists()["numbers"]


def speech_words() -> frozenset[str]:
    """Verbs that report what somebody says."""
    return _lists()["speech"]


def expand(text: str) -> list[Sequence]:
    """All word sequences that a phrase stands for, folded, without punctuation.

    >>> expand("post a (reply|comment)")
    [('post', 'a', 'reply'), ('post', 'a', 'comment')]
    >>> expand("cancel [this] reply")
    [('cancel', 'this', 'reply'), ('cancel', 'reply')]
    """
    parts = _PART.findall(text)
    if "".join(parts) != text:
        raise RuleError(f"phrase {text!r}: braces may only be {{n}} or {{}}")
    if len(parts) == 1 and parts[0] not in _SYNTAX:
        unique = [tuple(fold_words(text))]
    else:
        glued = _GLUED.search(text) is not None  # as in scripts that put no space between words
        pieces = parts if glued else _folded(parts)
        variants, rest = _alternatives(pieces, 0, text)
        if rest != len(parts):
            raise RuleError(f"phrase {text!r}: a bracket closes that was not opened")
        if glued:
            variants = [tuple(_words("".join(variant))) for variant in variants]
        unique = [sequence for sequence in dict.fromkeys(variants) if sequence]
    if not unique or not unique[0]:
        raise RuleError(f"phrase {text!r} holds no word")
    for sequence in unique:
        if GAP in sequence and set(sequence) <= {GAP, NUMBER}:
            raise RuleError(f"phrase {text!r} would match anything")
        if sequence.count(GAP) > 1:
            raise RuleError(f"phrase {text!r}: only one {{}} in a phrase")
        if NUMBER in sequence and any(word[0].isdigit() for word in sequence):
            raise RuleError(f"phrase {text!r}: write all numbers as {{n}}, or none")
    return unique


Piece = str | Sequence


def _folded(parts: list[str]) -> list[Piece]:
    return [part if part in _SYNTAX else tuple(fold_words(part)) for part in parts]


def _alternatives(parts: list[Piece], index: int, text: str) -> tuple[list[Sequence], int]:
    """The variants from a place up to the bracket that closes it, and where that is."""
    options: list[Sequence] = []
    current: list[Sequence] = [()]
    while index < len(parts) and parts[index] not in (")", "]"):
        part = parts[index]
        index += 1
        if part == "|":
            options += current
            current = [()]
            continue
        if part in ("(", "["):
            inner, index = _alternatives(parts, index, text)
            closer = ")" if part == "(" else "]"
            if index >= len(parts) or parts[index] != closer:
                raise RuleError(f"phrase {text!r}: a {part} is not closed")
            index += 1
            if part == "[":
                inner = [*inner, ()]
        else:
            inner = [part if isinstance(part, tuple) else (part,)]
        current = [left + right for left in current for right in inner]
        if len(current) > _MAX_VARIANTS:
            raise RuleError(f"phrase {text!r} has over {_MAX_VARIANTS} variants; write it as several")
    return options + current, index


def _words(variant: str) -> Iterator[str]:
    for piece in re.split(r"(\{n?\})", variant):
        if piece in (NUMBER, GAP):
            yield piece
        else:
            yield from fold_words(piece)


def fold_words(text: str) -> list[str]:
    """The folded word tokens of a text, as a document has them.

    >>> fold_words("Don’t reply!")
    ["don't", 'reply']
    """
    folded = chars.fold(text)
    plain = folded.split()
    if all(map(str.isalnum, plain)):
        return plain
    codes = chars.code_points(folded)
    return tokens.split_tokens(codes, tokens.token_mask(chars.kinds(codes)))
