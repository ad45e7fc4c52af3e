"""One index over the phrases of all rules; one pass over a document finds them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spinscore.document import Document, key_of
from spinscore.errors import RuleError
from spinscore.registry import Phrase, Rule
from spinscore.text import lexicon
from spinscore.wording import GAP, MAX_GAP, NUMBER, Sequence, expand, number_words

_STOPS = frozenset(".!?…:;")


class Match(NamedTuple):
    """A phrase of a rule found at the tokens first to last (exclusive)."""

    rule: int
    phrase: Phrase
    wording: Sequence
    first: int
    last: int


class _Entry(NamedTuple):
    rule: int
    phrase: Phrase
    checked: bool
    before: frozenset[str]
    after: frozenset[str]
    """The words one of which must stand beside it, where that can be told without a closer look."""


_Wording = tuple[Sequence, _Entry]
_Held = dict[Sequence, list[_Entry]]
_Group = tuple[int, int, _Held, bool]
"""Phrases with their rarest word at one offset, and of one length: these, entries, whether they hold {n}."""
_Drawer = dict[tuple[int, int, bool], _Held]


class _Anchor(NamedTuple):
    """The phrases that are looked up by one word: by it and the next one, by it and the one before, by it alone."""

    right: dict[str, list[_Group]]
    left: dict[str, list[_Group]]
    alone: list[_Group]


class PhraseIndex:
    """The phrases of some rules, looked up by their rarest word and a neighbour of it, or by the block."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._lines: dict[str, list[_Wording]] = {}
        self._openings: dict[str, dict[str, list[_Wording]]] = {}
        self._endings: dict[str, list[_Wording]] = {}
        inline: list[_Wording] = []
        for entry in (_entry(n, phrase) for n, rule in enumerate(rules) for phrase in rule.phrases):
            at = entry.phrase.at
            for words in expand(entry.phrase.text):
                if GAP in words:
                    self._add_gapped(words, entry)
                elif at == "line":
                    self._lines.setdefault(key_of(words), []).append((words, entry))
                else:
                    inline.append((words, entry))
        self._anchors = _anchored(inline)
        self._words = frozenset(self._anchors)

    def _add_gapped(self, words: Sequence, entry: _Entry) -> None:
        at = entry.phrase.at
        if at not in ("line", "start") or (at == "start" and words[0] == GAP):
            raise RuleError(
                f'phrase {entry.phrase.text!r}: {{}} needs at = "line", or at = "start" and words before it'
            )
        if words[0] == GAP:
            self._endings.setdefault(words[-1], []).append((words, entry))
        else:
            second = words[1] if words.index(GAP) > 1 else ""
            self._openings.setdefault(words[0], {}).setdefault(second, []).append((words, entry))

    def find(self, doc: Document) -> list[Match]:
        """All matches in a document, in no particular order."""
        return [*self._find_lines(doc), *self._find_inline(doc)]

    def _find_lines(self, doc: Document) -> Iterator[Match]:
        lines, openings, endings = self._lines, self._openings, self._endings
        words, keys = doc.words, doc.block_keys
        for block, (first, last) in enumerate(doc.block_tokens):
            if first == last:
                continue
            for wording, entry in lines.get(keys[block], ()):
                if all(map(_agrees, wording, words[first:last])):
                    yield from _matched(doc, wording, entry, first, last)
            gapped: list[_Wording] = []
            if opening := openings.get(_numbered(words[first])):
                gapped += opening.get("", ())
                if last - first > 1:
                    gapped += opening.get(_numbered(words[first + 1]), ())
            gapped += endings.get(_numbered(words[last - 1]), ())
            for wording, entry in gapped:
                if stop := _end_of_gapped(words, wording, entry.phrase.at, first, last):
                    yield from _matched(doc, wording, entry, first, stop)

    def _find_inline(self, doc: Document) -> list[Match]:
        words = doc.words
        anchors = self._anchors
        present = doc.vocabulary & self._words
        matches: list[Match] = []
        end = len(words) - 1
        for place in [i for i, word in enumerate(words) if word in present]:
            anchor = anchors[words[place]]
            groups = anchor.alone
            if anchor.right and place < end and (more := anchor.right.get(words[place + 1])):
                groups = groups + more
            if anchor.left and place and (more := anchor.left.get(words[place - 1])):
                groups = groups + more
            if groups:
                _match_at(doc, place, groups, matches)
        return matches


def _anchored(inline: list[_Wording]) -> dict[str, _Anchor]:
    """Files phrases under the word of each that texts hold least, and a neighbour of it."""
    frequency = _frequencies({word for words, _ in inline for word in words})
    drawers: dict[tuple[str, str, str], _Drawer] = {}
    for words, entry in inline:
        rarest = min(words, key=frequency.__getitem__)
        anchor = words.index(rarest)
        place = (anchor, len(words), NUMBER in words)
        for side, beside in _neighbours(words, entry, anchor):
            drawer = drawers.setdefault((rarest, side, beside), {})
            drawer.setdefault(place, {}).setdefault(words, []).append(entry)
    anchors: dict[str, _Anchor] = {}
    for (word, side, beside), drawer in drawers.items():
        found = anchors.setdefault(word, _Anchor({}, {}, []))
        groups = [(offset, length, held, numbered) for (offset, length, numbered), held in drawer.items()]
        if side == "alone":
            found.alone.extend(groups)
        else:
            (found.right if side == "right" else found.left)[beside] = groups
    return anchors


