"""`score_html`: the report on HTML, its findings traced back to the source."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpages import sources

import spinscore
from spinscore.pages.scoring import on_source, placed
from spinscore.report import Report

STORY = "".join(
    f"<p>The bank raised its rate by {n} points on Monday, and lenders in {place} said that they would follow it.</p>"
    for n, place in ((1, "Oslo"), (2, "Bergen"), (3, "Tromsø"), (4, "Bodø"), (5, "Molde"))
)


def found(html: str) -> list[tuple[str, list[str]]]:
    """The findings of HTML: rule, and what stands in the source."""
    report = spinscore.score_html(html)
    return [(f.rule, [html[a:b] for a, b in f.source]) for f in report.findings]


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("<p>The summit in <REWRITE_TITLE> ended.</p>", ["<REWRITE_TITLE>"]),
        ("<p>The summit in &lt;REWRITE_TITLE&gt; ended.</p>", ["&lt;REWRITE_TITLE&gt;"]),
        ("<p>The summit in &#60;REWRITE_TITLE&#x3e; ended.</p>", ["&#60;REWRITE_TITLE&#x3e;"]),
        ("<p>The summit in <b>[Ci</b>ty] ended.</p>", ["[Ci", "ty]"]),
        ("<p>The summit in <!-- x -->[City]<br>ended.</p>", ["[City]"]),
        ("<p>The 🙂 summit &amp; more in {REWRITE_TITLE} ended.</p>", ["{REWRITE_TITLE}"]),
        ("<p>Crews from <Company Name> finished.</p>", ["<Company Name>"]),
    ],
)
def test_leaks_are_found_where_they_stand_in_the_source(html: str, source: list[str]) -> None:
    assert found(html) == [("leak.placeholder", source)]


def test_a_finding_over_blocks_has_a_piece_in_each() -> None:
    html = f"{STORY}<h3>Leave a <i>Reply</i></h3><p>Your email address will not be&nbsp;published.</p>"
    sources_of = dict(found(html))
    assert sources_of["boilerplate.comment-prompt"] == [
        "Leave a ",
        "Reply",
        "Your email address will not be&nbsp;published.",
    ]


def test_of_a_page_the_article_is_judged_and_of_rich_text_everything() -> None:
    page = (
        f"<!doctype html><html><body><nav><a href=/>[City]</a></nav><article><h1>A</h1>{STORY}</article></body></html>"
    )
    assert spinscore.score_html(page).findings == ()
    rich_text = spinscore.score_html(f"<nav><a href=/>[City]</a></nav>{STORY}")
    assert "leak.placeholder" in [finding.rule for finding in rich_text.findings]


def test_the_report_is_that_of_the_text() -> None:
    html = f"{STORY}<p>The summit in [City] ended.</p>"
    report, plain = spinscore.score_html(html), spinscore.score(spinscore.extract(html).text)
    assert report.score == plain.score
    assert [f.fingerprint for f in report.findings] == [f.fingerprint for f in plain.findings]
    assert report.text == plain.text


def test_accepted_findings_are_left_out() -> None:
    html = "<p>The summit in [City] ended.</p>"
    accepted = [f.fingerprint for f in spinscore.score_html(html).findings]
    assert spinscore.score_html(html, ignore=accepted).findings == ()


def test_the_headline_is_no_repetition_of_itself() -> None:
    page = f"<html><head><title>Rates rise again</title></head><body><h1>Rates rise again</h1>{STORY}</body></html>"
    with_heading = placed(page)
    assert with_heading.title is None or with_heading.title not in with_heading.text


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Summer fair in [City]", "[City]"),
        ("Summer fair in <b>{{city}}</b>", "{{city}}"),
        ("<REWRITE_TITLE>", "<REWRITE_TITLE>"),
        ("&lt;REWRITE_TITLE&gt;", "&lt;REWRITE_TITLE&gt;"),
    ],
)
@pytest.mark.parametrize("title", ["Rates rise again", "Summer fair in [City]"])
def test_leaks_in_the_headline_of_a_page_are_found(headline: str, source: str, title: str) -> None:
    head = f"<!doctype html><title>{title}</title><nav><a href=/>Home</a></nav>"
    page = f"{head}<article><h1>{headline}</h1>{STORY}</article>"
    assert ("leak.placeholder", [source]) in found(page)
    assert "Home" not in spinscore.score_html(page).text
    assert spinscore.score_html(page).edited_html() == page


def test_pieces_are_of_the_source() -> None:
    text, place, title, lang, code = placed("<p>a<b>b</b></p>")
    assert (text, title, lang, code) == ("ab", None, None, ())
    assert place(0, 2) == (spinscore.Piece("html", 3, 4), spinscore.Piece("html", 7, 8))
    assert place(1, 1) == ()


BROKEN = "<p>🙂 It&rsquo;s the dayâ€™s <i>caf&Atilde;&copy;</i> &amp; â€<b>œ</b>more.</p>"


def test_edits_are_made_in_the_source() -> None:
    report = spinscore.score_html(BROKEN)
    mended = report.edited_html()
    assert "It&rsquo;s the day’s <i>café</i> &amp; " in mended
    assert mended.startswith("<p>🙂")
    assert "â€<b>œ</b>more" in mended  # over a tag: not made


def test_replacements_are_escaped() -> None:
    report = spinscore.score_html("<p>The summit in [City] ended.</p>")
    (finding,) = report.findings
    edit = spinscore.Edit(finding.start, finding.end, "Foo & <Bar>")
    report = replace(report, findings=(replace(finding, edit=edit),))
    assert report.edited_html() == "<p>The summit in Foo &amp; &lt;Bar&gt; ended.</p>"


def test_a_report_on_the_source_has_its_findings_there() -> None:
    html = f"<p>The summit in <b>[Ci</b>ty] ended.</p>{STORY}"
    report = spinscore.score_html(html)
    there = on_source(report, html)
    assert isinstance(there, Report)
    (finding,) = there.findings
    assert html[finding.start : finding.end] == "[Ci</b>ty]"
    assert (finding.text, finding.fingerprint) == ("[City]", report.findings[0].fingerprint)
    assert there.score == report.score
    assert {f for part in there.contributions for f in part.findings} <= {finding}


def test_a_report_on_another_source_is_refused() -> None:
    with pytest.raises(spinscore.ReportError, match="not that of this source"):
        on_source(spinscore.score_html("<p>a</p>"), "<p>b</p>")
    with pytest.raises(spinscore.ReportError, match="not one of HTML"):
        spinscore.score("a").edited_html()


@pytest.mark.parametrize("unit", ["codepoint", "utf-16", "utf-8"])
def test_reports_travel_with_places_in_any_unit(unit: str) -> None:
    html = "<p>🙂 é The summit in <b>[Ci</b>ty] ended 🙂.</p>"
    report = spinscore.score_html(html)
    data = report.to_dict(offsets=unit)  # type: ignore[arg-type]
    codec = {"utf-16": "utf-16-le", "utf-8": "utf-8"}.get(unit)
    (entry,) = data["findings"]
    for piece, (a, b) in zip(entry["pieces"], report.findings[0].source, strict=True):
        width = 2 if unit == "utf-16" else 1
        at = len(html[:a].encode(codec)) // width if codec else a
        assert piece["start"] == at
        assert piece["end"] - piece["start"] == b - a
    again = Report.from_dict(data, text=report.text, html=html)
    assert again.findings == report.findings


@settings(max_examples=60, deadline=None)
@given(st.lists(sources | st.sampled_from(["[City]", "<CITY>", "{TITLE}", "Leave a Reply", "â€™"]), max_size=6))
def test_every_finding_of_any_source_has_a_place_in_it(parts: list[str]) -> None:
    html = " ".join(parts)
    report = spinscore.score_html(html)
    for finding in report.findings:
        assert finding.source
        assert all(0 <= a < b <= len(html) for a, b in finding.source)
        assert all(b <= c for (_, b), (c, _) in pairwise(finding.source))
    report.edited_html()


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp"])
def test_a_slot_in_code_is_no_leak(tag: str) -> None:
    html = f"<p>Write the name of the <em>town</em> as &amp; <{tag}>{{{{ city_name }}}}</{tag}> in the template.</p>"
    assert leaks(html) == []
    assert leaks(html.replace(tag, "b")) != []


def test_a_slot_beside_code_is_a_leak() -> None:
    html = "<p>Use <code>{{ town }}</code> for the name. The summit was held in [City].</p>"
    assert leaks(html) == ["[City]"]


def leaks(html: str) -> list[str]:
    return [f.text for f in spinscore.score_html(html).findings if f.family == "leak"]
