"""Every key that a phrase may have, on small texts with the expected spans marked."""

from __future__ import annotations

from typing import Any

import pytest
from small_rules import rule_of

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.errors import RuleError
from spinscore.rule import Rule, unmark

LONG = (
    "The council voted on Tuesday to close the bridge, and the mayor said that she would ask the government for help."
)


def marked(rule: Rule, text: str) -> str:
    findings = RuleSet((rule,)).run(Document.parse(text))
    for finding in reversed(findings):
        text = f"{text[: finding.start]}⟦{text[finding.start : finding.end]}⟧{text[finding.end :]}"
    return text


def check(phrase: dict[str, Any], case: str) -> None:
    assert marked(rule_of(phrase), unmark(case).text) == case


@pytest.mark.parametrize(
    "case",
    [
        "Please ⟦leave a reply⟧ below.",
        "⟦Leave a Reply⟧",
        "⟦LEAVE A REPLY⟧, please, and ⟦leave a reply⟧ again.",
        "⟦leave — a “reply⟧”",
        "⟦leave a reply⟧ leave",
        "leave a replay",
        "leave a\n\nreply",
        "Will you leave a\n\nReply to me",
        "leave the reply",
        "",
    ],
)
def test_inline(case: str) -> None:
    check({"text": "leave a reply"}, case)


@pytest.mark.parametrize(
    "case",
    [
        "The end.\n\n⟦Leave a Reply⟧\n\nMore.",
        "The end.\n⟦Leave a Reply⟧ »",
        "Leave a reply on the page.",
        "Now leave a reply",
        "*** ⟦Leave a reply⟧ ***",
    ],
)
def test_at_line(case: str) -> None:
    check({"text": "leave a reply", "at": "line"}, case)


@pytest.mark.parametrize(
    "case",
    ["⟦Filed under⟧ sport and news", "⟦Filed under⟧", "It was filed under sport", f"{LONG}\n⟦Filed under⟧: {LONG}"],
)
def test_at_start(case: str) -> None:
    check({"text": "filed under", "at": "start"}, case)


@pytest.mark.parametrize(
    "case",
    ["The story goes on. ⟦Read more⟧ »", "⟦Read more⟧", "Read more about it", f"{LONG} ⟦Read more⟧\n{LONG}"],
)
def test_at_end(case: str) -> None:
    check({"text": "read more", "at": "end"}, case)


@pytest.mark.parametrize(
    "case",
    [
        "⟦12 comments⟧",
        "⟦1,234 comments⟧ and ⟦3.5 comments⟧",
        "⟦3k comments⟧",
        "many comments",
        "one comments",
    ],
)
def test_number_inline(case: str) -> None:
    check({"text": "{n} comments"}, case)


@pytest.mark.parametrize(
    "case", ["⟦12 comments⟧", "⟦1,234 Comments⟧", "⟦3k comments⟧", "12 comments so far", "2nd comments", "no comments"]
)
def test_number_line(case: str) -> None:
    check({"text": "{n} comments", "at": "line"}, case)


@pytest.mark.parametrize(
    "case",
    ["⟦Posted in sport⟧", "⟦Posted in sport, news and more⟧", "Posted in", f"Posted in {LONG}", "It was posted in May"],
)
def test_gap_at_the_end_of_a_line(case: str) -> None:
    check({"text": "posted in {}", "at": "line"}, case)


@pytest.mark.parametrize(
    "case", ["⟦Reply to Anna K. now⟧", "⟦Reply to Bob now⟧", "Reply to now", "Reply to Bob", "So reply to Bob now"]
)
def test_gap_in_the_middle_of_a_line(case: str) -> None:
    check({"text": "reply to {} now", "at": "line"}, case)


@pytest.mark.parametrize("case", ["⟦Anna K. says⟧:", "⟦Bob says⟧", "says", "Bob says hello"])
def test_gap_at_the_start_of_a_line(case: str) -> None:
    check({"text": "{} says", "at": "line"}, case)


def test_a_gap_takes_twelve_words_and_no_more() -> None:
    rule = rule_of({"text": "posted in {}", "at": "line"})
    assert marked(rule, "Posted in" + " word" * 12) == "⟦Posted in" + " word" * 12 + "⟧"
    assert marked(rule, "Posted in" + " word" * 13) == "Posted in" + " word" * 13


@pytest.mark.parametrize(
    "case", ["⟦12 thoughts on The bridge⟧", "⟦1,200 thoughts on bridges⟧", "many thoughts on bridges"]
)
def test_a_gapped_line_may_begin_with_a_number(case: str) -> None:
    check({"text": "{n} thoughts on {}", "at": "line"}, case)


@pytest.mark.parametrize("case", ["⟦Photo by Anna 12⟧", "Photo by Anna"])
def test_a_gapped_line_may_end_with_a_number(case: str) -> None:
    check({"text": "photo by {} {n}", "at": "line"}, case)


@pytest.mark.parametrize("case", ["⟦The 2nd time⟧", "The 3rd time", "The 2 time"])
def test_a_line_phrase_may_hold_an_ordinal(case: str) -> None:
    check({"text": "the 2nd time", "at": "line"}, case)


