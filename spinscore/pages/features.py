"""What the page model looks at: numbers for each block of a page, made for all blocks at once.

Own features need the block alone: its text, its marks, the elements around it, blocks made the same way. Features of
context compare the first guess about a block with that about its neighbours, its containers and the whole page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.pages.attributes import words_of
from spinscore.pages.blocks import Page
from spinscore.pages.meta import Meta, read_meta
from spinscore.text import chars
from spinscore.text.hashing import Hashes, hash_words, pair_hashes, token_hashes
from spinscore.text.tokens import Spans, token_mask

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

HEAD_TOKENS: Final = 40
"""Tokens of a block that are looked at one by one: furniture gives itself away at its beginning."""
WHOLE: Final = 6
"""Blocks of at most so many tokens are looked up as a whole, too."""

TWINS: Final = 4
"""Elements around a block, from its container on, whose twins are counted: siblings made the same way."""

_GROUPS: Final = (
    ("article", "article"), ("main", "main"), ("nav", "nav menu"), ("header", "header"), ("footer", "footer"),
    ("aside", "aside"), ("form", "form fieldset"), ("figure", "figure figcaption"), ("table", "table"),
    ("list", "ul ol dl"), ("item", "li dd dt"), ("quote", "blockquote q"), ("section", "section"), ("link", "a"),
    ("heading", "h1 h2 h3 h4 h5 h6"), ("control", "button label select option"), ("code", "pre code"), ("p", "p"),
)  # fmt: skip
_FLAGS: Final = {tag: 1 << bit for bit, (_, tags) in enumerate(_GROUPS) for tag in tags.split()}
_TAG_NUMBERS: Final = {
    tag: number
    for number, tag in enumerate(
        "div p span a li ul ol td tr table section article main nav header footer aside form figure figcaption "
        "blockquote h1 h2 h3 h4 h5 h6 b strong em i dl dt dd button label tbody body html center font pre code".split(),
        start=2,
    )
}
_KINDS: Final = {
    name: number
    for number, name in enumerate(
        "paragraph text heading list-item quote code caption table control".split()
    )
}
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_NAMED = re.compile(r"""[\s"'](?:class|id|role|itemprop)=(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.I)
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xD6E8FEB86659FD93)
_WHOLE: Final = np.uint64(0xA0761D6478BD642F)
_NO_NEXT: Final = np.uint64(0x8EBC6AF09C88C6E3)
_COMMAS: Final = np.array([ord(c) for c in ",、，;；"], np.uint32)


@dataclass(frozen=True, eq=False)
class TextFeatures:
    """Hashed features of texts: `pairs` two for each token looked at, `singles` two for each text."""

    pairs: Hashes
    first_pair: Ints
    singles: Hashes
    counts: Ints
    """Tokens of each text."""


