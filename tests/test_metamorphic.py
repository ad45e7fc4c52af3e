"""What must happen to a report when its text is changed in a known way."""

from __future__ import annotations

import re

import pytest

import spinscore
from spinscore import Report, Scorer

LEAKS = {
    "slot": "[City]",
    "template": "{{ article.title }}",
    "tag": "<REWRITE_TITLE>",
    "spintax": "{purchase|buy|acquire}",
}
BLOCKS = {
    "comment form": "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
    "summary widget": "No time to read?\n\nGet a summary",
    "label": "Meta description:",
    "chatbot": "Certainly! Here is a rewritten version of the article:",
}


@pytest.fixture(scope="module")
def shipped(model_path: str | None) -> Scorer:
    return Scorer(model=model_path)


def value(report: Report) -> float:
    assert report.score is not None, report.caveats
    return report.score


def paragraphs(text: str) -> list[str]:
    return text.strip().split("\n\n")


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
@pytest.mark.parametrize("place", [1, 4, 5])
def test_a_leak_put_into_an_article_never_raises_the_score(shipped: Scorer, good: str, leak: str, place: int) -> None:
    parts = paragraphs(good)
    words = parts[place].split(" ")
    parts[place] = " ".join([*words[:6], leak, *words[6:]])
    damaged = shipped.score("\n\n".join(parts))
    assert value(damaged) <= value(shipped.score("\n\n".join(paragraphs(good))))
    assert any(leak in finding.text for finding in damaged.findings)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("place", [1, 3, 6])
def test_a_block_put_into_an_article_never_raises_the_score(shipped: Scorer, good: str, block: str, place: int) -> None:
    parts = paragraphs(good)
    parts.insert(place, block)
    assert value(shipped.score("\n\n".join(parts))) <= value(shipped.score("\n\n".join(paragraphs(good))))


def test_more_of_the_same_leak_never_raises_the_score(shipped: Scorer, good: str) -> None:
    scores = []
    for count in range(6):
        parts = paragraphs(good)
        for number in range(count):
            words = parts[number].split(" ")
            parts[number] = " ".join([*words[:4], "[City]", *words[4:]])
        scores.append(value(shipped.score("\n\n".join(parts))))
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < scores[0]


@pytest.mark.parametrize("block", [*LEAKS.values(), *BLOCKS.values()], ids=[*LEAKS, *BLOCKS])
def test_taking_it_out_again_restores_the_report(shipped: Scorer, good: str, block: str) -> None:
    before = shipped.score(good).to_dict()
    damaged = good.replace("\n\n", f"\n\n{block}\n\n", 1)
    assert shipped.score(damaged).to_dict() != before
    assert shipped.score(damaged.replace(f"\n\n{block}\n\n", "\n\n", 1)).to_dict() == before


@pytest.mark.parametrize(
    ("old", "new"), [("Ingrid Solheim", "Maria Keller"), ("Tomas Berg", "Yusuf Demir"), ("Quay", "Mill")]
)
def test_renaming_a_person_or_a_place_hardly_moves_the_score(shipped: Scorer, good: str, old: str, new: str) -> None:
    before, after = shipped.score(good), shipped.score(good.replace(old, new))
    assert abs(value(after) - value(before)) <= 2
    assert [finding.rule for finding in after.findings] == [finding.rule for finding in before.findings]


def test_renaming_moves_no_finding(good: str) -> None:
    text = good.replace("Monday", "[City]")
    before, after = spinscore.check(text), spinscore.check(text.replace("Ingrid Solheim", "Anna Lindgren-Petersen"))
    assert [(f.rule, f.text, f.fingerprint) for f in before] == [(f.rule, f.text, f.fingerprint) for f in after]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2029"], ids=["crlf", "cr", "ps"])
def test_another_line_break_changes_no_finding(poor: str, end: str) -> None:
    rewritten = poor.replace("\n", end)
    found = [(f.rule, f.severity, f.text.replace(end, "\n")) for f in spinscore.check(rewritten)]
    assert found == [(f.rule, f.severity, f.text) for f in spinscore.check(poor)]


def test_an_emoji_at_the_front_moves_findings_by_two_code_points(poor: str) -> None:
    moved = spinscore.check(f"😀 {poor}")
    assert [(f.start - 2, f.end - 2, f.rule) for f in moved] == [
        (f.start, f.end, f.rule) for f in spinscore.check(poor)
    ]


def test_straight_quotes_change_no_finding(good: str) -> None:
    straight = re.sub("[“”]", '"', good).replace("’", "'")
    before, after = spinscore.check(good), spinscore.check(straight)
    assert [(f.rule, f.start, f.end) for f in before] == [(f.rule, f.start, f.end) for f in after]


def test_wrapping_the_lines_by_hand_changes_no_finding(good: str) -> None:
    import textwrap

    text = "\n\n".join(paragraphs(good)[1:]).replace("the city's", "[City]'s")
    wrapped = "\n\n".join(textwrap.fill(part, 76) for part in text.split("\n\n"))
    before = [(f.rule, " ".join(f.text.split())) for f in spinscore.check(text)]
    assert [(f.rule, " ".join(f.text.split())) for f in spinscore.check(wrapped)] == before


def test_cleaning_a_damaged_article_gives_the_article_back(good: str) -> None:
    parts = paragraphs(good)
    damaged = [*parts[:3], BLOCKS["summary widget"], *parts[3:], BLOCKS["comment form"]]
    assert spinscore.clean("\n\n".join(damaged)) == "\n\n".join(parts)


@pytest.mark.parametrize(
    "quotation",
    [
        "The reply on the screen read: “As an AI language model, I cannot help with that.”",
        "“The value is [object Object],” said the ticket that the machine printed for her.",
    ],
)
def test_a_quoted_leak_is_information_and_hardly_moves_the_score(good: str, quotation: str) -> None:
    before, after = spinscore.score(good), spinscore.score(f"{good.rstrip()}\n\n{quotation}\n")
    assert before.score is not None
    assert after.score is not None
    assert any(finding.family == "leak" for finding in after.findings)
    assert abs(before.score - after.score) <= 2