@pytest.mark.parametrize("case", ["⟦0 σχόλια⟧", "5 σχόλια"])
def test_a_line_phrase_may_hold_a_digit(case: str) -> None:
    check({"text": "0 σχόλια", "at": "line"}, case)


@pytest.mark.parametrize(
    "case",
    [
        "I ⟦think so⟧.",
        "We ⟦think so⟧.",
        "They think so.",
        "It rained. Think so.",
        "Think so.",
        "I\n\nthink so",
        "I: think so",
        "So did I; think so",
        "So did I… think so",
    ],
)
def test_prev(case: str) -> None:
    check({"text": "think so", "prev": ["i", "we"]}, case)


@pytest.mark.parametrize("case", ["⟦think so⟧", "They ⟦think so⟧.", "Do not think so.", "It is not. ⟦Think so⟧."])
def test_not_prev(case: str) -> None:
    check({"text": "think so", "not_prev": ["not"]}, case)


@pytest.mark.parametrize(
    "case", ["⟦over⟧ 50 people", "⟦over⟧ fifty people", "over the hill", "over", "It is over. 50 came."]
)
def test_next_number(case: str) -> None:
    check({"text": "over", "next": ["{n}"]}, case)


@pytest.mark.parametrize("case", ["⟦more⟧ people", "more than ten", "⟦more⟧", "⟦more⟧. Than"])
def test_not_next(case: str) -> None:
    check({"text": "more", "not_next": ["than"]}, case)


@pytest.mark.parametrize("case", ["⟦maybe⟧ it was", "So maybe it was", "It ended.\n\n⟦Maybe⟧ it was"])
def test_prev_edge_is_the_start_of_a_block(case: str) -> None:
    check({"text": "maybe", "prev": ["^"]}, case)


@pytest.mark.parametrize("case", ["it was ⟦so⟧", "it was so late", "It was ⟦so⟧\n\nLate it was"])
def test_next_edge_is_the_end_of_a_block(case: str) -> None:
    check({"text": "so", "next": ["$"]}, case)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_the_word_in_the_next_block_is_no_neighbour(end: str) -> None:
    check({"text": "more", "next": ["than"]}, f"He wanted more{end}than she did")


def test_a_word_behind_a_hard_wrapped_line_end_is_a_neighbour() -> None:
    wrapped = (
        "The council voted on Tuesday night to repair the bridge, although we\n"
        "believe that it has been closed to lorries since a crack was found in\n"
        "its second pier. Work will begin in the spring and is expected to last\n"
        "until the autumn, when the road above it will be opened to all again."
    )
    rule = rule_of({"text": "believe that", "prev": ["we"]})
    assert marked(rule, wrapped).count("⟦") == 1
    assert marked(rule, wrapped.replace("\n", " ")).count("⟦") == 1


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("upper", "⟦SHARE THIS⟧ and share this and Share This"),
        ("lower", "SHARE THIS and ⟦share this⟧ and Share This"),
        ("title", "SHARE THIS and share this and ⟦Share This⟧"),
    ],
)
def test_case(case: str, text: str) -> None:
    check({"text": "share this", "case": case}, text)


def test_phrases_of_a_rule_that_overlap_are_one_finding() -> None:
    rule = rule_of({"text": "leave a reply"}, {"text": "a reply below"})
    assert marked(rule, "Please leave a reply below.") == "Please ⟦leave a reply below⟧."


def test_confidence_and_severity_of_a_phrase_reach_the_finding() -> None:
    rule = rule_of({"text": "some words", "confidence": 0.42, "severity": "minor"})
    (finding,) = RuleSet((rule,)).run(Document.parse("Here are some words."))
    assert (finding.confidence, finding.severity) == (0.42, "minor")


def test_the_same_words_may_be_phrases_of_two_rules() -> None:
    rules = (
        rule_of({"text": "read more"}, name="boilerplate.one"),
        rule_of({"text": "read more"}, name="boilerplate.two"),
    )
    found = RuleSet(rules).run(Document.parse("Read more here."))
    assert [finding.rule for finding in found] == ["boilerplate.one", "boilerplate.two"]


def test_a_literal_and_a_number_phrase_both_match() -> None:
    one = rule_of({"text": "100 percent sure"}, name="boilerplate.one")
    two = rule_of({"text": "{n} percent sure"}, name="boilerplate.two")
    found = RuleSet((one, two)).run(Document.parse("He was 100 percent sure."))
    assert [finding.rule for finding in found] == ["boilerplate.one", "boilerplate.two"]


@pytest.mark.parametrize("text", ["reply to {} and {}", "said {} to"])
def test_a_gap_that_could_never_match_is_refused(text: str) -> None:
    phrase = {"text": text, "at": "line" if text.startswith("reply") else "inline"}
    with pytest.raises(RuleError):
        RuleSet((rule_of(phrase),))


def test_alternatives_and_optional_parts() -> None:
    rule = rule_of({"text": "leave a (reply|comment) [cancel reply]", "at": "line"})
    text = "Leave a Reply\n\nLeave a comment Cancel reply\n\nLeave a note"
    assert marked(rule, text) == "⟦Leave a Reply⟧\n\n⟦Leave a comment Cancel reply⟧\n\nLeave a note"
