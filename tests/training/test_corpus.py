"""Training rows: the judge stays out, both sides weigh the same, and a training repeats to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from spinscore.model.scorecard import Scorecard
from spinscore.training import fit
from spinscore.training.__main__ import train
from spinscore.training.corpus import clean_articles, make_rows
from spinscore.training.dataset import Example, Terms
from spinscore.training.split import CALIBRATE, TEST, TRAIN, Split

Make = Callable[..., Example]
TABLES = {"ppdb": {"old": (("ancient", 1),), "new": (("recent", 1),)}}


def test_the_judge_and_its_sites_are_not_trained_on(make: Make) -> None:
    judge = make(1, folder="quality", kind="edited", site="judge.example")
    same_site = make(2, site="judge.example")
    assert clean_articles([judge, same_site, make(3)]) == [make(3)]


@pytest.mark.parametrize("kind", ["learner-essay", "transcript", "llm", "news-fake"])
def test_other_kinds_are_not_clean_articles(make: Make, kind: str) -> None:
    assert clean_articles([make(1, kind=kind)]) == []


def test_both_sides_weigh_the_same(make: Make) -> None:
    rows = make_rows([make(i) for i in range(60)], Split(1, {}), TRAIN | CALIBRATE | TEST, TABLES, 1)
    good = sum(row.weight for row in rows if row.good)
    assert good == pytest.approx(sum(row.weight for row in rows if not row.good))
    assert {row.part.partition("/")[0] for row in rows} == {"human", "damage", "spun"}


def test_rows_stay_in_their_folds(make: Make) -> None:
    examples = [make(i) for i in range(60)]
    split = Split(1, {})
    sides = [{row.group for row in make_rows(examples, split, part, TABLES, 1)} for part in (TRAIN, CALIBRATE, TEST)]
    assert not sides[0] & sides[1]
    assert not sides[0] & sides[2]
    assert not sides[1] & sides[2]


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    from tests.training.conftest import example

    made = []
    for i in range(160):
        human = example(i, folder="spin", source="bbc", id=f"b{i}")
        spun = human.text.replace("old", "ancient").replace("report", "paper").replace("minded", "heeded")
        made += [
            example(i),
            human,
            example(i, folder="spin", source="bbc", id=f"s{i}", kind="synonym", generator="ppdb-0.6", text=spun),
        ]
    return made


def test_a_training_repeats_to_the_byte_and_loads(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fit.SETTINGS, "max_iter", 60)
    split = Split(1, {})
    one, other = (train(examples, split, "test", 3, commercial_only=False) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)
    card = Scorecard.from_json(json.dumps(one))
    assert card.shapes
    assert one["training"]["seed"] == 3


def test_commercial_only_leaves_sources_out(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Terms("noncommercial", "research only")
    mixed = [x if i % 5 else Example(**{**_fields(x), "terms": closed}) for i, x in enumerate(examples)]
    monkeypatch.setitem(fit.SETTINGS, "max_iter", 60)
    some = train(mixed, Split(1, {}), "test", 3, commercial_only=True)
    every = train(mixed, Split(1, {}), "test", 3, commercial_only=False)
    assert some["training"]["rows"]["train"] < every["training"]["rows"]["train"]
    assert some["training"]["commercial_only"] is True


def _fields(x: Example) -> dict[str, object]:
    return {name: getattr(x, name) for name in Example.__dataclass_fields__}
