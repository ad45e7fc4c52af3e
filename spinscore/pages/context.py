"""What stands around a block: the first guess about its neighbours, about its containers, and about the whole page."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.pages.features import Read
from spinscore.pages.texts import Floats, Ints
from spinscore.pages.tree import Tree

NEAR: Final = (1, 2, 3)
WIDTHS: Final = (2, 6, 16)
ABOVE: Final = 4
"""Containers looked at: the block's own and three around it."""

_SIDES: Final = ("before", "after")
CONTEXT: Final = (
    "guess",
    *(f"{what}_{side}_{k}" for k in NEAR for side in _SIDES for what in ("guess", "chars")),
    *(f"ends_stop_{side}" for side in _SIDES),
    *(f"link_density_{side}" for side in _SIDES),
    *(f"same_path_{side}" for side in _SIDES),
    *(f"window_{side}_{width}" for width in WIDTHS for side in _SIDES),
    "mass_before", "mass_after", "mass_page", "text_page",
    *(f"{what}_above_{k}" for k in range(ABOVE) for what in ("guess", "chars", "blocks", "share")),
    "core", "core_depth", "core_share", "core_place", "core_after", "core_before", "core_link", "shared_depth",
    "heading_guess", "heading_text", "heading_distance", "next_heading_guess",
)  # fmt: skip


class Columns:
    """The own features that context is made from, by block."""

    def __init__(self, read: Read, own: Floats, names: dict[str, int], logit: Floats) -> None:
        self.size = read.texts.lengths.astype(np.float32)
        self.logit = logit
        self.guess = (1 / (1 + np.exp(-logit))).astype(np.float32)
        self.chars = own[:, names["chars"]]
        self.stop = own[:, names["ends_stop"]]
        self.links = own[:, names["link_density"]]
        self.text = own[:, names["text"]]
        self.heading = (own[:, names["in_heading"]] > 0) | (own[:, names["level"]] > 0)
        self.path = read.tree.paths[0].take(read.tree.of_container)


def context(read: Read, own: Floats, names: dict[str, int], logit: Floats) -> Floats:
    """The features of each block's surroundings, shape (blocks, len(CONTEXT)), in the order of CONTEXT."""
    columns = Columns(read, own, names, logit)
    found = [logit, *_neighbours(columns), *_masses(columns), *_containers(read.tree, columns), *_headings(columns)]
    return np.stack([column.astype(np.float32, copy=False) for column in found], axis=1)


def _shifted(values: npt.NDArray[np.generic], by: int, fill: float) -> npt.NDArray[np.generic]:
    """The value `by` blocks later (earlier for negative numbers)."""
    moved = np.full_like(values, fill)
    if abs(by) < len(values):
        if by > 0:
            moved[:-by] = values[by:]
        else:
            moved[-by:] = values[:by]
    return moved


def _neighbours(columns: Columns) -> list[npt.NDArray[np.generic]]:
    found: list[npt.NDArray[np.generic]] = []
    for k in NEAR:
        for by in (-k, k):
            found += [_shifted(columns.logit, by, -8.0), _shifted(columns.chars, by, 0.0)]
    found += [_shifted(columns.stop, by, 0.0) for by in (-1, 1)]
    found += [_shifted(columns.links, by, -1.0) for by in (-1, 1)]
    found += [_shifted(columns.path, by, 0) == columns.path for by in (-1, 1)]
    return found


def _sums(values: Floats) -> npt.NDArray[np.float64]:
    """Running sums from 0: the sum of a to b is sums[b] - sums[a]."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def _masses(columns: Columns) -> list[npt.NDArray[np.generic]]:
    """The mean guess in windows, and how much of the page's likely article stands before and after a block."""
    count = len(columns.size)
    weight = np.minimum(columns.size, 400.0).astype(np.float32)
    likely, weights = _sums(columns.guess * weight), _sums(weight)
    at = np.arange(count)
    found: list[npt.NDArray[np.generic]] = []
    for width in WIDTHS:
        low, high = np.maximum(at - width, 0), np.minimum(at + 1 + width, count)
        found.append((likely[at] - likely[low]) / (weights[at] - weights[low] + 1.0))
        found.append((likely[high] - likely[at + 1]) / (weights[high] - weights[at + 1] + 1.0))
    total = likely[-1] + 1e-6
    found += [likely[at] / total, (likely[-1] - likely[at + 1]) / total]
    found += [np.full(count, np.log1p(likely[-1])), np.full(count, np.log1p(weights[-1]))]
    return found


