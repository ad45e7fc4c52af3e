"""What the page model looks at: numbers for each block of a page by itself, made for all blocks at once.

They need the block alone: its text, its marks, the elements around it, blocks made the same way, and what the page
says about itself. The names are in OWN, in the order of the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.pages.blocks import Page
from spinscore.pages.meta import Meta, read_meta
from spinscore.pages.texts import Floats, Texts
from spinscore.pages.tree import GROUPS, Tree
from spinscore.text import chars
from spinscore.text.hashing import Hashes, pair_hashes

TWINS: Final = 4
"""Elements around a block, from its container on, whose twins are counted: siblings made the same way."""
_KINDS: Final = {
    name: number
    for number, name in enumerate("paragraph text heading list-item quote code caption table control".split())
}
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_COMMAS: Final = np.array([ord(c) for c in ",、，;；"], np.uint32)


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
    *(f"in_{name}" for name, _ in GROUPS),
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
    columns += [(flags >> bit) & 1 for bit in range(len(GROUPS))]
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
    """The logarithm of the number of twins of the elements around a block, from its container on."""
    found = []
    at = tree.of_container
    for _ in range(TWINS):
        found.append(tree.twins.take(at))
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
