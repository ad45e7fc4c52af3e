"""The little language of phrases: words, (a|b) alternatives, [x] optional parts, {n} a number, {} free words."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import NamedTuple

from spinscore.errors import RuleError
from spinscore.text import chars, tokens

NUMBER = "{n}"
GAP = "{}"
MAX_GAP = 12
"""How many words {} may stand for."""
_MAX_VARIANTS = 2000
_BRACKETS = "()[]|"
_OPENER = {")": "(", "]": "["}
_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}
_GLUED = re.compile(r"\w[(\[]|[)\]]\w")
_PART = re.compile(r"\{n?\}|[()\[\]|]|[^()\[\]|{}]+")
_SEPARATOR, _STANDS_FOR = "\0", {"\1": NUMBER, "\2": GAP}
"""Characters that stand for the end of a phrase, a number and a gap while many phrases are folded as one text."""

Sequence = tuple[str, ...]


class State(NamedTuple):
    """A place in a phrase: the words that may come next, each with the place after it, and whether it may end here."""

    edges: tuple[tuple[str, State], ...]
    final: bool
    size: int
    """How many word sequences lead from here to the end."""


_END = State((), True, 1)


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
    """All word sequences that a phrase stands for, folded, without punctuation. Raises RuleError for a bad phrase.

    >>> expand("post a (reply|comment)")
    [('post', 'a', 'reply'), ('post', 'a', 'comment')]
    >>> expand("cancel [this] reply")
    [('cancel', 'this', 'reply'), ('cancel', 'reply')]
    """
    if "".join(_PART.findall(text)) != text:
        raise RuleError(f"phrase {text!r}: braces may only be {{n}} or {{}}")
    unique = [sequence for sequence in dict.fromkeys(sequences(read(text, parts_of([text])[0]))) if sequence]
    if not unique:
        raise RuleError(f"phrase {text!r} holds no word")
    for sequence in unique:
        if GAP in sequence and set(sequence) <= {GAP, NUMBER}:
            raise RuleError(f"phrase {text!r} would match anything")
        if sequence.count(GAP) > 1:
            raise RuleError(f"phrase {text!r}: only one {{}} in a phrase")
        if NUMBER in sequence and any(word[0].isdigit() for word in sequence):
            raise RuleError(f"phrase {text!r}: write all numbers as {{n}}, or none")
    return unique


def parts_of(texts: Iterable[str]) -> list[Sequence]:
    """The parts of many phrases, folded all at once: words, brackets, bars, {n} and {}.

    >>> parts_of(["Post a (reply|comment)!"])
    [('post', 'a', '(', 'reply', '|', 'comment', ')')]
    """
    texts = list(texts)
    joined = "".join([f"{text} {_SEPARATOR} " for text in texts])
    for sign, part in (*_STANDS_FOR.items(), *zip(_BRACKETS, _BRACKETS, strict=True)):
        joined = joined.replace(part, f" {sign} ")
    folded = chars.fold(joined)
    codes = chars.code_points(folded)
    mask = tokens.token_mask(chars.kinds(codes))
    for sign in (_SEPARATOR, *_STANDS_FOR, *_BRACKETS):
        mask |= codes == ord(sign)
    words = [_STANDS_FOR.get(word, word) for word in tokens.split_tokens(codes, mask)]
    result: list[Sequence] = []
    first = 0
    for text in texts:
        last = words.index(_SEPARATOR, first)
        parts = _spelled_out(text) if _GLUED.search(text) else tuple(words[first:last])
        result.append(("(", *parts, ")") if "|" in parts and _has_bare_bar(parts) else parts)
        first = last + 1
    return result


def _has_bare_bar(parts: Sequence) -> bool:
    """Whether a bar stands outside of all brackets."""
    depth = 0
    for part in parts:
        if part == "|" and not depth:
            return True
        depth += _DEPTH.get(part, 0)
    return False


def _spelled_out(text: str) -> Sequence:
    """The parts of a phrase in a script that puts no space between words: all that it stands for, in full."""
    variants = sequences(read(text, tuple(_PART.findall(text))))
    return tuple([part for pieces in variants for part in ("|", *_words("".join(pieces)))][1:])


def read(text: str, parts: Sequence) -> State:
    """The start of a phrase with these parts. Raises RuleError for brackets that do not fit."""
    start, index = _linked(text, parts, len(parts) - 1, _END)
    if index >= 0:
        raise RuleError(f"phrase {text!r}: a {parts[index]} is not closed")
    return start


def _linked(text: str, parts: Sequence, index: int, follow: State) -> tuple[State, int]:
    """What comes before a place, read backwards from the part at an index to the bracket that opens it."""
    options: list[State] = []
    state = follow
    while index >= 0 and (part := parts[index]) not in ("(", "["):
        index -= 1
        if part == "|":
            options.append(state)
            state = follow
        elif part in _OPENER:
            inside, index = _linked(text, parts, index, state)
            if index < 0:
                raise RuleError(f"phrase {text!r}: a bracket closes that was not opened")
            if parts[index] != _OPENER[part]:
                raise RuleError(f"phrase {text!r}: a {parts[index]} is not closed")
            index -= 1
            state = _either([inside, state] if part == "]" else [inside])
        else:
            state = State(((part, state),), False, state.size)
        if state.size > _MAX_VARIANTS:
            raise RuleError(f"phrase {text!r} has over {_MAX_VARIANTS} variants; write it as several")
    return _either([state, *reversed(options)]), index


def _either(options: list[State]) -> State:
    if len(options) == 1:
        return options[0]
    edges = tuple([edge for option in options for edge in option.edges])
    return State(edges, any(option.final for option in options), sum([option.size for option in options]))


def sequences(state: State) -> Iterator[Sequence]:
    """The word sequences from a place in a phrase to its end; some may come twice."""
    for word, follow in state.edges:
        for rest in sequences(follow):
            yield (word, *rest)
    if state.final:
        yield ()


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
