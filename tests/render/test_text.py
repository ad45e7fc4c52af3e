"""Reports as text: places, marked passages, wide characters, hostile articles, the account."""

from __future__ import annotations

from typing import Any

import pytest

from spinscore import Report, Scorer
from spinscore.findings import Finding
from spinscore.render.terminal import cells
from spinscore.render.text import bar, render_check, render_findings, render_report


def finding(text: str, wording: str, **more: Any) -> Finding:
    start = text.index(wording)
    values = {"severity": "major", "confidence": 0.9, "message": "Left over", "suggestion": "Delete it.", **more}
    return Finding("leak.test", start, start + len(wording), text=wording, **values)


def passage(text: str, wording: str, width: int = 100) -> str:
    lines = render_findings(text, [finding(text, wording)], width=width)
    return lines[2].removeprefix(" " * 10)


def test_a_finding_takes_three_lines() -> None:
    text = "One.\r\nHeld in [City], at last.\r\nThree."
    assert render_findings(text, [finding(text, "[City]")]) == [
        "",
        "  2:9     major     leak.test  Left over",
        "          Held in ⟦[City]⟧, at last.",
        "          Delete it.",
    ]


def test_columns_count_code_points() -> None:
    text = "😀日本 [City]"
    assert render_findings(text, [finding(text, "[City]")])[1].startswith("  1:5 ")


def test_related_places_are_named() -> None:
    text = "The first copy.\nThe second copy."
    assert "          see 1:5" in render_findings(text, [finding(text, "second copy", related=((4, 14),))])


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("word", ["word ", "日本語", "e\u0301a\u0301 ", "👩‍👧‍👦", "\u202e\u200b"])
def test_passages_keep_to_the_width(width: int, word: str) -> None:
    text = f"{word * 60}[City]{word * 60}"
    shown = passage(text, "[City]", width)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "⟦[City]⟧" in shown
    assert 30 < cells(shown) <= width - 10


def test_a_long_finding_keeps_its_two_ends() -> None:
    text = f"Begin {'日本語 ' * 200}the end"
    shown = passage(text, text, 80)
    assert shown.startswith("⟦Begin 日本語")
    assert shown.endswith("日本語 the end⟧")
    assert " … " in shown
    assert 150 < cells(shown) <= 80 * 12 // 5 + 2


def test_a_passage_stays_in_its_line() -> None:
    assert passage("before\nHeld in [City].\nafter", "[City]") == "Held in ⟦[City]⟧."
    assert passage("a\n[City\nof\n\nLight]\nb", "[City\nof\n\nLight]") == "⟦[City⏎of⏎Light]⟧"


def test_nothing_from_an_article_steers_the_terminal_or_a_workflow(scorer: Scorer) -> None:
    text = "::add-mask::x in [City]\n\n##[error] [Name] \x1b[2J \u202e\u2067 \x9b31m [Title]\n\n \t::warning:: [Date]"
    report = scorer.score(text, title="\x1b[0m")
    for shown in (render_report(report, "::name\x1b[0m\n::b", explain=True), render_check(report, "##[group]x\u202e")):
        assert shown.count("⟦") == len(report.at_least("minor")) >= 4
        for line in shown.split("\n"):
            assert line.isprintable()
            assert not line.lstrip().startswith(("::", "##["))


def test_the_bar_is_filled_by_the_score() -> None:
    assert [bar(score, 10).count("█") for score in (0, 4, 50, 96, 100)] == [0, 0, 5, 10, 10]
    assert {len(bar(score)) for score in (0, 33.3, 100)} == {20}


def test_the_account_is_wrapped_to_the_width(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    for width in (50, 100):
        lines = [line for line in render_report(report, "x", width=width).splitlines()[1:8] if " · " in line]
        assert lines
        assert all(len(line) <= width + 2 for line in lines)


def test_the_tree_takes_the_place_of_the_account(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    tree = [f"  {line}" for line in str(report.explain()).splitlines()]
    lines = render_report(report, "x", explain=True).splitlines()
    assert lines[1 : 1 + len(tree)] == tree
    assert not any(line.startswith("  base ") for line in lines)


def test_caveats_and_errors_are_told(scorer: Scorer) -> None:
    short = scorer.score("Too short.")
    for explain in (True, False):
        assert "  No score: 2 words; under 50 it would be a guess.\n" in render_report(short, "x", explain=explain)
    failed = scorer.blank_report("", "No score: ValueError.", "ValueError: no\nway")
    assert render_report(failed, "x").splitlines() == [
        "x  no score",
        "  No score: ValueError.",
        "  error: ValueError: no⏎way",
    ]


def test_colours_change_nothing_else(scorer: Scorer, poor: str) -> None:
    import re

    report: Report = scorer.score(poor)
    plain, coloured = render_report(report, "x"), render_report(report, "x", colour=True)
    assert plain != coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_nothing_but_passages_and_the_longest_names_is_wider_than_asked_for(
    scorer: Scorer, poor: str, width: int
) -> None:
    for line in render_report(scorer.score(poor), "a.txt", show="info", width=width).splitlines():
        assert cells(line) <= width or "⟦" in line or len(line.split()) < 6, line


def test_points_stay_with_their_names(scorer: Scorer, poor: str) -> None:
    for width in range(40, 120):
        lines = render_report(scorer.score(poor), "a.txt", width=width).splitlines()
        account = lines[1 : lines.index("")]
        assert all(part.split()[-1][-2] == "." for line in account for part in line.removesuffix(" ·").split(" · "))


def test_severities_stand_below_each_other() -> None:
    text = "[City]\n" * 12
    found = [Finding("leak.test", 7 * n, 7 * n + 6, "major", 0.9, "Left over", "Fill it.", "[City]") for n in range(12)]
    lines = [line for line in render_findings(text, found) if "major" in line]
    assert {line.index("major") for line in lines} == {10}