class Texts:
    """The texts of all blocks as one array of characters, and what is counted in it."""

    def __init__(self, texts: list[str]) -> None:
        self.lengths = np.fromiter(map(len, texts), np.intp, len(texts))
        whole = "\n".join([*texts, ""])
        self.starts = np.cumsum(self.lengths + 1) - (self.lengths + 1)
        self.raw = chars.code_points(whole)
        self.kinds = chars.kinds(self.raw)
        codes = chars.folded(whole, self.raw)
        if len(codes) != len(self.raw):
            codes = self.raw
        self.cjk = self._cjk()
        self.word = token_mask(self.kinds)
        codes = np.where(self.kinds & chars.DIGIT, np.uint32(48), codes)
        self.spans = self._tokens()
        self.hashes = token_hashes(codes, self.spans)
        self.first = np.searchsorted(self.spans[:, 0], self.starts)
        self.counts = np.diff(self.first, append=len(self.spans))

    def _cjk(self) -> Bools | None:
        """Characters that are words of their own, None where there are none."""
        if not self.raw.size or int(self.raw.max()) < 0x3040:
            return None
        found: Bools = ((self.raw >= 0x3040) & (self.raw <= 0x9FFF)) | ((self.raw >= 0xF900) & (self.raw <= 0xFAFF))
        return found if found.any() else None

    def _tokens(self) -> Spans:
        padded = np.zeros(self.word.size + 2, bool)
        padded[1:-1] = self.word
        if self.cjk is None:
            edges = (padded[1:] != padded[:-1]).nonzero()[0].astype(np.int32)
            return edges.reshape(-1, 2)
        alone = np.zeros(self.word.size + 2, bool)
        alone[1:-1] = self.cjk & self.word
        border = (padded[1:] != padded[:-1]) | alone[1:] | alone[:-1]
        starts = (padded[1:] & border).nonzero()[0]
        ends = (padded[:-1] & border).nonzero()[0]
        return np.column_stack((starts, ends)).astype(np.int32)

    def count(self, mask: npt.NDArray[np.bool_]) -> Floats:
        """How many characters of each text a mask picks."""
        sums = np.zeros(mask.size + 1, np.int32)
        np.cumsum(mask, out=sums[1:])
        return (sums.take(self.starts + self.lengths) - sums.take(self.starts)).astype(np.float32)

    def share(self, known: Bools, least: int) -> Floats:
        """The share of each text's tokens that a mask picks; texts of fewer tokens than `least` count as that long."""
        sums = np.zeros(len(known) + 1, np.float32)
        np.cumsum(known, out=sums[1:])
        found: Floats = (sums.take(self.first + self.counts) - sums.take(self.first)) / np.maximum(self.counts, least)
        return found.astype(np.float32)

    def hashed(self) -> TextFeatures:
        """Tokens and pairs of neighbouring tokens at the beginning of each text, its first token, and short texts."""
        taken = np.minimum(self.counts, HEAD_TOKENS)
        first = np.cumsum(taken) - taken
        places = np.arange(int(taken.sum())) + np.repeat(self.first - first, taken)
        own = self.hashes.take(places)
        following = np.full(len(self.hashes) + 1, _NO_NEXT, np.uint64)
        following[:-1] = self.hashes
        last = self.first + self.counts
        following = following.take(places + 1)
        following[(places + 1) == np.repeat(last, taken)] = _NO_NEXT
        pairs = np.empty(2 * len(own), np.uint64)
        pairs[::2] = own
        pairs[1::2] = pair_hashes(own, following)
        return TextFeatures(pairs, (2 * first).astype(np.intp), self._singles(), self.counts)

    def _singles(self) -> Hashes:
        """For each text its first token as such, and all of it if it is short (0 for others)."""
        sums = np.zeros(len(self.hashes) + 1, np.uint64)
        np.cumsum(self.hashes * _STEP ^ (self.hashes >> np.uint64(17)), out=sums[1:])
        whole = sums.take(self.first + self.counts) - sums.take(self.first)
        short = (self.counts <= WHOLE) & (self.counts > 0)
        singles = np.zeros((len(self.counts), 2), np.uint64)
        some = self.counts > 0
        singles[some, 0] = self.hashes.take(self.first[some]) * _FIRST
        singles[short, 1] = whole[short] * _WHOLE
        return singles.ravel()


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
        self._words = _words(page, self.needed.tolist())
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
        """Hashed class and id words of all needed elements with their tags, and where each element's begin."""
        flat: list[str] = []
        counts = []
        for tag, words in zip(self.tags, self._words, strict=True):
            flat.append(f"<{tag}")
            flat.extend(words)
            counts.append(len(words) + 1)
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
        hashes, first = self.words
        own = np.add.reduceat(hashes, first) if hashes.size else np.zeros(len(first), np.uint64)
        return numbers, (numbers ^ own) * _STEP ^ own.take(self.up)


def _words(page: Page, elements: list[int]) -> list[tuple[str, ...]]:
    """The words of the class, id, role and itemprop of some elements, as `Page.words` but without the other attributes.

    Where the value of another attribute looks like one of these, its words come in as well: a third of the time.
    """
    html, starts, insides = page.html, page.starts, page.insides
    find = _NAMED.findall
    known: dict[str, tuple[str, ...]] = {"": ()}
    found = []
    for element in elements:
        key = " ".join([double or single or bare for double, single, bare in find(html, starts[element], insides[element])])
        words = known.get(key)
        if words is None:
            words = known[key] = words_of(key)
        found.append(words)
    return found


