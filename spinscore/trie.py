"""A trie over the phrases of many rules, opened where texts lead: most of its branches no text ever asks for.

"leave a (reply|comment)", "leave a note" and "share {} now" make this trie; the number is the phrase that ends there,
and a node knows its gapped phrases by the words after {}:

    leave -- a --+-- reply    1
                 +-- comment  1
                 +-- note     2
    share        gapped: 3, ("now",)

A phrase is first filed, unread, under its first words. When a text comes to that node, the phrase is read: its
brackets become a small graph of `State`s (see `spinscore.wording`), whose edges are words. An open node has one child a
word, and each child holds the phrases that came to it with the state that they are in; it is opened in its turn when a
text goes there. So (a|b) (c|d) (e|f) is never written out as eight sequences, building costs one entry a phrase, and
memory grows with the ways that texts took, up to the whole trie and no further.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from spinscore.document import Document
from spinscore.rule import Phrase
from spinscore.text.hashing import HashFilter, hash_words, pair_hashes
from spinscore.wording import GAP, NUMBER, Sequence, State, read, sequences


class Entry(NamedTuple):
    """A phrase as the index holds it, with its parts (see `spinscore.wording.parts_of`).

    `before` and `after` are the words one of which must stand beside it, where that can be told without a closer look.
    """

    rule: int
    phrase: Phrase
    parts: Sequence
    checked: bool
    before: frozenset[str]
    after: frozenset[str]

    @property
    def start(self) -> State:
        """Where the phrase begins."""
        return read(self.phrase.text, self.parts)


class Node:
    """The phrases that begin with the same words: those that end here, and those that go on, by the next word.

    `gapped` are those that go on with {}, each with the words after it. All three are there once the node is open.
    Two threads may open a node at once; both make the same of it, `is_open` comes last, and what the node is made of
    is kept, for the other thread may not have read it yet.
    """

    __slots__ = ("_begun", "_unread", "_word", "following", "gapped", "here", "is_open")

    def __init__(self, word: str) -> None:
        self.is_open = False
        self.here: tuple[Entry, ...] = ()
        self.gapped: tuple[tuple[Sequence, Entry], ...] = ()
        self.following: dict[str, Node] = {}
        self._word = word
        self._unread: list[Entry] = []
        self._begun: list[tuple[Entry, State]] = []

    def add(self, entry: Entry) -> None:
        """A phrase that may begin with the word of this node, not looked at any further."""
        self._unread.append(entry)

    def begin(self, entry: Entry, after: State) -> None:
        """A phrase that has come to this node."""
        self._begun.append((entry, after))

    def open(self) -> None:
        """Makes the node ready to be read."""
        begun = self._begun + [
            (entry, after) for entry in self._unread for word, after in entry.start.edges if word == self._word
        ]
        following: dict[str, Node] = {}
        gapped: dict[tuple[int, Sequence], Entry] = {}
        for entry, state in begun:
            for word, after in state.edges:
                if word == GAP:
                    gapped.update(((id(entry), tail), entry) for tail in sequences(after))
                else:
                    (following.get(word) or following.setdefault(word, Node(word))).begin(entry, after)
        self.here = tuple({id(entry): entry for entry, state in begun if state.final}.values())
        self.gapped = tuple((tail, entry) for (_, tail), entry in gapped.items())
        self.following = following
        self.is_open = True


def grown(entries: Iterable[Entry]) -> dict[str, Node]:
    """A trie over phrases: its nodes by first word. The phrases are read when a text holds such a word."""
    roots: dict[str, Node] = {}
    for entry in entries:
        words = first_words(entry.parts) or [word for word, _ in entry.start.edges]
        for word in dict.fromkeys(words):
            (roots.get(word) or roots.setdefault(word, Node(word))).add(entry)
    return roots


def grown_at_once(entries: Iterable[Entry]) -> dict[str, Node]:
    """The same with the first nodes open."""
    roots: dict[str, Node] = {}
    for entry in entries:
        for word, after in entry.start.edges:
            (roots.get(word) or roots.setdefault(word, Node(word))).begin(entry, after)
    for node in roots.values():
        node.open()
    return roots


class Openings:
    """Tells in one step for a whole text where a phrase may begin: where its first two words stand.

    It lets some other places pass, and none of these is left out.
    """

    def __init__(self, roots: Mapping[str, Node]) -> None:
        """`roots` are open nodes by first word."""
        firsts: list[str] = []
        seconds: list[str] = []
        for word, node in roots.items():
            firsts += [word] * len(node.following)
            seconds += node.following
        n = len(firsts)
        alone = [word for word, node in roots.items() if node.here]
        hashes = hash_words([*firsts, *seconds, *alone])
        pairs = pair_hashes(hashes[:n], hashes[n : 2 * n])
        self._filter = HashFilter(np.concatenate((hashes[2 * n :], pairs)))
        self._number = hash_words([NUMBER])

    def places(self, doc: Document) -> list[int]:
        """The indexes of the tokens at which a phrase may begin."""
        hashes = doc.hashes
        if doc.numbers:
            hashes = hashes.copy()
            hashes[doc.numbers] = self._number
        found = self._filter.passed(hashes)
        found[:-1] |= self._filter.passed(pair_hashes(hashes[:-1], hashes[1:]))
        places: list[int] = found.nonzero()[0].tolist()
        return places


def first_words(parts: Sequence) -> list[str]:
    """The words that a phrase may begin with, or nothing where that takes reading it.

    >>> first_words(("[", "please", "]", "(", "log", "in", "|", "register", ")"))
    ['please', 'log', 'register']
    """
    words: list[str] = []
    opener = ""
    expected = True
    for part in parts:
        if part in ("(", "["):
            if opener:
                return []
            opener, expected = part, True
        elif part in (")", "]", "|"):
            if expected or not opener:
                return []
            expected = part == "|"
            if part == ")":
                return words
            if part == "]":
                opener, expected = "", True
        elif expected:
            words.append(part)
            if not opener:
                return words
            expected = False
    return []
