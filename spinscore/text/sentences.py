"""Sentences as offsets. A sentence never runs over the end of its block, so headings stand alone."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import NamedTuple

import numpy as np

from spinscore.text.blocks import Rows
from spinscore.text.chars import STOP, Kinds
from spinscore.text.tokens import Spans

_STOPS = frozenset(".!?…。！？؟।")
_WIDE_STOPS = frozenset("。！？।")
_CLOSERS = frozenset("\"'”’»)]}*_")
_OPENERS = frozenset("\"'“‘«([{*_—–-¿¡")


class _Words(NamedTuple):
    titles: frozenset[str]
    links: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    beginners: frozenset[str]
    all: frozenset[str]
    """Whatever may stand before a full stop that ends no sentence."""


@functools.cache
def _lists() -> _Words:
    data = tomllib.loads((resources.files("spinscore.data") / "sentences.toml").read_text("utf-8"))
    titles, links, before_number, may_end, beginners = (frozenset(data[name].split()) for name in _Words._fields[:-1])
    return _Words(titles, links, before_number, may_end, beginners, titles | links | before_number | may_end)


def find_sentences(text: str, folded: str, kinds: Kinds, blocks: Rows) -> Spans:
    """Half-open offsets of the sentences, shape (m, 2), in order."""
    stops = (kinds & STOP).nonzero()[0].tolist()
    stops.append(len(text))
    at = iter(stops)
    stop = next(at)
    offsets: list[int] = []
    for start, end in blocks:
        begin = start
        while stop < begin:
            stop = next(at)
        while stop < end:
            if stop + 1 == end:  # the block ends here anyhow
                after = 0
            elif _is_plain_end(text, folded, begin, stop):
                after = stop + 1
            else:
                after = _end_of_sentence(text, folded, begin, stop, end)
            stop = next(at)
            if after:
                offsets += begin, after
                begin = after
                while begin < end and text[begin].isspace():
                    begin += 1
                while stop < begin:
                    stop = next(at)
        if begin < end:
            offsets += begin, end
    return np.array(offsets, np.int32).reshape(-1, 2)


def _is_plain_end(text: str, folded: str, begin: int, stop: int) -> bool:
    """Whether a full stop surely ends a sentence: after a whole word that is no abbreviation, before " A"."""
    if text[stop : stop + 2] != ". " or not text[stop + 2 : stop + 3].isupper():
        return False
    word = folded[max(folded.rfind(" ", begin, stop) + 1, begin) : stop]
    return len(word) > 1 and word.isalpha() and word not in _lists().all


def _end_of_sentence(text: str, folded: str, begin: int, stop: int, end: int) -> int:
    """Where the sentence that the stop at this place closes ends, or 0 if it closes none."""
    after = stop + 1
    if after < end and text[after] in _STOPS:
        return 0
    while after < end and text[after] in _CLOSERS:
        after += 1
    if after >= end:
        return 0
    mark = text[stop]
    if mark in _WIDE_STOPS:
        return after
    if not text[after].isspace():
        glued = mark in ".!?" and text[stop - 1].islower() and text[after].isupper() and after == stop + 1
        return after if glued and text[after + 1 : after + 2].islower() else 0
    following = after
    while following < end and (text[following].isspace() or text[following] in _OPENERS):
        following += 1
    if following >= end:
        return 0
    if text[following].islower():
        return 0
    if mark == "." and _is_abbreviation(text, folded, begin, stop, following):
        return 0
    return after


def _is_abbreviation(text: str, folded: str, begin: int, stop: int, following: int) -> bool:
    first = stop
    while first > begin and (text[first - 1].isalnum() or text[first - 1] == "."):
        first -= 1
    word = folded[first:stop]
    if not word:
        return False
    known = _lists()
    if word in known.links or (word in known.titles and text[first].isupper()):
        return True
    if word in known.before_number and text[following].isdigit():
        return True
    if word in known.may_end or (len(word) > 1 and word[1] == "." and word.count(".") == len(word) // 2):
        return _next_word(folded, following) not in known.beginners
    if len(word) == 1 and text[first].isupper():
        return word != "i"
    return first == begin and len(word) <= 3 and word.isdigit()


def _next_word(folded: str, start: int) -> str:
    end = start
    while end < len(folded) and folded[end].isalpha():
        end += 1
    return folded[start:end]