@dataclass(frozen=True, eq=False)
class Scores:
    """What the hashed linear model says of each block: from its text, and from the names around it, near and far."""

    text: Floats
    near: Floats
    far: Floats


@dataclass(frozen=True, eq=False)
class Read:
    """A page made ready: its texts, its tree, and what it says about itself."""

    page: Page
    texts: Texts
    tree: Tree
    meta: Meta

    @classmethod
    def of(cls, page: Page, meta: Meta | None = None) -> Read:
        """Reads the columns of a page; needs at least one block."""
        return cls(page, Texts(page.texts), Tree(page), meta or read_meta(page))


OWN: Final = (
    "chars", "tokens", "link_density", "links", "strong", "button", "images", "breaks", "cells", "stops", "commas",
    "ends_stop", "ends_colon", "ends_points", "starts_upper", "upper", "digits", "symbols", "cjk", "quotes", "kind",
    "level", "place", "place_chars", "place_count", "repeated", "depth", "siblings",
    "title", "description", "body", "title_distance", "h1_before", "article_rank", "articles",
    *(f"twins_{k}" for k in range(TWINS)),
    "path_count", "path_chars", "path_share", "path_links", "path_stops",
    "sign_count", "sign_chars", "sign_share", "sign_links", "sign_stops", "text", "near", "far",
    *(f"in_{name}" for name, _ in _GROUPS),
)  # fmt: skip


def own(read: Read, scores: Scores) -> Floats:
    """The features of each block by itself, shape (blocks, len(OWN)), in the order of OWN."""
    page, texts, tree = read.page, read.texts, read.tree
    size = np.maximum(texts.lengths, 1).astype(np.float32)
    tokens = np.maximum(texts.counts, 1).astype(np.float32)
    kinds = texts.kinds
    last = kinds.take(texts.starts + texts.lengths - 1)
    before = kinds.take(np.maximum(texts.starts + texts.lengths - 2, texts.starts))
    last_codes = texts.raw.take(texts.starts + texts.lengths - 1)
    first_codes = texts.raw.take(texts.starts)
    stops = texts.count((kinds & chars.STOP) != 0)
    links = np.array(page.link_chars, np.float32)
    count = len(size)
    cumulated = np.cumsum(size)
    upper = (texts.raw >= 65) & (texts.raw <= 90)
    columns: list[npt.NDArray[np.generic]] = [
        np.log1p(size),
        np.log1p(texts.counts),
        np.minimum(links / size, 1),
        np.log1p(np.array(page.links, np.float32)),
        np.minimum(np.array(page.strong_chars, np.float32) / size, 1),
        np.minimum(np.array(page.button_chars, np.float32) / size, 1),
        np.minimum(np.array(page.images, np.float32), 4),
        np.log1p(texts.count(texts.raw == 10)),
        np.log1p(texts.count(texts.raw == 9)),
        stops / tokens,
        texts.count(np.isin(texts.raw, _COMMAS)) / tokens,
        ((last & chars.STOP) != 0) | (((last & chars.QUOTE) != 0) & ((before & chars.STOP) != 0)),
        (last_codes == 58) | (last_codes == 0xFF1A),
        (last_codes == 0x2026) | ((last_codes == 46) & (texts.raw.take(texts.starts + texts.lengths - 2) == 46)),
        (first_codes >= 65) & (first_codes <= 90),
        texts.count(upper) / size,
        texts.count((kinds & chars.DIGIT) != 0) / size,
        texts.count((kinds & (chars.WORD | chars.SPACE | chars.STOP | chars.JOINER | chars.POINT)) == 0) / size,
        np.zeros(count, np.float32) if texts.cjk is None else texts.count(texts.cjk) / size,
        np.log1p(texts.count((kinds & chars.QUOTE) != 0)),
        np.array([_KINDS.get(kind, 1) for kind in page.kinds], np.float32),
        np.array([_LEVELS.get(page.tags[e], 0) for e in page.containers], np.float32),
        np.arange(count, dtype=np.float32) / count,
        cumulated / cumulated[-1],
        np.minimum(np.arange(count), 200),
        _repeated(page.texts),
        tree.deep.take(tree.of_container),
        np.log1p(np.array([page.siblings[e] for e in page.containers], np.float32)),
        *_self_description(read),
        *_articles(read),
        *_twins(tree),
    ]
    for path in tree.paths:
        columns += _grouped(path.take(tree.of_container), size, links, stops)
    columns += [scores.text, scores.near, scores.far]
    flags = tree.flags.take(tree.of_element)
    columns += [(flags >> bit) & 1 for bit in range(len(_GROUPS))]
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def _repeated(texts: list[str]) -> Floats:
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    return np.log(np.array([counts[text] for text in texts], np.float32))


