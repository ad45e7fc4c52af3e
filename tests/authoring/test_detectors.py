"""Detectors that fail are told of with the line and the text, and do not end the trial of other rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spinscore.authoring.detectors import DetectorError, watched
from spinscore.authoring.hostile import hostile_problems
from spinscore.authoring.trial import Bed, try_rule
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule
from spinscore.render.trial import render_trial

MakeRule = Callable[..., Rule]


def fails(_doc: Document, _rule: Rule, hit: Hit) -> Hit:
    return [hit][1]


def yields_far(_doc: Document, _rule: Rule) -> Iterator[Hit]:
    yield Hit(0, 5)
    yield Hit(3, 900)


def fails_on_hostile(doc: Document, _rule: Rule, hit: Hit) -> Hit:
    if len(doc.text) > 200:
        raise ValueError("too long")
    return hit


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"accept": fails}, "accept(doc, rule, hit) fails in line"),
    ({"accept": fails}, "(return [hit][1]): IndexError: list index out of range. The text begins 'Slip one here.'."),
    ({"accept": lambda _doc, _hit: None}, "accept(doc, rule, hit) fails: TypeError: "),
    ({"accept": lambda *_: True}, "accept(doc, rule, hit) must give the hit or None, it gave True. The text begins"),
    ({"accept": lambda _d, _r, hit: hit._replace(end=hit.start)}, "the hit or None inside the text"),
    ({"find": lambda *_: None}, "find(doc, rule) fails: TypeError: 'NoneType' object is not iterable."),
    ({"find": lambda *_: [(0, 4)]}, "find(doc, rule) must yield hits, it gave (0, 4)."),
    ({"find": yields_far}, "must yield hits inside the text, which has 14 characters; it gave one from 3 to 900."),
]


@pytest.mark.parametrize(("functions", "said"), WRONG)
def test_what_is_wrong_is_told(
    make_rule: MakeRule, folder: Callable[[str], Path], case_text: str, functions: dict[str, Any], said: str
) -> None:
    rule = watched(make_rule("slip one", **functions))
    trial = try_rule(rule, Bed({rule.id: rule}), folder(case_text))
    assert not trial.passed
    assert trial.problems[0].where == "detector"
    assert said in trial.problems[0].what
    assert list(hostile_problems(rule)) == []  # told with the texts of the author


def test_a_detector_that_fails_on_hostile_texts_only_is_told(make_rule: MakeRule, tmp_path: Path) -> None:
    rule = watched(make_rule("slip one", accept=fails_on_hostile))
    (problem,) = hostile_problems(rule)
    assert "ValueError: too long. The text begins" in problem.what
    shown = render_trial(try_rule(rule, Bed({rule.id: rule}), tmp_path, slow=(problem,)))
    assert "\n  detector\n    accept(doc, rule, hit) fails in line" in shown


def test_a_right_detector_is_as_it_was(make_rule: MakeRule) -> None:
    plain = make_rule("slip one", find=lambda *_: [Hit(0, 4)], accept=lambda _d, _r, hit: hit)
    rule, doc = watched(plain), Document.parse("Slip one.")
    assert rule.find is not None
    assert rule.accept is not None
    assert list(rule.find(doc, rule)) == [Hit(0, 4)]
    assert rule.accept(doc, rule, Hit(0, 4)) == Hit(0, 4)
    assert watched(make_rule("slip one")) == make_rule("slip one")


def test_errors_of_the_detector_are_rule_errors_with_their_cause(make_rule: MakeRule) -> None:
    rule = watched(make_rule("slip one", accept=fails))
    assert rule.accept is not None
    with pytest.raises(DetectorError) as caught:
        rule.accept(Document.parse("Slip one."), rule, Hit(0, 4))
    assert isinstance(caught.value.__cause__, IndexError)
