"""The account as a tree: it adds up at every level, and reads as a text."""

from __future__ import annotations

from spinscore import Explanation, Finding, Part, Scorer
from spinscore.explanation import explain
from spinscore.model.explain import Contribution

CITY = Finding("leak.placeholder", 1234, 1240, "critical", 0.97, "Slot", "Fill it.", "[City]")
FORM = Finding("leak.placeholder", 2000, 2400, "major", 0.9, "Slot", "Fill it.", "a long\ttext " * 40)


def tenths(points: float) -> int:
    return round(10 * points)


def check_sums(part: Part) -> None:
    if part.parts:
        assert tenths(part.points) == sum(tenths(inner.points) for inner in part.parts)
    for inner in part.parts:
        check_sums(inner)


def test_every_level_adds_up(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    explained = report.explain()
    assert report.score is not None
    assert report.base is not None
    assert tenths(report.base) + sum(tenths(part.points) for part in explained.parts) == tenths(report.score)
    for part in explained.parts:
        check_sums(part)
    named = {feature.name for family in explained.parts for feature in family.parts}
    assert named == {contribution.name for contribution in report.contributions}


def test_a_text_that_can_be_read_line_by_line() -> None:
    contributions = [
        Contribution("leak.placeholder.coverage", -30.3, (CITY, FORM), (-20.1, -10.2)),
        Contribution("stance.hedges_per_1000", 1.0),
        Contribution("leak.value.coverage", -0.2),
    ]
    explained = explain(41.3, "review", 70.8, contributions, ("A caveat.",))
    lines = str(explained).splitlines()
    assert lines[:6] == [
        "  41.3  score, review",
        "  70.8  an ordinary article without findings",
        " -30.5  leak",
        "   -30.3  leak.placeholder.coverage",
        "     -20.1  1,234: [City]",
        "     -10.2  2,000: a long text a long text a long … g text a long text a long text",
    ]
    assert lines[6:] == [
        "    -0.2  leak.value.coverage",
        "  +1.0  stance",
        "    +1.0  stance.hedges_per_1000",
        "A caveat.",
    ]


def test_a_report_without_score_says_why(scorer: Scorer) -> None:
    explained = scorer.score("In [City].").explain()
    assert explained == Explanation(None, "review", None, (), explained.caveats)
    assert str(explained) == "no score  review\nNo score: 2 words; under 50 it would be a guess."