def _containers(tree: Tree, columns: Columns) -> list[npt.NDArray[np.generic]]:
    """The mean guess in the containers of a block, and where it stands to the core: the container that holds most."""
    count = len(tree.needed)
    first, last = _extents(tree)
    likely, sizes = _sums(columns.guess * columns.size), _sums(columns.size)
    mass, size = likely[last] - likely[first], sizes[last] - sizes[first]
    total = likely[-1] + 1e-6
    mean = mass / np.maximum(size, 1.0)
    found: list[npt.NDArray[np.generic]] = []
    at = tree.of_container
    for _ in range(ABOVE):
        found += [mean.take(at), np.log1p(size.take(at)), np.log1p((last - first).take(at)), mass.take(at) / total]
        at = tree.up.take(at)
    gain = 1.6 * mass - size * 0.5
    core = int(np.argmax(gain + 1e-3 * tree.deep)) if count else 0
    return found + _about_core(tree, columns, core, first, last, mass / total)


def _extents(tree: Tree) -> tuple[Ints, Ints]:
    """The first block inside each needed element, and the one after its last."""
    count, blocks = len(tree.needed), len(tree.of_container)
    first = np.full(count, blocks, np.intp)
    last = np.zeros(count, np.intp)
    np.minimum.at(first, tree.of_container, np.arange(blocks))
    np.maximum.at(last, tree.of_container, np.arange(1, blocks + 1))
    for level in reversed(tree.levels):
        up = tree.up.take(level)
        np.minimum.at(first, up, first.take(level))
        np.maximum.at(last, up, last.take(level))
    return np.minimum(first, last), last


def _about_core(
    tree: Tree, columns: Columns, core: int, first: Ints, last: Ints, share: npt.NDArray[np.float64]
) -> list[npt.NDArray[np.generic]]:
    blocks = len(tree.of_container)
    at = np.arange(blocks)
    inside = (at >= first[core]) & (at < last[core])
    shared = np.zeros(len(tree.needed), np.float32)
    line = core
    while True:
        shared[line] = 1.0
        if line == int(tree.up[line]):
            break
        line = int(tree.up[line])
    shared[0] = 0.0
    tree.handed_down(shared)
    length = max(1, int(last[core] - first[core]))
    linked = float((columns.links * columns.size)[inside].sum() / max(1.0, float(columns.size[inside].sum())))
    return [
        inside,
        tree.deep.take(tree.of_container) - tree.deep[core],
        np.full(blocks, share[core]),
        (at - first[core]) / length,
        np.maximum(at - last[core] + 1, 0),
        np.maximum(first[core] - at, 0),
        np.full(blocks, linked),
        shared.take(tree.of_container) - tree.deep[core],
    ]


def _headings(columns: Columns) -> list[npt.NDArray[np.generic]]:
    """The guess about the heading above a block, how far it is, and that about the next one."""
    count = len(columns.logit)
    at = np.arange(count)
    above = np.maximum.accumulate(np.where(columns.heading, at, -1))
    below = np.minimum.accumulate(np.where(columns.heading, at, count)[::-1])[::-1]
    known, later = above >= 0, below < count
    logit = np.where(known, columns.logit.take(np.maximum(above, 0)), -8.0)
    text = np.where(known, columns.text.take(np.maximum(above, 0)), 0.0)
    following = np.where(later, columns.logit.take(np.minimum(below, count - 1)), -8.0)
    return [logit, text, np.where(known, np.minimum(at - above, 60), 60), following]
