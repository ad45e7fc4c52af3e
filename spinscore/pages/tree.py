"""The elements of a page that hold a block, as arrays: names, paths, and what each stands in."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.pages.attributes import words_of
from spinscore.pages.blocks import Page
from spinscore.pages.texts import Floats, Ints
from spinscore.text.hashing import Hashes, hash_words

GROUPS: Final = (
    ("article", "article"), ("main", "main"), ("nav", "nav menu"), ("header", "header"), ("footer", "footer"),
    ("aside", "aside"), ("form", "form fieldset"), ("figure", "figure figcaption"), ("table", "table"),
    ("list", "ul ol dl"), ("item", "li dd dt"), ("quote", "blockquote q"), ("section", "section"), ("link", "a"),
    ("heading", "h1 h2 h3 h4 h5 h6"), ("control", "button label select option"), ("code", "pre code"), ("p", "p"),
)  # fmt: skip
_FLAGS: Final = {tag: 1 << bit for bit, (_, tags) in enumerate(GROUPS) for tag in tags.split()}
_TAG_NUMBERS: Final = {
    tag: number
    for number, tag in enumerate(
        "div p span a li ul ol td tr table section article main nav header footer aside form figure figcaption "
        "blockquote h1 h2 h3 h4 h5 h6 b strong em i dl dt dd button label tbody body html center font pre code".split(),
        start=2,
    )
}
_NAMED = re.compile(r"""[\s"'](?:class|id|role|itemprop)=(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.I)
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_LEVEL: Final = np.uint64(0xD6E8FEB86659FD93)


class Tree:
    """The elements that hold a block, as arrays: what is around each of them."""

    def __init__(self, page: Page) -> None:
        self.parents = np.array(page.parents, np.intp)
        self.parents[0] = 0
        self.depths = np.array(page.depths, np.intp)
        self.elements = np.array(page.elements, np.intp)
        self.containers = np.array(page.containers, np.intp)
        self.needed = self._needed()
        self.tags = [page.tags[e] for e in self.needed.tolist()]
        self._names, numbers = _names(page, self.needed.tolist())
        self.names = np.array(numbers, np.intp)
        """For each needed element the number of its name: many elements are called the same."""
        place = np.zeros(len(self.parents), np.intp)
        place[self.needed] = np.arange(len(self.needed))
        self.up = place.take(self.parents.take(self.needed))
        """For each needed element the place of its parent among them."""
        self.deep = self.depths.take(self.needed)
        self.of_element = place.take(self.elements)
        self.of_container = place.take(self.containers)
        order = np.argsort(self.deep, kind="stable")
        bounds = np.searchsorted(self.deep[order], np.arange(1, int(self.deep.max(initial=0)) + 2))
        self.levels = [order[a:b] for a, b in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)]
        """The needed elements of each depth, from 1 on."""

    def _needed(self) -> Ints:
        seen = np.zeros(len(self.parents), bool)
        seen[0] = True
        at = self.elements
        while at.size:
            seen[at] = True
            at = self.parents.take(at)
            at = at[~seen.take(at)]
        return seen.nonzero()[0]

    @cached_property
    def words(self) -> tuple[Hashes, Ints]:
        """For each name its hashed words, and where they begin: the tag, and the words of class, id, role, itemprop."""
        flat: list[str] = []
        counts = []
        for words in self._names:
            flat.extend(words)
            counts.append(len(words))
        lengths = np.array(counts, np.intp)
        return hash_words(flat), np.cumsum(lengths) - lengths

    def handed_down(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The sum of an element's value and those of all elements around it; works in place."""
        up = self.up
        for level in self.levels:
            values[level] += values.take(up.take(level), axis=0)
        return values

    @cached_property
    def flags(self) -> npt.NDArray[np.int32]:
        """What kinds of elements each element is or stands in, a bit each."""
        flags = np.array([_FLAGS.get(tag, 0) for tag in self.tags], np.int32)
        for level in self.levels:
            flags[level] |= flags.take(self.up.take(level))
        return flags

    @cached_property
    def paths(self) -> tuple[Hashes, Hashes]:
        """A hash of the tags from the root down to each element, and one with its own words and its parent's."""
        numbers = np.array([_TAG_NUMBERS.get(tag, 1) for tag in self.tags], np.uint64)
        for level in self.levels:
            numbers[level] += numbers.take(self.up.take(level)) * _STEP
        own = np.add.reduceat(*self.words).take(self.names)
        return numbers, (numbers ^ own) * _STEP ^ own.take(self.up)

    @cached_property
    def twins(self) -> Floats:
        """The logarithm of the number of siblings made the same way, the element itself included."""
        keys = self.paths[1] ^ (self.up.astype(np.uint64) * _LEVEL)
        _, group = np.unique(keys, return_inverse=True)
        twins = np.log(np.bincount(group).astype(np.float32)).take(group)
        twins[0] = 0
        return twins


def _names(page: Page, elements: list[int]) -> tuple[list[tuple[str, ...]], list[int]]:
    """The names that some elements have, each once, and which of them each element has.

    As `Page.words`, but without reading the other attributes, which takes three times as long; where the value of
    another attribute looks like one of these, its words come in as well.
    """
    html, starts, insides, tags = page.html, page.starts, page.insides, page.tags
    find = _NAMED.findall
    by_source: dict[str, int] = {}
    by_key: dict[tuple[str, str], int] = {}
    names: list[tuple[str, ...]] = []
    found = []
    for element in elements:
        start, inside = starts[element], insides[element]
        source = html[start:inside]
        number = by_source.get(source)
        if number is None:
            tag = tags[element]
            key = (tag, " ".join([double or single or bare for double, single, bare in find(source)]))
            number = by_key.get(key)
            if number is None:
                number = by_key[key] = len(names)
                names.append((f"<{tag}", *words_of(key[1])))
            by_source[source] = number
        found.append(number)
    return names, found
