"""An index over phrases; one pass over a document finds them by their words.

Three structures share the phrases: a trie of those that may stand anywhere, followed from the places where their first
two words stand (`Openings`); a trie of those for the start of a block, followed once a block; and by their last word
those for a whole line that begin with {}, read backwards from the end of each block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from spinscore.document import Document, key_of
from spinscore.errors import RuleError
from spinscore.rule import Phrase
from spinscore.trie import Entry, Node, Openings, first_words, grown, grown_at_once
from spinscore.wording import GAP, MAX_GAP, NUMBER, Sequence, expand, number_words, parts_of, sequences

_STOPS = frozenset(".!?…:;")


class Match(NamedTuple):
    """A phrase of a rule found at the tokens first to last (exclusive)."""

    rule: int
    phrase: Phrase
    wording: Sequence
    first: int
    last: int


class WordIndex:
    """Phrases, each with the number of its rule, in two tries, for any place and for the start of a block; and by last
    word."""

    def __init__(self, phrases: Collection[tuple[int, Phrase]]) -> None:
        anywhere: list[Entry] = []
        at_blocks: list[Entry] = []
        self._endings: dict[str, list[tuple[Sequence, Entry]]] = {}
        for (number, phrase), parts in zip(phrases, parts_of([phrase.text for _, phrase in phrases]), strict=True):
            entry = _entry(number, phrase, parts)
            (at_blocks if phrase.at in ("line", "start") else anywhere).append(entry)
            if GAP in parts:
                self._add_endings(entry)
        self._anywhere = grown_at_once(anywhere)
        self._at_blocks = grown(at_blocks)
        self._openings = Openings(self._anywhere)
        digits = [entry.parts for entry in anywhere if any(part[0].isdigit() for part in entry.parts)]
        self._digits = {part for parts in digits for part in parts if part[0].isdigit()}
        self._reach = max(map(len, digits), default=0)

    def _add_endings(self, entry: Entry) -> None:
        """Files what a phrase that may begin with free words ends with."""
        phrase = entry.phrase
        if entry.parts.count(GAP) > 1:
            expand(phrase.text)  # looks closer
        words = first_words(entry.parts)
        tails = [after for word, after in entry.start.edges if word == GAP] if not words or GAP in words else []
        if phrase.at not in ("line", "start") or (phrase.at == "start" and tails):
            raise RuleError(f'phrase {phrase.text!r}: {{}} needs at = "line", or at = "start" and words before it')
        for tail in dict.fromkeys(tail for after in tails for tail in sequences(after)):
            self._endings.setdefault(tail[-1], []).append((tail, entry))

    def find(self, doc: Document) -> list[Match]:
        """All matches in a document, in no particular order."""
        return [*self._find_at_blocks(doc, doc.block_tokens), *self._find_anywhere(doc)]

    def find_in(self, doc: Document, blocks: Collection[int]) -> list[Match]:
        """The matches in some blocks."""
        spans = [doc.block_tokens[block] for block in blocks]
        wanted, block_of = frozenset(blocks), doc.token_blocks
        anywhere = [match for match in self._find_anywhere(doc) if block_of[match.first] in wanted]
        return [*self._find_at_blocks(doc, spans), *anywhere]

    def _find_at_blocks(self, doc: Document, spans: Iterable[tuple[int, int]]) -> Iterator[Match]:
        words = doc.words
        for first, last in spans:
            if first == last:
                continue
            word = words[first]
            if word in self._at_blocks or word[0].isdigit():
                yield from self._begun_at(doc, first, last)
            for tail, entry in self._endings.get(_numbered(words[last - 1]), ()):
                if stop := _end_of_gapped(words, tail, "line", first, last):
                    yield from _matched(doc, entry, (GAP, *words[stop - len(tail) : stop]), first, stop)

    def _begun_at(self, doc: Document, first: int, last: int) -> Iterator[Match]:
        """What begins with a block of the tokens first to last (exclusive)."""
        words = doc.words
        for place, numbered, node in _paths(self._at_blocks, words, first, last):
            for entry in node.here:
                whole = place == last and not (numbered and _has_ordinal(words[first:last]))
                if whole or entry.phrase.at == "start":
                    yield from _matched(doc, entry, words[first:place], first, place)
            for tail, entry in node.gapped:
                if stop := _end_of_gapped(words, tail, entry.phrase.at, place, last):
                    wording = (*words[first:place], GAP, *words[stop - len(tail) : stop])
                    yield from _matched(doc, entry, wording, first, stop)

    def _find_anywhere(self, doc: Document) -> list[Match]:
        """What stands anywhere: first with every number as {n}, then phrases that spell a number out.

        The second pass puts back the numbers that some phrase spells out ("24 hours a day") and looks again where a
        phrase over one of them may begin; what it finds beside them was found before.
        """
        words = doc.words
        keyed = list(words)
        for place in doc.numbers:
            keyed[place] = NUMBER
        keyed.append("")
        matches: list[Match] = []
        _follow(doc, self._anywhere, keyed, self._openings.places(doc), matches)
        if exact := [place for place in doc.numbers if words[place] in self._digits] if self._digits else []:
            for place in exact:
                keyed[place] = words[place]
            starts = {start for place in exact for start in range(max(0, place - self._reach), place + 1)}
            near: list[Match] = []
            _follow(doc, self._anywhere, keyed, sorted(starts), near)
            matches += [match for match in near if exact[bisect_left(exact, match.first)] < match.last]
        return matches


def _follow(
    doc: Document, roots: dict[str, Node], words: list[str], places: Iterable[int], matches: list[Match]
) -> None:
    """Adds the phrases that stand at some places. The words end with an empty one."""
    for place in places:
        node = roots.get(words[place])
        last = place
        while node is not None:
            last += 1
            if not node.is_open:
                node.open()
            if node.here:
                _match(doc, node.here, place, last, matches)
            node = node.following.get(words[last])


def _paths(roots: dict[str, Node], words: Sequence, place: int, last: int) -> Iterator[tuple[int, bool, Node]]:
    """The open nodes that the words from a place on lead to: the place after them, whether {n} took one, the node."""
    ahead = [(place, False, roots)]
    while ahead:
        place, numbered, following = ahead.pop()
        if place == last:
            continue
        word = words[place]
        steps = [(following.get(word), numbered)]
        if word[0].isdigit():
            steps.append((following.get(NUMBER), True))
        for node, takes_number in steps:
            if node is not None:
                if not node.is_open:
                    node.open()
                yield place + 1, takes_number, node
                if node.following:
                    ahead.append((place + 1, takes_number, node.following))


def _match(doc: Document, entries: Iterable[Entry], first: int, last: int, matches: list[Match]) -> None:
    """Adds the phrases whose words stand at a place, in one block, and that may do so there."""
    words, blocks = doc.words, doc.token_blocks
    block = blocks[first]
    if last - first > 1 and blocks[last - 1] != block:
        return
    for entry in entries:
        rule, phrase, _, checked, before, after = entry
        if after and (last == len(words) or words[last] not in after):
            continue
        if before and (first == 0 or words[first - 1] not in before):
            continue
        if phrase.at == "end" and last != doc.block_tokens[block][1]:
            continue
        if not checked or _allowed(doc, phrase, first, last):
            matches.append(Match(rule, phrase, words[first:last], first, last))


def _matched(doc: Document, entry: Entry, wording: Sequence, first: int, last: int) -> Iterator[Match]:
    if not entry.checked or _allowed(doc, entry.phrase, first, last):
        yield Match(entry.rule, entry.phrase, wording, first, last)


def _entry(rule: int, phrase: Phrase, parts: Sequence) -> Entry:
    checked = bool(phrase.prev or phrase.not_prev or phrase.next or phrase.not_next or phrase.case)
    return Entry(rule, phrase, parts, checked, _plain(phrase.prev), _plain(phrase.next))


def _plain(words: Sequence) -> frozenset[str]:
    return frozenset() if not {NUMBER, "^", "$"}.isdisjoint(words) else frozenset(words)


def is_number(word: str) -> bool:
    """Whether a token is a number, in digits or as a word above one.

    >>> is_number("3.5"), is_number("dozens"), is_number("one")
    (True, True, False)
    """
    return word[0].isdigit() or word in number_words()


def _numbered(word: str) -> str:
    return NUMBER if word[0].isdigit() else word


def _has_ordinal(words: Sequence) -> bool:
    """Whether a token with digits is no plain number: a line phrase's {n} stands for 12, 3.5 or 3k, not for 2nd."""
    return any(word[0].isdigit() for word in key_of(words).split(" "))


