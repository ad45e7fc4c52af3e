"""Training rows: clean articles as "good", and the same articles damaged, spun or translated as "not good".

Good means what an editor would publish. Every clean article gives damaged versions of itself, so that genre, topic,
length and layout are the same on both sides; layout and quotes are redrawn for every row of either side.

Left out on purpose: news of doubtful truth (truth is not a quality of the prose), learner essays and transcripts
(neither edited nor damaged), LLM continuations (their ends give them away), and ``edited_modern`` with all its sites:
it is the judge.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spinscore.training import layout
from spinscore.training.damage import EVALUATION, KINDS, TRAINING, damage
from spinscore.training.dataset import Example
from spinscore.training.split import TRAIN, Split
from spinscore.training.substitution import Table, family, learn, spin

SHORTEST, LONGEST = 70, 1500
"""Words of a row: lengths are drawn between these, evenly on a log scale, before any damage."""

UNTRAINED = frozenset({"text.cut"})
"""Damage that no training row has: a cut end is one of the marks by which the corpora give their classes away."""

RULE_BASED_MT = "apertium"
"""The table of this tool is not used on other texts: it changes word order, which a table cannot."""

_OFTEN: Mapping[str, int] = {
    "leak.slot": 4,
    "leak.shortcode": 2,
    "page.comment": 2,
    "page.summary": 2,
    "text.double": 6,
}
"""Kinds of damage with many faces, or that readers complain of most, are drawn more often than the others."""

_DRAWN = tuple(kind for kind in KINDS if kind not in UNTRAINED for _ in range(_OFTEN.get(kind, 1)))

LLM_WEIGHT, WILD_WEIGHT = 0.25, 0.5
_GENRE_WEIGHT: Mapping[str, float] = {"fiction": 0.6, "old_prose": 0.6, "legal": 0.6, "recipes": 0.6, "reviews": 0.6}
"""Human texts that read least like articles count for less."""


@dataclass(frozen=True, slots=True)
class Row:
    """One training text. ``part`` says what it is, such as ``human/news``, ``damage/page.comment``, ``spun/ppdb``."""

    text: str
    good: bool
    weight: float
    part: str
    group: str


def judge_sites(examples: Iterable[Example]) -> frozenset[str]:
    """The sites of ``edited_modern``: nothing from them is trained on."""
    return frozenset(x.site for x in examples if x.kind == "edited")


def clean_articles(examples: Sequence[Example]) -> list[Example]:
    """The articles that an editor would publish and that training may read, in order."""
    judged = judge_sites(examples)
    found = []
    for x in examples:
        if x.kind != "human" or x.site in judged:
            continue
        if x.folder == "human" or (x.folder == "quality" and x.source in ("bbc", "brown")):
            found.append(x)
    return found


def spin_tables(examples: Iterable[Example], split: Split) -> dict[str, Table]:
    """Substitution tables of the synonym tools, learnt from the training folds of the BBC spins."""
    own = [x for x in examples if x.folder == "spin" and x.source == "bbc" and split.fold(x.group) in TRAIN]
    human = {x.group: x.text for x in own if x.kind == "human"}
    pairs = [(family(x.generator), human[x.group], x.text) for x in own if x.kind in ("synonym", "mt")]
    return learn(pairs)


def make_rows(
    examples: Sequence[Example],
    split: Split,
    folds: frozenset[int],
    tables: Mapping[str, Table],
    seed: int,
) -> list[Row]:
    """All rows of some folds. Both classes have the same total weight. ``examples`` hold all that may be read."""
    rows: list[Row] = []
    for example in split.part(clean_articles(examples), folds):
        rows += _versions(example, tables, random.Random(f"{seed}:{example.id}"))
    for example in split.part((x for x in examples if x.folder == "spin"), folds):
        rows += _ready_made(example, random.Random(f"{seed}:{example.id}"))
    return _balanced(rows)


def _length(rng: random.Random) -> int:
    ratio: float = (LONGEST / SHORTEST) ** rng.random()
    return round(SHORTEST * ratio)


def _dressed(text: str, rng: random.Random) -> str:
    return layout.requote(layout.relayout(text, rng), rng)


def _versions(example: Example, tables: Mapping[str, Table], rng: random.Random) -> list[Row]:
    """A clean row, a damaged row and a spun row of one article."""
    text = layout.shorten(example.text, _length(rng))
    weight = _GENRE_WEIGHT.get(example.genre, 1.0)
    kind = rng.choice(_DRAWN)
    strength = rng.choice((1, 1, 1, 2, 3))
    dressed = _dressed(text, rng)
    if rng.random() < 0.5:
        damaged = damage(dressed, kind, strength, rng, TRAINING).text
    else:
        damaged = _dressed(damage(text, kind, strength, rng, TRAINING).text, rng)
    rows = [
        Row(dressed, True, weight, f"human/{example.genre}", example.group),
        Row(damaged, False, weight * 0.5, f"damage/{kind}", example.group),
    ]
    if tools := [name for name in tables if name != RULE_BASED_MT]:
        tool = rng.choice(tools)
        spun = _dressed(spin(text, tables[tool], rng.uniform(0.3, 0.95), rng).text, rng)
        rows.append(Row(spun, False, weight * 0.5, f"spun/{tool}", example.group))
    return rows


def _ready_made(example: Example, rng: random.Random) -> list[Row]:
    """A row of the collections of spun and translated text; the human side of the rewrites as good."""
    text = _dressed(example.text, rng)
    part = f"{example.kind}/{family(example.generator)}"
    if example.source == "bbc":
        return [] if example.kind == "human" else [Row(text, False, 1.0, part, example.group)]
    if example.kind == "human" and example.source.startswith("raidar"):
        return [Row(text, True, 2 * LLM_WEIGHT, "human/raidar", example.group)]
    weight = {"llm-rewrite": LLM_WEIGHT, "wild-spun": WILD_WEIGHT}.get(example.kind)
    return [] if weight is None else [Row(text, False, weight, part, example.group)]


def _balanced(rows: Sequence[Row]) -> list[Row]:
    """The rows with the weights of the bad ones scaled to the total of the good ones."""
    good = sum(x.weight for x in rows if x.good)
    bad = sum(x.weight for x in rows if not x.good)
    scale = good / bad if bad else 1.0
    return [x if x.good else Row(x.text, False, x.weight * scale, x.part, x.group) for x in rows]


def damaged_copies(
    examples: Sequence[Example], kind: str, seed: int, *, strength: int = 1, use: str = EVALUATION
) -> list[str]:
    """The texts of some examples with one kind of damage each, in wording that no training row has."""
    return [damage(x.text, kind, strength, random.Random(f"{seed}:{kind}:{x.id}"), use).text for x in examples]


def spun_copies(examples: Sequence[Example], table: Table, strength: float, seed: int) -> list[str]:
    """The texts of some examples spun with one table."""
    return [spin(x.text, table, strength, random.Random(f"{seed}:{x.id}")).text for x in examples]
