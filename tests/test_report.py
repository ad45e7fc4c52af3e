"""Reports: plain data for strict JSON, severities, and an account that adds up."""

from __future__ import annotations

import dataclasses
import json
import math
import pickle
from typing import Any

import pytest

from spinscore import Edit, Finding, Report, Scorer
from spinscore.errors import SpinscoreError
from spinscore.model.explain import Contribution
from spinscore.plain import finding_to_dict

CITY = Finding(
    "leak.placeholder", 3, 9, "critical", 0.97123456, "Slot", "Fill it.", "[City]", Edit(3, 9, "Oslo"), ((20, 26),)
)
HEDGE = Finding("stance.hedging", 10, 15, "info", 0.8, "Hedge", "Say it.", "maybe")


def report(**changes: Any) -> Report:
    values: dict[str, Any] = {
        "text": "In [City] maybe.",
        "score": 41.3,
        "verdict": "review",
        "findings": (CITY, HEDGE),
        "base": 70.0,
        "contributions": (Contribution("leak.placeholder.coverage", -28.7, (CITY,), (-28.7,)),),
        "features": {"a.b": 1.5, "c.d": math.nan, "e.f": math.inf},
        "caveats": ("A caveat.",),
        "provenance": {"library": "0.1.0"},
    }
    return Report(**{**values, **changes})


def test_to_dict() -> None:
    assert report().to_dict() == {
        "schema": "spinscore.report/1",
        "offsets": "codepoint",
        "title": None,
        "score": 41.3,
        "verdict": "review",
        "base": 70.0,
        "findings": [finding_to_dict(CITY), finding_to_dict(HEDGE)],
        "contributions": [{"name": "leak.placeholder.coverage", "points": -28.7, "findings": [0], "shares": [-28.7]}],
        "features": {"a.b": 1.5, "c.d": None, "e.f": None},
        "caveats": ["A caveat."],
        "provenance": {"library": "0.1.0"},
        "segments": [],
        "error": None,
    }


def test_finding_to_dict() -> None:
    assert finding_to_dict(CITY) == {
        "rule": "leak.placeholder",
        "start": 3,
        "end": 9,
        "severity": "critical",
        "confidence": 0.9712,
        "message": "Slot",
        "suggestion": "Fill it.",
        "text": "[City]",
        "fingerprint": CITY.fingerprint,
        "occurrence": 0,
        "related": [[20, 26]],
        "edit": {"start": 3, "end": 9, "replacement": "Oslo", "safe": False},
        "pieces": [],
    }
    assert finding_to_dict(HEDGE)["edit"] is None


def test_a_real_report_is_strict_json_and_survives_it(scorer: Scorer, poor: str) -> None:
    plain = scorer.score(poor).to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 [City] \udfff", "😀 [\ud800City] " * 30])
def test_odd_texts_make_strict_json_that_can_be_written_as_utf_8(scorer: Scorer, text: str) -> None:
    plain = scorer.score(text).to_dict()
    written = json.dumps(plain, allow_nan=False, ensure_ascii=False).encode("utf-8")
    assert json.loads(written) == plain


def test_contributions_name_their_findings_by_index(scorer: Scorer, poor: str) -> None:
    plain = scorer.score(poor).to_dict()
    of_rules = [part for part in plain["contributions"] if part["findings"]]
    assert of_rules
    for part in of_rules:
        rule = part["name"].rpartition(".")[0]
        assert part["findings"] == [i for i, found in enumerate(plain["findings"]) if found["rule"] == rule]
        assert len(part["shares"]) == len(part["findings"])


def test_base_points_and_shares_add_up(scorer: Scorer, poor: str) -> None:
    made = scorer.score(poor)
    assert made.base is not None
    assert made.score is not None
    assert round(made.base * 10) + sum(round(part.points * 10) for part in made.contributions) == round(made.score * 10)
    for part in made.contributions:
        if part.findings:
            assert sum(round(share * 10) for share in part.shares) == round(part.points * 10)


@pytest.mark.parametrize(("severity", "expected"), [("info", 2), ("minor", 1), ("major", 1), ("critical", 1)])
def test_at_least(severity: Any, expected: int) -> None:
    assert len(report().at_least(severity)) == expected


def test_at_least_refuses_an_unknown_severity() -> None:
    with pytest.raises(SpinscoreError, match='no severity "crit"'):
        report().at_least("crit")  # type: ignore[arg-type]


def test_a_report_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        report().score = 100.0  # type: ignore[misc]


def test_a_report_can_be_pickled(scorer: Scorer, poor: str) -> None:
    made = scorer.score(poor)
    assert pickle.loads(pickle.dumps(made)).to_dict() == made.to_dict()


def test_what_a_report_holds_cannot_be_changed() -> None:
    made = report()
    with pytest.raises(TypeError, match="cannot be changed"):
        made.features["a.b"] = 2.0  # type: ignore[index]
    with pytest.raises(TypeError, match="cannot be changed"):
        made.provenance.update(library="9")  # type: ignore[attr-defined]
    assert made == report()


def test_equal_reports_are_equal_also_from_another_process(scorer: Scorer, poor: str) -> None:
    made = scorer.score(poor)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert hash(again) == hash(made)
    assert made != scorer.score(poor + " More.")
    assert made != "a report"


def test_reports_do_not_share_what_a_caller_could_change(scorer: Scorer, poor: str) -> None:
    first, second = scorer.score(poor), scorer.score(poor)
    first.to_dict()["provenance"]["model"] = "other"
    dict.__setitem__(first.provenance, "model", "other")  # type: ignore[arg-type]
    dict.__setitem__(first.features, "leak.placeholder.coverage", 0.5)  # type: ignore[arg-type]
    assert second.provenance["model"] != "other"
    assert scorer.score(poor).to_dict() == second.to_dict()


def test_the_text_is_not_in_the_repr(scorer: Scorer, poor: str) -> None:
    assert "harbour" not in repr(scorer.score(poor))


def test_edits_are_applied_in_order_and_overlapping_ones_once() -> None:
    edits = [Edit(0, 2, "Near"), Edit(3, 9, "Oslo", safe=True), Edit(5, 15, "lost")]
    found = tuple(Finding("a.b", *edit[:2], "minor", 0.9, "", "", "", edit) for edit in (*edits, edits[0]))
    assert report(findings=found).apply_edits() == "Near Oslo maybe."
    assert report(findings=found).apply_edits(safe_only=True) == "In Oslo maybe."
    assert report(findings=()).apply_edits() == "In [City] maybe."


def test_a_frame_has_a_row_for_each_finding() -> None:
    pytest.importorskip("pandas")
    frame = report().to_frame()
    assert frame["text"].tolist() == ["[City]", "maybe"]
    assert frame["fingerprint"].tolist() == [CITY.fingerprint, HEDGE.fingerprint]
    assert report(findings=()).to_frame().columns.tolist() == frame.columns.tolist()


@pytest.mark.parametrize("severity", [None, [], 3])
def test_at_least_refuses_what_is_no_name(severity: Any) -> None:
    with pytest.raises(SpinscoreError, match="no severity"):
        report().at_least(severity)
