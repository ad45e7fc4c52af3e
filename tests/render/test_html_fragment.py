"""Fragments for notebooks: inline styles only, no ids, escaped, colours that bring their background."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hostile import ALERT, STRINGS, report_of

import spinscore
from spinscore import Scorer
from spinscore.render.html import render_explanation, render_fragment


class Fragment(HTMLParser):
    """A fragment read back: elements with their attributes, the styles around each text, the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.stack: list[tuple[str, str]] = []
        self.pieces: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self.stack.append((tag, values.get("style", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((data, [style for _, style in self.stack]))

    @property
    def text(self) -> str:
        return "".join(data for data, _ in self.pieces)


def test_a_notebook_shows_score_verdict_marks_and_account(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    shown = Fragment(render_fragment(report))
    assert report.score is not None
    assert f"{report.score:.1f}" in shown.text
    assert str(report.verdict) in shown.text
    assert "Unfilled template slot" in shown.text
    assert re.search(r"critical\s+leak\.placeholder", shown.text)
    assert sum(tag == "mark" for tag, _ in shown.elements) >= len(report.at_least("minor"))
    for part in report.explain().parts:
        assert f"{part.points:+.1f}".replace("-", "−") in shown.text
    assert report._repr_html_() == render_fragment(report)


def test_nothing_needs_a_style_block_a_script_or_an_id(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    for html in (render_fragment(report), render_explanation(report.explain())):
        elements = Fragment(html).elements
        assert not {"style", "script", "link", "a", "svg"} & {tag for tag, _ in elements}
        assert not {"id", "class", "href"} & {name for _, values in elements for name in values}


def test_every_colour_has_its_background_around_it(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    for html in (render_fragment(report), render_explanation(report.explain())):
        for data, styles in Fragment(html).pieces:
            if data.strip():
                inked = max(number for number, style in enumerate(styles) if re.search("(?:^|;)color:#", style))
                assert any("background:#" in style for style in styles[: inked + 1])
    for tag, values in Fragment(render_fragment(report)).elements:
        if tag == "mark":
            assert "background:#" in values["style"]
            assert "color:#" in values["style"]


def test_the_article_scrolls_in_a_box_that_the_keyboard_reaches(good: str) -> None:
    boxes = [v for _, v in Fragment(render_fragment(spinscore.score(good))).elements if v.get("role") == "region"]
    assert [(box["tabindex"], bool(box["aria-label"])) for box in boxes] == [("0", True)]
    assert "max-height" in boxes[0]["style"]
    assert "overflow:auto" in boxes[0]["style"]


def test_reports_without_score_or_text() -> None:
    short = spinscore.score("The bridge in [City] reopened.")
    assert "No score" in Fragment(render_fragment(short)).text
    assert short.caveats[0] in Fragment(render_explanation(short.explain())).text
    empty = Fragment(render_fragment(spinscore.score("")))
    assert "No findings." in empty.text
    assert not [tag for tag, values in empty.elements if values.get("role") == "region"]


def test_the_explanation_goes_down_to_findings(scorer: Scorer, poor: str) -> None:
    explanation = scorer.score(poor).explain()
    text = Fragment(render_explanation(explanation)).text
    assert "“[City]”" in text
    assert "leak.placeholder.coverage" in text
    assert explanation._repr_html_() == render_explanation(explanation)


def test_a_megabyte_makes_a_small_fragment() -> None:
    text = "\n\n".join(f"{number} " + "From first to last. " * 30 for number in range(1_700))
    assert len(render_fragment(spinscore.score(text))) < 120_000
    marked = text.replace("From first", "From [City]")
    assert len(render_fragment(spinscore.score(marked))) < 1_500_000


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_hostile_strings_add_no_element_and_no_attribute(string: str) -> None:
    harmless, hostile = report_of("harmless words"), report_of(string)
    for render in (render_fragment, lambda report: render_explanation(report.explain())):
        html = render(hostile)
        html.encode("utf-8")
        known = {(tag, frozenset(values)) for tag, values in Fragment(render(harmless)).elements}
        elements = Fragment(html).elements
        assert {(tag, frozenset(values)) for tag, values in elements} <= known
        assert not [
            v for _, values in elements for k, v in values.items() if ALERT in v and k not in ("title", "aria-label")
        ]