def _neighbours(words: Sequence, entry: _Entry, anchor: int) -> list[tuple[str, str]]:
    """On which side of its rarest word a phrase asks for which word; all that it allows for a phrase of one word."""
    if anchor + 1 < len(words) and words[anchor + 1] != NUMBER:
        return [("right", words[anchor + 1])]
    if anchor > 0 and words[anchor - 1] != NUMBER:
        return [("left", words[anchor - 1])]
    if anchor + 1 == len(words) and entry.after:
        return [("right", word) for word in sorted(entry.after)]
    if anchor == 0 and entry.before:
        return [("left", word) for word in sorted(entry.before)]
    return [("alone", "")]


def _match_at(doc: Document, place: int, groups: list[_Group], matches: list[Match]) -> None:
    """Adds the phrases of some groups that stand at a place."""
    words = doc.words
    total = len(words)
    for offset, length, held, has_numbers in groups:
        first = place - offset
        last = first + length
        if first < 0 or last > total:
            continue
        passage = words[first:last]
        found = held.get(passage, ())
        if has_numbers:
            found = (*found, *held.get(tuple(map(_numbered, passage)), ()))
        for entry in found:
            if entry.after and (last == total or words[last] not in entry.after):
                continue
            if entry.before and (first == 0 or words[first - 1] not in entry.before):
                continue
            if _placed(doc, entry, first, last) and (not entry.checked or _allowed(doc, entry.phrase, first, last)):
                matches.append(Match(entry.rule, entry.phrase, passage, first, last))


def _matched(doc: Document, wording: Sequence, entry: _Entry, first: int, last: int) -> Iterator[Match]:
    if not entry.checked or _allowed(doc, entry.phrase, first, last):
        yield Match(entry.rule, entry.phrase, wording, first, last)


def _entry(rule: int, phrase: Phrase) -> _Entry:
    checked = bool(phrase.prev or phrase.not_prev or phrase.next or phrase.not_next or phrase.case)
    return _Entry(rule, phrase, checked, _plain(phrase.prev), _plain(phrase.next))


def _plain(words: Sequence) -> frozenset[str]:
    return frozenset() if not {NUMBER, "^", "$"}.isdisjoint(words) else frozenset(words)


def _frequencies(words: set[str]) -> dict[str, float]:
    """How frequent each word is: phrases are looked up by their rarest word, never by a number or a gap."""
    listed = sorted(words - {NUMBER, GAP})
    return {**dict(zip(listed, lexicon.frequencies(listed), strict=True)), NUMBER: math.inf, GAP: math.inf}


def is_number(word: str) -> bool:
    """Whether a token is a number, in digits or as a word above one.

    >>> is_number("3.5"), is_number("dozens"), is_number("one")
    (True, True, False)
    """
    return word[0].isdigit() or word in number_words()


def _numbered(word: str) -> str:
    return NUMBER if word[0].isdigit() else word


def _agrees(wanted: str, word: str) -> bool:
    return wanted == word or (wanted == NUMBER and word[0].isdigit())


def _end_of_gapped(words: Sequence, wording: Sequence, at: str, first: int, last: int) -> int:
    """Where a phrase with a gap ends that begins with its block, or 0 if it does not stand there."""
    gap = wording.index(GAP)
    head, tail = wording[:gap], wording[gap + 1 :]
    after = first + len(head)
    if not all(map(_agrees, head, words[first:after])):
        return 0
    if at == "line":
        stops: Iterable[int] = (last,)
    elif tail:
        stops = range(after + 1 + len(tail), min(last, after + MAX_GAP + len(tail)) + 1)
    else:
        stops = (min(last, after + MAX_GAP),)
    for stop in stops:
        inside = stop - len(tail) - after
        if 1 <= inside <= MAX_GAP and all(map(_agrees, tail, words[stop - len(tail) : stop])):
            return stop
    return 0


def _placed(doc: Document, entry: _Entry, first: int, last: int) -> bool:
    """Whether the words stand in one block, and where in it the phrase asks for."""
    blocks = doc.token_blocks
    block = blocks[first]
    if blocks[last - 1] != block:
        return False
    at = entry.phrase.at
    return at == "inline" or (first, last)[at == "end"] == doc.block_tokens[block][at == "end"]


def _allowed(doc: Document, phrase: Phrase, first: int, last: int) -> bool:
    """Whether the letter case and the neighbouring words are as the phrase asks."""
    if phrase.case:
        passage = doc.text[doc.token_starts[first] : doc.token_ends[last - 1]]
        if not {"lower": passage.islower, "upper": passage.isupper, "title": passage.istitle}[phrase.case]():
            return False
    if phrase.prev or phrase.not_prev:
        word = _word_beside(doc, first, -1)
        if (phrase.prev and not _among(word, phrase.prev)) or _among(word, phrase.not_prev):
            return False
    if phrase.next or phrase.not_next:
        word = _word_beside(doc, last - 1, 1)
        if (phrase.next and not _among(word, phrase.next)) or _among(word, phrase.not_next):
            return False
    return True


def _word_beside(doc: Document, place: int, step: int) -> str:
    """The word before (step -1) or after (1) a token; "^" or "$" where its sentence or block ends there."""
    blocks = doc.token_blocks
    beside = place + step
    edge = "^" if step < 0 else "$"
    if not 0 <= beside < len(blocks) or blocks[beside] != blocks[place]:
        return edge
    left, right = sorted((place, beside))
    between = doc.text[doc.token_ends[left] : doc.token_starts[right]]
    return doc.words[beside] if _STOPS.isdisjoint(between) else edge


def _among(word: str, wanted: tuple[str, ...]) -> bool:
    return word in wanted or (NUMBER in wanted and word not in "^$" and is_number(word))
