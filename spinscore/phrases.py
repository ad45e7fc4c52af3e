"""One index over the phrases of all rules; one pass over a document finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from spinscore.document import Document
from spinscore.registry import Phrase, Rule
from spinscore.text import lexicon
from spinscore.wording import GAP, MAX_GAP, NUMBER, Sequence, expand, number_words

_STOPS = frozenset(".!?…:;")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a rule found at the tokens first to last (exclusive)."""

    rule: int
    phrase: Phrase
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: int
    phrase: Phrase
    words: Sequence
    checked: bool


class _Group:
    """The phrases that have their anchor at one offset and have one length: one look-up tells them apart."""

    __slots__ = ("entries", "length", "numbered", "offset")

    def __init__(self, offset: int, length: int) -> None:
        self.offset = offset
        self.length = length
        self.entries: dict[Sequence, list[_Entry]] = {}
        self.numbered = False


class PhraseIndex:
    """The phrases of some rules, looked up by their rarest word, or by the whole block."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._inline: defaultdict[str, list[_Group]] = defaultdict(list)
        self._lines: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._openings: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._endings: defaultdict[str, list[_Entry]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for phrase in rule.phrases:
                checked = bool(phrase.prev or phrase.not_prev or phrase.next or phrase.not_next or phrase.case)
                for words in expand(phrase.text):
                    self._add(_Entry(number, phrase, words, checked))
        self._anchors = frozenset(self._inline)

    def _add(self, entry: _Entry) -> None:
        words = entry.words
        if entry.phrase.at == "line" and GAP not in words:
            self._lines[" ".join(words)].append(entry)
        elif GAP in words and words[0] == GAP:
            self._endings[words[-1]].append(entry)
        elif GAP in words:
            self._openings[words[0]].append(entry)
        else:
            anchor = _rarest(words)
            groups = self._inline[words[anchor]]
            group = next((g for g in groups if (g.offset, g.length) == (anchor, len(words))), None)
            if group is None:
                group = _Group(anchor, len(words))
                groups.append(group)
            group.entries.setdefault(words, []).append(entry)
            group.numbered |= NUMBER in words

    def find(self, doc: Document) -> Iterator[Match]:
        """All matches in a document, in no particular order."""
        yield from self._find_lines(doc)
        yield from self._find_inline(doc)

    def _find_lines(self, doc: Document) -> Iterator[Match]:
        lines, openings, endings = self._lines, self._openings, self._endings
        words = doc.words
        block_tokens = doc.block_tokens
        for block, key in enumerate(doc.block_keys):
            if not key:
                continue
            first, last = block_tokens[block]
            entries = lines.get(key)
            if entries:
                for entry in entries:
                    if not entry.checked or _allowed(doc, entry, first, last):
                        yield Match(entry.rule, entry.phrase, first, last)
            gapped = openings.get(words[first], ()), endings.get(words[last - 1], ())
            for candidates in gapped:
                for entry in candidates:
                    stop = _match_gapped(words, entry, first, last)
                    if stop and (not entry.checked or _allowed(doc, entry, first, stop)):
                        yield Match(entry.rule, entry.phrase, first, stop)

    def _find_inline(self, doc: Document) -> Iterator[Match]:
        index = self._inline
        words = doc.words
        total = len(words)
        present = doc.vocabulary & self._anchors
        for place in [i for i, word in enumerate(words) if word in present]:
            for group in index[words[place]]:
                first = place - group.offset
                last = first + group.length
                if first < 0 or last > total:
                    continue
                passage = words[first:last]
                entries = group.entries.get(passage)
                if entries is None:
                    if not group.numbered:
                        continue
                    entries = group.entries.get(tuple([NUMBER if word[0].isdigit() else word for word in passage]))
                    if entries is None:
                        continue
                for entry in entries:
                    if _placed(doc, entry, first, last) and (not entry.checked or _allowed(doc, entry, first, last)):
                        yield Match(entry.rule, entry.phrase, first, last)


def _rarest(words: Sequence) -> int:
    """The place of the word that texts hold least, which is where a phrase is looked up."""
    zipf = np.nan_to_num(lexicon.facts(words).zipf, nan=0.0).tolist()
    return min(range(len(words)), key=lambda i: (words[i] == NUMBER, zipf[i], -len(words[i]), i))


def is_number(word: str) -> bool:
    """Whether a token is a number, in digits or as a word above one.

    >>> is_number("3.5"), is_number("dozens"), is_number("one")
    (True, True, False)
    """
    return word[0].isdigit() or word in number_words()


def _agrees(wanted: str, word: str) -> bool:
    return wanted == word or (wanted == NUMBER and word[0].isdigit())


def _match_gapped(words: Sequence, entry: _Entry, first: int, last: int) -> int:
    """Where a phrase with one gap that begins with its block ends, or 0 if it does not stand there."""
    gap = entry.words.index(GAP)
    head, tail = entry.words[:gap], entry.words[gap + 1 :]
    inside = last - first - len(head) - len(tail)
    if inside < 1 or (inside > MAX_GAP and entry.phrase.at == "line"):
        return 0
    if not all(map(_agrees, head, words[first : first + len(head)])):
        return 0
    if entry.phrase.at != "line" and not tail:
        return last
    return last if all(map(_agrees, tail, words[last - len(tail) : last])) else 0


def _placed(doc: Document, entry: _Entry, first: int, last: int) -> bool:
    """Whether the words stand in one block, and where in it the phrase asks for."""
    starts = doc.token_list
    block = doc.block_at(starts[first][0])
    begin, end = doc.block_tokens[block]
    if last > end:
        return False
    at = entry.phrase.at
    return at == "inline" or (first == begin if at == "start" else last == end)


def _allowed(doc: Document, entry: _Entry, first: int, last: int) -> bool:
    phrase = entry.phrase
    if phrase.case:
        passage = doc.text[doc.token_list[first][0] : doc.token_list[last - 1][1]]
        if not {"lower": passage.islower, "upper": passage.isupper, "title": passage.istitle}[phrase.case]():
            return False
    if phrase.prev or phrase.not_prev:
        word = _neighbour(doc, first - 1, first, "^")
        if phrase.prev and not _among(word, phrase.prev):
            return False
        if phrase.not_prev and _among(word, phrase.not_prev):
            return False
    if phrase.next or phrase.not_next:
        word = _neighbour(doc, last - 1, last, "$")
        if phrase.next and not _among(word, phrase.next):
            return False
        if phrase.not_next and _among(word, phrase.not_next):
            return False
    return True


def _neighbour(doc: Document, left: int, right: int, edge: str) -> str:
    """The word on the far side of the gap between two tokens, or the edge where the sentence ends there."""
    tokens = doc.token_list
    if left < 0 or right >= len(tokens):
        return edge
    between = doc.text[tokens[left][1] : tokens[right][0]]
    if "\n" in between or not _STOPS.isdisjoint(between):
        return edge
    return doc.words[left if edge == "^" else right]


def _among(word: str, wanted: tuple[str, ...]) -> bool:
    return word in wanted or (NUMBER in wanted and word not in "^$" and is_number(word))