def _self_description(read: Read) -> list[Floats]:
    """How much of a block stands in the page's own title, description and article text; how far it is from the title.

    Unknown is nan.
    """
    texts, meta = read.texts, read.meta
    said = Texts([meta.title or "", meta.description or "", meta.body or ""])
    count = len(texts.counts)
    title, description, body = (said.hashes[a : a + n] for a, n in zip(said.first, said.counts, strict=True))
    unknown = np.full(count, np.nan, np.float32)
    titled = unknown
    distance = unknown
    if title.size:
        titled = texts.share(np.isin(texts.hashes, title), max(3, len(title) // 2))
        best = int(np.argmax(titled + 0.2 * np.array([kind == "heading" for kind in read.page.kinds])))
        if titled[best] > 0.6:
            distance = np.clip(np.arange(count) - best, -60, 200).astype(np.float32)
    pairs = pair_hashes(texts.hashes[:-1], texts.hashes[1:])
    shares = [
        texts.share(np.append(np.isin(pairs, pair_hashes(part[:-1], part[1:])), False), 2) if part.size > 3 else unknown
        for part in (description, body)
    ]
    return [titled, *shares, distance]


def _articles(read: Read) -> list[Floats]:
    """How many h1 stand before a block, the number of the outermost <article> it stands in, and how many there are."""
    tree = read.tree
    numbers = np.zeros(len(tree.needed), np.intp)
    seen = 0
    for place, tag in enumerate(tree.tags):
        number = numbers[tree.up[place]]
        if not number and tag == "article":
            seen += 1
            number = seen
        numbers[place] = number
    top = np.array([read.page.tags[e] == "h1" for e in read.page.containers], np.float32)
    rank = np.minimum(numbers.take(tree.of_container), 20).astype(np.float32)
    return [np.minimum(np.cumsum(top) - top, 9), rank, np.full(len(rank), min(seen, 20), np.float32)]


def _twins(tree: Tree) -> list[Floats]:
    """The logarithm of the number of siblings made the same way, for the elements around a block."""
    keys = tree.paths[1] ^ (tree.up.astype(np.uint64) * _FIRST)
    _, group = np.unique(keys, return_inverse=True)
    twins = np.log(np.bincount(group).astype(np.float32)).take(group)
    twins[0] = 0
    found = []
    at = tree.of_container
    for _ in range(TWINS):
        found.append(twins.take(at))
        at = tree.up.take(at)
    return found


def _grouped(keys: Hashes, size: Floats, links: Floats, stops: Floats) -> list[Floats]:
    """For each block, of all blocks made the same way: how many, how long, their share of the page, links, stops."""
    _, group = np.unique(keys, return_inverse=True)
    count = np.bincount(group)
    total, linked, stopped = (np.bincount(group, values) for values in (size, links, stops))
    unlinked = np.maximum(total - linked, 0)
    share = unlinked / max(unlinked.sum(), 1)
    rows = (np.log1p(count), np.log1p(total / count), share, linked / total, stopped / total)
    return [row.astype(np.float32).take(group) for row in rows]
