"""clean(): whole blocks of boilerplate go, everything else stays as it was, to the character."""

from __future__ import annotations

import pytest

import spinscore
from spinscore.cleaning import cleaned
from spinscore.document import Document
from spinscore.findings import Finding, Severity

BODY = (
    "The bridge over the harbour reopened on Monday after two years of repairs, and lorries were first to cross.\n\n"
    "The council will decide in March whether to compensate the shop owners on Quay Street for the customers they lost."
)
COMMENT = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BODY}\n\n{COMMENT}", BODY),
        (f"{BODY}\n\n{COMMENT}\n", f"{BODY}\n"),
        (f"{BODY}\n\n{COMMENT}\n\n\n", f"{BODY}\n\n\n"),
        (f"{COMMENT}\n\n{BODY}", BODY),
        (f"{BODY}\n\n{COMMENT}\n\n{BODY}", f"{BODY}\n\n{BODY}"),
        (f"{BODY}\n\n[INSERT IMAGE HERE]\n\n{BODY}", f"{BODY}\n\n{BODY}"),
        (COMMENT, ""),
        (f"{BODY}\r\n\r\nLeave a Reply\r\n\r\n{BODY}", f"{BODY}\r\n\r\n{BODY}"),
        (f"\ufeff{BODY}\n\n{COMMENT}", f"\ufeff{BODY}"),
    ],
)
def test_whole_blocks_go(text: str, expected: str) -> None:
    assert spinscore.clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\n",
        BODY,
        f"  {BODY}\t\n \n",
        "The summit, held in [City], ended on Friday with a handshake and a promise.",
        "The mayor asked residents to leave a reply on the page before the end of the week, and many did so.",
        "\x00 \ud800 😀",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert spinscore.clean(text) == text


def test_furniture_stays() -> None:
    text = f"By Maria Svensson\n\n{BODY}"
    assert spinscore.clean(text) == text


def test_an_article_cleans_to_its_own_sentences(good: str) -> None:
    assert spinscore.clean(good) == good
    assert spinscore.clean(f"{good}\nNo time to read?\n\nGet a summary\n") == good.rstrip() + "\n"


def test_cleaning_twice_changes_nothing_more(poor: str) -> None:
    once = spinscore.clean(poor)
    assert spinscore.clean(once) == once
    assert "Leave a Reply" not in once
    assert "The viaduct over the antique harbour" in once


def test_what_is_left_is_in_the_text_in_order(poor: str) -> None:
    left = spinscore.clean(poor).split("\n")
    lines = iter(poor.split("\n"))
    assert all(line in lines for line in left)


def test_removals_put_back_restore_the_text(poor: str) -> None:
    report = spinscore.score(poor)
    gone = report.removals()
    assert gone
    text = report.clean()
    assert text == spinscore.clean(poor)
    for removal in gone:
        text = text[: removal.start] + removal.text + text[removal.start :]
        assert removal.text == poor[removal.start : removal.end]
    assert text == poor


def test_each_removal_says_why(poor: str) -> None:
    for removal in spinscore.score(poor).removals():
        assert removal.findings
        assert all(f.start < removal.end and removal.start < f.end for f in removal.findings)


def test_a_finding_can_be_kept() -> None:
    text = f"Get a summary\n\n{BODY}\n\n{COMMENT}"
    report = spinscore.score(text)
    assert report.clean() == BODY
    comment = [finding for finding in report.findings if finding.rule == "boilerplate.comment-prompt"]
    assert report.clean(keep=comment) == f"{BODY}\n\n{COMMENT}"
    assert report.clean(keep=[finding.fingerprint for finding in comment]) == f"{BODY}\n\n{COMMENT}"
    assert report.clean(keep=report.findings) == text


def test_keep_takes_a_list() -> None:
    with pytest.raises(TypeError, match="list of findings"):
        spinscore.score(BODY).clean(keep="0123456789abcdef")
    with pytest.raises(TypeError, match="got int"):
        spinscore.score(BODY).clean(keep=[3])  # type: ignore[list-item]


@pytest.mark.parametrize("head", ["Contact us", "Sign in", "About"])
def test_the_head_of_a_paragraph_stays(head: str) -> None:
    below = "The harbour office answers letters within a week, and a clerk sits there on Mondays and Fridays."
    text = f"{BODY}\n\n{head}\n\n{below}\n\n{BODY}"
    assert spinscore.clean(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Le cafÃ© du port a ouvert ses portes lundi aprÃ¨s deux ans de travaux.",
        "All rights reserved is a phrase from the Buenos Aires Convention of 1910, and it has had no effect for years.",
    ],
)
def test_a_sentence_that_looks_like_a_copyright_line_stays(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert line in spinscore.clean(text)


@pytest.mark.parametrize(
    ("rule", "severity", "confidence", "goes"),
    [
        ("boilerplate.comment-prompt", "major", 0.7, True),
        ("boilerplate.comment-prompt", "major", 0.69, False),
        ("boilerplate.comment-prompt", "minor", 0.9, True),
        ("boilerplate.comment-prompt", "info", 0.9, False),
        ("boilerplate.byline", "major", 0.9, False),
        ("leak.placeholder", "major", 0.9, True),
        ("leak.placeholder", "minor", 0.9, False),
        ("leak.placeholder", "critical", 0.69, False),
        ("spin.duplicate", "critical", 0.9, False),
    ],
)
def test_what_is_removed(rule: str, severity: Severity, confidence: float, goes: bool) -> None:
    doc = Document.parse("One two.\n\n[Three]\n\nFour five.")
    finding = Finding(rule, 10, 17, severity, confidence, "", "", "[Three]")
    assert cleaned(doc, [finding]) == ("One two.\n\nFour five." if goes else doc.text)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2)], "Aa Bb\n\nCc"),
        ([(0, 2), (3, 5)], "Cc"),
        ([(0, 3), (2, 5)], "Cc"),
        ([(0, 3), (3, 5)], "Cc"),
        ([(0, 9)], ""),
        ([(3, 9)], "Aa Bb"),
        ([], "Aa Bb\n\nCc"),
    ],
)
def test_a_block_goes_when_findings_together_cover_all_its_words(spans: list[tuple[int, int]], expected: str) -> None:
    doc = Document.parse("Aa Bb\n\nCc")
    findings = [Finding("leak.placeholder", a, b, "major", 0.9, "", "", doc.text[a:b]) for a, b in spans]
    assert cleaned(doc, findings) == expected
