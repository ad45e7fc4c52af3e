"""One split of all labelled texts, so that no story, site or copied text is ever on two sides.

Groups are closed first: groups of one web site, and groups whose texts share long runs of words, become one
cluster. A cluster falls into one of ten folds by a hash of its name and a seed. Folds have fixed uses (``TRAIN``,
``CALIBRATE``, ``TEST``). The manifest lists only what the hash of a group alone does not say: clusters of several
groups, and groups that no side may use. It holds hashes, no text and no name.

Outlets of ``pairs/`` are split by story, not by outlet: its stories join nearly all outlets.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from spinscore.training.dataset import DataError, Example

FOLDS = 10
TRAIN = frozenset({0, 1, 2, 3, 4, 5})
CALIBRATE = frozenset({6, 7})
TEST = frozenset({8, 9})
UNUSED = -1
"""Fold of groups that mix texts of many others, so that they cannot be on one side."""

RUN = 8
"""Words in a run; two texts that share runs tell the same text."""
_SAMPLE = 4
"""One run in so many is looked at, chosen by its hash, so that equal runs are chosen together."""
_SHARED = 0.1
"""Least share of common runs, of the shorter text, that joins two groups."""
_LEAST = 2
_COMMON = 12
"""A run found in more groups than this is furniture or a stock phrase and joins nothing."""
_SITE_FOLDERS = ("boilerplate",)
_SITE_SOURCES = ("aed", "wcxb_dev", "magic_article", "buzzfeed-v02")
_MIXED = ("bbc-desk", "bbc-random")

_WORD = re.compile(r"[a-z0-9]+")
_ODD = np.uint64(0x9E3779B97F4A7C15)


def digest(text: str) -> str:
    """A short name for a group: the first 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def word_runs(text: str, *, sample: int = 1) -> frozenset[int]:
    """Hashes of the runs of eight words of a text, blind to case and punctuation; one in ``sample`` of them.

    >>> word_runs("A b, c d e f g h!") == word_runs("a b c d e f g h")
    True
    """
    words = np.array([zlib.crc32(w.encode()) for w in _WORD.findall(text.lower())], dtype=np.uint64)
    count = len(words) - RUN + 1
    if count < 1:
        return frozenset()
    total = np.zeros(count, dtype=np.uint64)
    for k in range(RUN):
        total = total * _ODD + words[k : k + count]
    total ^= total >> np.uint64(29)
    total *= _ODD
    total ^= total >> np.uint64(32)
    return frozenset(total[total % np.uint64(sample) == 0].tolist())


@dataclass(frozen=True, slots=True)
class Split:
    """Folds of groups. ``listed`` maps hashed groups to folds; any other group falls where its hash puts it."""

    seed: int
    listed: Mapping[str, int]

    def fold(self, group: str) -> int:
        """The fold of a group, 0 to 9, or ``UNUSED``."""
        name = digest(group)
        known = self.listed.get(name)
        return _hashed(name, self.seed) if known is None else known

    def part(self, examples: Iterable[Example], folds: frozenset[int]) -> list[Example]:
        """The examples whose group falls in one of the folds, in the given order."""
        return [x for x in examples if self.fold(x.group) in folds]

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest's lines: two trainings with the same digest used the same split."""
        return hashlib.sha256(self._body().encode()).hexdigest()

    def _body(self) -> str:
        lines = [f"{name}\t{fold}" for name, fold in sorted(self.listed.items())]
        return "\n".join([f"seed\t{self.seed}", *lines]) + "\n"

    def save(self, path: Path) -> None:
        """Writes the manifest: comments, the seed, then hashed groups with their folds, sorted."""
        head = (
            "# Split of the labelled texts: SHA-256 of the group's name (12 digits), tab, fold.\n"
            "# Folds 0-5 train, 6-7 calibrate, 8-9 test, -1 unused. A group that is not listed has the fold\n"
            "# of its own hash: see spinscore/training/split.py. Made by: python -m spinscore.training split\n"
            f"# digest {self.digest}\n"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + self._body(), encoding="utf-8", newline="\n")

    @classmethod
    def load(cls, path: Path) -> Split:
        """Reads a manifest and checks its digest."""
        rows = path.read_text(encoding="utf-8").splitlines()
        stated = next((x.split()[-1] for x in rows if x.startswith("# digest ")), "")
        pairs = [x.split("\t") for x in rows if x and not x.startswith("#")]
        if not pairs or pairs[0][0] != "seed":
            raise DataError(f"{path} is no split manifest: its first row must be seed, tab, number.")
        split = cls(int(pairs[0][1]), {name: int(fold) for name, fold in pairs[1:]})
        if split.digest != stated:
            raise DataError(f"{path} was changed by hand: its digest does not match. Make it anew with `split`.")
        return split


def make_split(examples: Sequence[Example], seed: int) -> Split:
    """Closes the groups of all examples over sites and shared text, and gives each cluster a fold."""
    clusters = _Clusters()
    for example in examples:
        clusters.add(example.group)
    _join_sites(examples, clusters)
    _join_texts(examples, clusters)
    listed = {}
    for members in clusters.sets():
        names = sorted(digest(group) for group in members)
        mixed = any(group.startswith(_MIXED) for group in members)
        if mixed or len(names) > 1:
            fold = UNUSED if mixed else _hashed(names[0], seed)
            listed.update(dict.fromkeys(names, fold))
    return Split(seed, listed)


def _hashed(name: str, seed: int) -> int:
    return int(hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()[:8], 16) % FOLDS


class _Clusters:
    """Groups joined into clusters (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def add(self, group: str) -> None:
        self._parent.setdefault(group, group)

    def root(self, group: str) -> str:
        parent = self._parent
        while parent[group] != group:
            parent[group] = parent[parent[group]]
            group = parent[group]
        return group

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def sets(self) -> list[list[str]]:
        found = defaultdict(list)
        for group in self._parent:
            found[self.root(group)].append(group)
        return list(found.values())


def _join_sites(examples: Iterable[Example], clusters: _Clusters) -> None:
    first: dict[str, str] = {}
    for example in examples:
        if example.folder in _SITE_FOLDERS or example.source in _SITE_SOURCES:
            clusters.join(example.group, first.setdefault(example.site, example.group))


def _join_texts(examples: Sequence[Example], clusters: _Clusters) -> None:
    """Joins groups with texts that share a tenth or more of their runs of eight words (a sample of them)."""
    runs = [word_runs(x.text, sample=_SAMPLE) if _joinable(x) else frozenset() for x in examples]
    where: dict[int, list[int]] = defaultdict(list)
    for i, keys in enumerate(runs):
        for key in keys:
            where[key].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for key in sorted(where):
        holders = _one_a_group(where[key], examples)
        if 1 < len(holders) <= _COMMON:
            shared.update((a, b) for n, a in enumerate(holders) for b in holders[n + 1 :])
    for (a, b), count in shared.items():
        if count >= max(_LEAST, _SHARED * min(len(runs[a]), len(runs[b]))):
            clusters.join(examples[a].group, examples[b].group)


def _joinable(example: Example) -> bool:
    return not example.group.startswith(_MIXED)


def _one_a_group(holders: Sequence[int], examples: Sequence[Example]) -> list[int]:
    seen: dict[str, int] = {}
    for i in holders:
        seen.setdefault(examples[i].group, i)
    return list(seen.values())
