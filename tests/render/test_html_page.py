"""The page: complete, escaped, honest about what it leaves out, and of bounded size."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hostile import ALERT, STRINGS, report_of
from hypothesis import given
from hypothesis import strategies as st

import spinscore
from spinscore import Finding, Report, Scorer
from spinscore.errors import SpinscoreError
from spinscore.render.escape import visible
from spinscore.render.html import MOST_ARTICLES, render_page
from spinscore.render.view import MOST_LISTED
from spinscore.segments import Segment

VOID = {"meta", "wbr", "rect", "circle"}
ASIDE = {"label", "sr"}
"""Classes of what stands in the article and is no part of it."""
WIDE = "From first to last. " * 30


class Page(HTMLParser):
    """A page read back: its elements, ids and links, the text of its articles with and without their marks."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[tuple[str, bool]] = []
        self.marked: dict[str, str] = {}
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag not in VOID:
            self.stack.append((tag, values))
        if tag == "p" and "dir" in values:
            self.paragraphs.append(("", self.inside("fold")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if any(ASIDE & set(values.get("class", "").split()) for _, values in self.stack):
            return
        if any(tag == "p" and "dir" in values for tag, values in self.stack):
            before, folded = self.paragraphs[-1]
            self.paragraphs[-1] = (before + data, folded)
            for tag, values in self.stack:
                if tag == "mark":
                    key = values.get("id", "")
                    self.marked[key] = self.marked.get(key, "") + data

    @property
    def blocks(self) -> list[str]:
        return [text for text, folded in self.paragraphs if not folded]

    @property
    def folded(self) -> list[str]:
        return [text for text, folded in self.paragraphs if folded]

    def inside(self, name: str) -> bool:
        return any(name in values.get("class", "").split() for _, values in self.stack)

    def values(self, name: str) -> Iterator[str]:
        return (values[name] for _, values in self.elements if name in values)

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch("h[1-6]", tag)]


def report(text: str, findings: Iterable[Finding] = (), **changes: Any) -> Report:
    values: dict[str, Any] = {
        "text": text, "score": None, "verdict": None, "findings": tuple(findings), "base": None, "contributions": (),
        "features": {}, "caveats": (), "provenance": {"library": "0"},
    }  # fmt: skip
    return Report(**(values | changes))


def finding(text: str, start: int, end: int, rule: str = "a.b", severity: Any = "major") -> Finding:
    return Finding(rule, start, end, severity, 0.9, f"Message of {rule}", "Mend it.", text[start:end])


def page_of(*reports: Report, **options: Any) -> Page:
    return Page(render_page([(f"article {n}", r) for n, r in enumerate(reports, 1)], **options))


def words(text: str) -> list[str]:
    return visible(text).split()


def test_the_page_is_one_file_that_asks_for_nothing(scorer: Scorer, poor: str) -> None:
    page = render_page([("poor", scorer.score(poor))])
    assert page.startswith('<!doctype html>\n<html lang="en">')
    read = Page(page)
    assert not {"script", "link", "img", "iframe", "base", "form", "object"} & {tag for tag, _ in read.elements}
    assert all(link.startswith("#") for link in read.values("href"))
    assert not list(read.values("src"))
    assert not list(read.values("style"))
    assert not [name for _, values in read.elements for name in values if name.startswith("on")]
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    page = render_page([("short", spinscore.score("Short."))])
    css = re.search("<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert css
    assert policy
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_score_verdict_account_and_numbers_are_on_the_page(scorer: Scorer, poor: str) -> None:
    result = scorer.score(poor)
    page = page_of(result)
    assert result.score is not None
    assert result.base is not None
    for shown in (f"{result.score:.1f}", f"{result.base:.1f}", "leak.placeholder", "Flesch-Kincaid grade"):
        assert shown in page.text
    for part in result.explain().parts:
        assert f"{part.points:+.1f}".replace("-", "−") in page.text
    for value in result.provenance.values():
        assert value in page.text


def test_headings_go_down_one_level_at_a_time(scorer: Scorer, poor: str, good: str) -> None:
    levels = page_of(scorer.score(poor), scorer.score(good)).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_has_its_place(scorer: Scorer, poor: str) -> None:
    page = page_of(scorer.score(poor), scorer.score(poor), show="info")
    ids = list(page.values("id"))
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href")} <= set(ids)
    assert {"a1-m1", "a1-f1", "a2-m1", "a2-f1"} <= set(ids)


def test_a_finding_links_to_its_mark_and_the_mark_back() -> None:
    text = "The mayor of [City] spoke."
    page = page_of(report(text, [finding(text, 13, 19)]))
    links = list(page.values("href"))
    assert "#a1-m1" in links
    assert "#a1-f1" in links
    assert page.marked == {"a1-m1": "[City]"}


def test_severity_and_rule_are_said_in_words() -> None:
    text = "The mayor of [City] spoke."
    page = page_of(report(text, [finding(text, 13, 19, "leak.slot", "critical")]))
    assert "critical finding 1, begin: [City]" in page.text
    assert re.search(r"end, critical: 1\s+leak\.slot", page.text)


def test_findings_below_show_are_counted_and_not_marked() -> None:
    text = "It may rain in [City]."
    found = [finding(text, 3, 6, "stance.hedging", "info"), finding(text, 15, 21, "leak.slot", "critical")]
    page = page_of(report(text, found))
    assert list(page.marked.values()) == ["[City]"]
    assert "1 finding of lower severity is not marked here: stance.hedging 1." in page.text
    assert list(page_of(report(text, found), show="info").marked.values()) == ["may", "[City]"]


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(SpinscoreError, match="no severity"):
        render_page([("a", report("Text."))], show="grave")  # type: ignore[arg-type]


def test_a_finding_over_several_blocks_is_marked_in_each_and_named_once() -> None:
    text = "An article.\n\nLeave a Reply\n\nName *"
    page = page_of(report(text, [finding(text, 13, len(text))]))
    marks = [values for tag, values in page.elements if tag == "mark"]
    assert [values.get("id") for values in marks] == ["a1-m1", None]
    assert sum("label" in values.get("class", "") for _, values in page.elements) == 1
    assert page.blocks == ["An article.", "Leave a Reply", "Name *"]


SPAN = st.tuples(st.integers(0, 200), st.integers(1, 60), st.sampled_from(["info", "minor", "major", "critical"]))


@given(st.text(alphabet="ab <&\"'>\n\x00é👩\ud800", max_size=200), st.lists(SPAN, max_size=8))
def test_without_its_marks_the_article_is_the_text(text: str, places: list[tuple[int, int, Any]]) -> None:
    found = [
        finding(text, start, min(start + size, len(text)), f"a.b{number}", severity)
        for number, (start, size, severity) in enumerate(places)
        if start < len(text)
    ]
    ordered = sorted(found, key=lambda f: (f.start, f.end, f.rule))
    page = page_of(report(text, ordered), show="info")
    assert [word for block, _ in page.paragraphs for word in block.split()] == words(text)
    drawn = {values["id"] for tag, values in page.elements if tag == "mark" and "id" in values}
    assert drawn == {f"a1-m{number}" for number, f in enumerate(ordered, 1) if f.text.strip()}


def test_long_clean_stretches_are_folded_and_nothing_is_lost() -> None:
    paragraphs = [f"Paragraph {number} of the article." for number in range(20)]
    text = "\n\n".join([*paragraphs[:10], "Leave a Reply", *paragraphs[10:]])
    page = page_of(report(text, [finding(text, text.index("Leave"), text.index("Leave") + 13)]))
    assert page.blocks == ["Paragraph 0 of the article.", *paragraphs[9:10], "Leave a Reply", paragraphs[10]]
    assert page.folded == paragraphs[1:9] + paragraphs[11:]
    assert "8 clean paragraphs (216 characters)" in page.text


def test_segments_are_sections_with_their_ids() -> None:
    result = spinscore.score_segments([("head", "A bridge in [City]"), (7, "The bridge opened."), ("none", "")])
    page = page_of(result)
    headings = [values for tag, values in page.elements if values.get("class") == "segment" and tag == "section"]
    assert len(headings) == 3
    assert page.blocks == ["A bridge in [City]", "The bridge opened."]
    assert re.search(r"head\s.*A bridge in \[City\]", page.text, re.DOTALL)
    assert "in head" in page.text


def test_no_score_says_why() -> None:
    page = page_of(spinscore.score("The bridge in [City] reopened."))
    assert "No score" in page.text
    assert "under 50 it would be a guess" in page.text
    assert "How the score came about" not in page.text


def test_an_error_stands_in_its_place() -> None:
    page = page_of(report("", error="ValueError: row 7 holds bytes"), report("Fine."))
    assert "Not scored. ValueError: row 7 holds bytes" in page.text


def test_a_report_without_its_text_still_shows_its_findings() -> None:
    kept = spinscore.score("The bridge in [City] reopened.").to_dict()
    page = page_of(Report.from_dict(kept))
    assert "The text is not part of this report." in page.text
    assert "[City]" in page.text


@pytest.mark.parametrize("entries", [[], [("", report(""))], [(" ", report(" \n "))]], ids=["none", "empty", "blank"])
def test_nothing_to_show_is_a_page_too(entries: list[tuple[str, Report]]) -> None:
    page = Page(render_page(entries, title=" "))
    assert page.headings[0] == 1
    assert "spinscore report" in page.text


def test_several_articles_begin_with_an_overview(scorer: Scorer, poor: str, good: str) -> None:
    page = page_of(scorer.score(good), scorer.score(poor))
    assert "2 articles" in page.text
    assert [link for link in page.values("href") if re.fullmatch("#a[0-9]+", link)] == ["#a1", "#a2"]


def test_of_very_many_articles_those_that_need_a_look_are_shown() -> None:
    many = [report("Good.", score=90.0, base=90.0, verdict="good") for _ in range(MOST_ARTICLES + 5)]
    page = page_of(*many, report("Poor one.", score=1.0, base=1.0, verdict="poor"))
    assert f"{MOST_ARTICLES + 6} articles" in page.text
    assert len(page.blocks) == MOST_ARTICLES
    assert page.blocks[-1] == "Poor one."
    assert f"The {MOST_ARTICLES} that need a look most are shown in full" in page.text


def test_a_long_list_of_findings_is_cut_with_a_word_on_it() -> None:
    text = "[City] here. " * 10_000
    found = [finding(text, start, start + 6) for start in range(0, len(text), 13)]
    found[9_000] = dataclasses.replace(found[9_000], severity="critical", rule="leak.worst")
    page = page_of(report(text, found))
    listed = [value for value in page.values("id") if re.fullmatch("a1-f[0-9]+", value)]
    assert len(listed) == MOST_LISTED
    assert listed[0] == "a1-f9001"
    assert f"and {10_000 - MOST_LISTED:,} more" in page.text
    assert sum(tag == "mark" for tag, _ in page.elements) == 10_000
    assert len(set(page.values("id"))) == len(list(page.values("id")))


def test_a_megabyte_of_text_makes_a_page_of_bounded_size() -> None:
    text = "\n\n".join(f"{number} {WIDE}" for number in range(1_700))
    assert len(text) > 1_000_000
    page = render_page([("long", report(text, [finding(text, 0, 9), finding(text, len(text) - 9, len(text))]))])
    assert len(page) < 300_000
    assert "1,696 clean paragraphs" in page
    assert "not shown" in page
    single = "word " * 200_000
    page = render_page([("one line", report(single, [finding(single, 500_000, 500_004)]))])
    assert len(page) < 60_000
    assert page_of(report(single, [finding(single, 500_000, 500_004)])).marked == {"a1-m1": single[500_000:500_004]}


def test_of_very_much_marked_text_the_end_is_left_out_with_a_word_on_it() -> None:
    text = "\n\n".join(f"[City] {number} {WIDE}" for number in range(1_700))
    starts = [at.start() for at in re.finditer(r"\[City\]", text)]
    found = [finding(text, start, start + 6) for start in starts]
    found[-1] = dataclasses.replace(found[-1], severity="critical")
    page = page_of(report(text, found))
    drawn = sum(tag == "mark" for tag, _ in page.elements)
    assert 400 < drawn < 600
    assert f"{1_700 - drawn:,} paragraphs with {1_700 - drawn:,} findings" in page.text
    assert page.text.count("its place is not marked in the article here") == 1
    assert {link[1:] for link in page.values("href")} <= set(page.values("id"))


def test_the_page_of_a_report_is_the_same_each_time(scorer: Scorer, poor: str) -> None:
    assert render_page([("a", scorer.score(poor))]) == render_page([("a", scorer.score(poor))])


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_hostile_strings_add_no_element_and_no_attribute(string: str) -> None:
    harmless = Page(render_page([("name", report_of("harmless words"))], show="info", title="title"))
    hostile = render_page([(string, report_of(string))], show="info", title=string)
    hostile.encode("utf-8")
    assert "\x00" not in hostile
    page = Page(hostile)
    known = {(tag, frozenset(values)) for tag, values in harmless.elements}
    new = {(tag, frozenset(values)) for tag, values in page.elements} - known
    assert new <= {("p", frozenset({"dir", "class"})), ("span", frozenset({"class"}))}
    assert not [
        v for _, values in page.elements for k, v in values.items() if ALERT in v and k not in ("title", "aria-label")
    ]


def test_every_hostile_string_is_shown_as_it_is() -> None:
    for string in STRINGS[:-2]:
        page = Page(render_page([("name", report_of(string))]))
        assert string in page.blocks[0], string
        assert page.blocks[1] == string


def test_segments_that_hold_nothing_are_shown_empty() -> None:
    page = page_of(report("One.", segments=(Segment("a", 0, 4), Segment("b", 4, 4))))
    assert page.blocks == ["One."]