def _agrees(wanted: str, word: str) -> bool:
    return wanted == word or (wanted == NUMBER and word[0].isdigit())


def _end_of_gapped(words: Sequence, tail: Sequence, at: str, gap: int, last: int) -> int:
    """Where a phrase ends that has free words from the place `gap` on and then its tail, or 0 if it does not."""
    if at == "line":
        stops: Iterable[int] = (last,)
    elif tail:
        stops = range(gap + 1 + len(tail), min(last, gap + MAX_GAP + len(tail)) + 1)
    else:
        stops = (min(last, gap + MAX_GAP),)
    for stop in stops:
        inside = stop - len(tail) - gap
        if 1 <= inside <= MAX_GAP and all(map(_agrees, tail, words[stop - len(tail) : stop])):
            return stop
    return 0


def _allowed(doc: Document, phrase: Phrase, first: int, last: int) -> bool:
    """Whether the letter case and the neighbouring words are as the phrase asks."""
    if phrase.case:
        passage = doc.text[doc.token_starts[first] : doc.token_ends[last - 1]]
        if not {"lower": passage.islower, "upper": passage.isupper, "title": passage.istitle}[phrase.case]():
            return False
    if phrase.prev or phrase.not_prev:
        word = _neighbour(doc, first - 1, first, first - 1, "^")
        if (phrase.prev and not _among(word, phrase.prev)) or _among(word, phrase.not_prev):
            return False
    if phrase.next or phrase.not_next:
        word = _neighbour(doc, last - 1, last, last, "$")
        if (phrase.next and not _among(word, phrase.next)) or _among(word, phrase.not_next):
            return False
    return True


def _neighbour(doc: Document, left: int, right: int, wanted: int, edge: str) -> str:
    """The one of two neighbouring tokens that is wanted, or `edge` if a sentence or block ends between them."""
    blocks = doc.token_blocks
    if left < 0 or right == len(blocks) or blocks[left] != blocks[right]:
        return edge
    between = doc.text[doc.token_ends[left] : doc.token_starts[right]]
    return doc.words[wanted] if _STOPS.isdisjoint(between) else edge


def _among(word: str, wanted: tuple[str, ...]) -> bool:
    return word in wanted or (NUMBER in wanted and is_number(word))
