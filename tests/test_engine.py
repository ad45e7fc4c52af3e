"""What the engine does for all rules alike, shown with small rules made for the purpose."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from small_rules import rule_of

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.findings import Edit, Finding, Hit
from spinscore.rule import Rule

ARTICLE = "The bridge over the harbour reopened on Monday after two years of repairs, the council said."


def run(text: str, *rules: Rule) -> tuple[Finding, ...]:
    return RuleSet(rules).run(Document.parse(text))


def texts(text: str, *rules: Rule) -> list[str]:
    return [finding.text for finding in run(text, *rules)]


def slot(**keys: Any) -> dict[str, Any]:
    return {"name": "slot", "pattern": r"\[[A-Z][a-z]{0,20}\]", "needs": ["["], **keys}


# --- what a finding holds


def test_a_finding_takes_its_texts_from_the_rule() -> None:
    (finding,) = run("Please leave a reply now.", rule_of("leave a reply"))
    assert finding == Finding(
        "boilerplate.test", 7, 20, "major", 0.9, "A test", "Delete it.", "leave a reply", None, (), 0
    )


def test_a_hit_may_bring_its_own_texts() -> None:
    def find(_doc: Document, _rule: Rule) -> Iterator[Hit]:
        yield Hit(4, 10, 0.6, "Own message", "Own advice", "info", Edit(4, 10, "pier", True), ((0, 3),))

    (finding,) = run(ARTICLE, rule_of(find=find))
    assert finding.text == "bridge"
    assert (finding.message, finding.suggestion, finding.severity) == ("Own message", "Own advice", "info")
    assert finding.edit == Edit(4, 10, "pier", True)
    assert finding.related == ((0, 3),)


@pytest.mark.parametrize("spans", [[(5, 5)], [(9, 4)], [(-3, 2)], [(90, 500)], [(500, 600)], [(5, 5), (4, 10)]])
def test_a_detector_cannot_build_a_malformed_finding(spans: list[tuple[int, int]]) -> None:
    def find(_doc: Document, _rule: Rule) -> Iterator[Hit]:
        yield from (Hit(start, end) for start, end in spans)

    for finding in run(ARTICLE, rule_of(find=find)):
        assert 0 <= finding.start < finding.end <= len(ARTICLE)
        assert finding.text == ARTICLE[finding.start : finding.end] != ""


def test_no_rules_no_findings() -> None:
    assert run(ARTICLE) == ()


# --- order, merging, determinism


def test_findings_are_ordered_by_start_end_and_rule() -> None:
    one = rule_of("leave a reply", "reply", name="boilerplate.b")
    two = rule_of("leave a", "leave a reply", name="boilerplate.a")
    three = rule_of("leave", name="leak.c")
    found = run("leave a reply, then reply", one, two, three)
    assert [(f.start, f.end, f.rule) for f in found] == [
        (0, 5, "leak.c"),
        (0, 13, "boilerplate.a"),
        (0, 13, "boilerplate.b"),
        (20, 25, "boilerplate.b"),
    ]


def test_overlapping_hits_become_one_with_the_higher_confidence_and_the_worse_severity() -> None:
    rule = rule_of(
        {"text": "click here now", "confidence": 0.5, "severity": "critical"},
        {"text": "here now please", "confidence": 0.8, "severity": "minor"},
    )
    (finding,) = run("So click here now please.", rule)
    assert (finding.text, finding.confidence, finding.severity) == ("click here now please", 0.8, "critical")


def test_touching_hits_stay_apart() -> None:
    rule = rule_of(regex=[slot()])
    assert texts("In [City][State] today", rule) == ["[City]", "[State]"]


def test_hits_of_different_rules_may_overlap() -> None:
    assert texts("leave a reply", rule_of("leave a"), rule_of("a reply", name="leak.two")) == ["leave a", "a reply"]


def test_occurrences_are_counted_in_order() -> None:
    found = run("In [City] and [Town] and [City].", rule_of(regex=[slot()]))
    assert [(f.text, f.occurrence) for f in found] == [("[City]", 0), ("[Town]", 0), ("[City]", 1)]
    assert len({f.fingerprint for f in found}) == 3


def test_texts_that_differ_in_case_only_have_different_fingerprints() -> None:
    found = run("In [City] and [CITY] and [city].", rule_of(regex=[slot(flags="i")]))
    assert len({f.fingerprint for f in found}) == 3


def test_the_order_of_the_rules_does_not_matter() -> None:
    rules = [
        rule_of("a reply", name="boilerplate.x"),
        rule_of("leave a", name="leak.y"),
        rule_of(regex=[slot()], name="leak.z"),
    ]
    text = "Please leave a reply in [City]."
    assert run(text, *rules) == run(text, *reversed(rules))


def test_a_second_run_gives_equal_findings() -> None:
    rules = RuleSet((rule_of("leave a", "a reply", regex=[slot()]),))
    text = "Please leave a reply in [City]. " * 20
    assert rules.run(Document.parse(text)) == rules.run(Document.parse(text))


def test_a_rule_set_can_be_pickled() -> None:
    rules = RuleSet((rule_of("leave a reply", regex=[slot()]),))
    doc = Document.parse("Please leave a reply in [City].")
    assert pickle.loads(pickle.dumps(rules)).run(doc) == rules.run(doc)


# --- gates


@pytest.mark.parametrize(
    ("gate", "text", "runs"),
    [
        ({"needs": ["["]}, "no bracket", False),
        ({"needs": ["["]}, "a [ bracket", True),
        ({"needs": ["[", "{{"]}, "a {{ brace", True),
        ({"needs": ["{{"]}, "a { brace", False),
        ({"gate_words": ["reply"]}, "Replying", False),
        ({"gate_words": ["reply"]}, "REPLY!", True),
        ({"gate_words": ["reply"], "needs": ["["]}, "reply", True),
        ({}, "anything", True),
    ],
)
def test_gates(gate: dict[str, Any], text: str, runs: bool) -> None:
    calls = []

    def find(doc: Document, _rule: Rule) -> Iterator[Hit]:
        calls.append(doc)
        return iter(())

    run(text, rule_of(find=find, **gate))
    assert bool(calls) == runs


def test_needs_tell_case_apart() -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": "(?i)lorem", "needs": ["Lorem"]}])
    assert texts("lorem ipsum", rule) == []
    assert texts("Lorem ipsum", rule) == ["Lorem"]


# --- regexes


def test_regex_group() -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": r"Title: (\w{1,20})", "needs": ["Title"], "group": 1}])
    assert texts("Title: Bridge", rule) == ["Bridge"]


def test_a_group_that_took_no_part_gives_no_finding() -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": r"Title(: \w{1,20})?", "needs": ["Title"], "group": 1}])
    assert texts("Title", rule) == []


def test_regex_at_line_matches_the_folded_block_and_marks_it_whole() -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": r"share on (facebook|x)", "gate_words": ["share"], "at": "line"}])
    assert texts("Text.\n\n» Share on Facebook «\n\nWe share on Facebook daily", rule) == ["» Share on Facebook «"]


@pytest.mark.parametrize(("severity", "expected"), [(None, "major"), ("info", "info"), ("critical", "critical")])
def test_regex_severity_overrides_the_rule(severity: str | None, expected: str) -> None:
    extra = {"severity": severity} if severity else {}
    (finding,) = run("In [City].", rule_of(regex=[slot(**extra)]))
    assert finding.severity == expected


# --- unit and join


def test_unit_block_widens_to_the_block() -> None:
    rule = rule_of("email address", unit="block")
    assert texts("One.\n\n  Your email address will not be published. \n\nTwo.", rule) == [
        "Your email address will not be published."
    ]


def test_two_hits_in_a_block_are_one_finding() -> None:
    rule = rule_of("email address", "be published", unit="block")
    assert len(run("Your email address will not be published.", rule)) == 1


def test_a_hit_over_two_blocks_widens_to_both() -> None:
    rule = rule_of(unit="block", regex=[{"name": "x", "pattern": r"one\ntwo", "needs": ["one"]}])
    assert texts("Begin one\ntwo end\nthree", rule) == ["Begin one\ntwo end"]


def test_a_hit_that_ends_in_the_space_after_a_block_widens_to_all_it_touches() -> None:
    rule = rule_of(unit="block", regex=[{"name": "x", "pattern": r"one\ntwo end\n", "needs": ["one"]}])
    assert texts("Begin one\ntwo end\n\nthree", rule) == ["Begin one\ntwo end"]


def test_a_hit_that_begins_in_the_space_before_a_block_widens_to_the_block() -> None:
    rule = rule_of(unit="block", regex=[{"name": "x", "pattern": r"\n *reply", "needs": ["reply"]}])
    assert texts("Begin.\n  reply now\nthree", rule) == ["reply now"]


def test_join_makes_neighbouring_blocks_one_finding() -> None:
    rule = rule_of("leave a reply", "be published", unit="block", join=True)
    text = f"{ARTICLE}\n\nLeave a reply\n\nYour email will not be published.\n\n{ARTICLE}"
    assert texts(text, rule) == ["Leave a reply\n\nYour email will not be published."]


def test_join_does_not_reach_over_another_block() -> None:
    rule = rule_of("leave a reply", "be published", unit="block", join=True)
    assert len(run(f"Leave a reply\n\n{ARTICLE}\n\nYour email will not be published.", rule)) == 2


def test_without_join_neighbouring_blocks_stay_apart() -> None:
    assert len(run("Leave a reply\n\nLeave a reply", rule_of("leave a reply", unit="block"))) == 2


# --- max_words


def test_max_words_drops_hits_in_longer_blocks() -> None:
    rule = rule_of("leave a reply", regex=[slot()], max_words=4)
    text = "Please leave a reply\n\nSo leave a reply to this\n\n[City]\n\nHeld in [City] for two days"
    assert texts(text, rule) == ["leave a reply", "[City]"]


def test_max_words_comes_before_accept() -> None:
    def accept(_doc: Document, _rule: Rule, hit: Hit) -> Hit:
        seen.append(hit.name)
        return hit

    seen: list[str] = []
    run("So leave a reply to this\n\nYour reply", rule_of("leave a reply", "your reply", accept=accept, max_words=4))
    assert seen == ["your reply"]


def test_max_words_counts_the_block_of_a_hit_that_begins_in_the_space_before_it() -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": r"\n *reply", "needs": ["reply"]}], max_words=4)
    assert len(run(f"Begin.\n  reply now\n\n{ARTICLE}", rule)) == 1
    assert len(run(f"Begin.\n  reply {ARTICLE}\n\nThe end.", rule)) == 0


@pytest.mark.parametrize("text", [" \n ", "\n", "The end.\n \n "])
def test_max_words_does_not_stumble_over_a_hit_in_no_block(text: str) -> None:
    rule = rule_of(regex=[{"name": "x", "pattern": r"\n", "needs": ["\n"]}], max_words=1)
    assert {finding.text for finding in run(text, rule)} == {"\n"}


# --- near


def near(text: str, **keys: Any) -> dict[str, Any]:
    return {"text": text, "near": True, **keys}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name", []),
        ("Leave a reply\n\nName", ["Leave a reply", "Name"]),
        ("Name\n\nLeave a reply", ["Name", "Leave a reply"]),
        ("Leave a reply\n\nName\n\nName\n\nName", ["Leave a reply", "Name", "Name", "Name"]),
        (f"Leave a reply\n\n{ARTICLE}\n\nName", ["Leave a reply"]),
        ("Name\n\nName", []),
        ("Name leave a reply", ["Name", "leave a reply"]),
    ],
)
def test_near_needs_a_neighbour_and_chains(text: str, expected: list[str]) -> None:
    assert texts(text, rule_of("leave a reply", near("name"))) == expected


def test_near_is_confirmed_by_another_rule_of_the_family() -> None:
    one, two = rule_of("leave a reply", name="boilerplate.one"), rule_of(near("name"), name="boilerplate.two")
    assert texts("Leave a reply\n\nName", one, two) == ["Leave a reply", "Name"]


def test_near_is_confirmed_by_a_leak() -> None:
    leak, other = rule_of(regex=[slot()], name="leak.one"), rule_of(near("name"), name="boilerplate.two")
    assert texts("[City]\n\nName", leak, other) == ["[City]", "Name"]


@pytest.mark.parametrize("family", ["stance", "spin"])
def test_near_is_not_confirmed_by_another_family(family: str) -> None:
    one, two = rule_of("perhaps", name=f"{family}.one"), rule_of(near("name"), name="boilerplate.two")
    assert texts("Perhaps\n\nName", one, two) == ["Perhaps"]


def test_near_is_not_confirmed_by_a_hit_of_low_confidence() -> None:
    rule = rule_of({"text": "leave a reply", "confidence": 0.3}, near("name"))
    assert texts("Leave a reply\n\nName", rule) == ["Leave a reply"]


def test_near_is_confirmed_by_a_hit_of_just_enough_confidence() -> None:
    rule = rule_of({"text": "leave a reply", "confidence": 0.5}, near("name"))
    assert texts("Leave a reply\n\nName", rule) == ["Leave a reply", "Name"]


def test_near_regex() -> None:
    rule = rule_of("leave a reply", regex=[slot(near=True)])
    assert texts("[City]\n\nA paragraph of text.", rule) == []
    assert texts("[City]\n\nLeave a reply", rule) == ["[City]", "Leave a reply"]


# --- words of a page that prose speaks of


SPOKEN = "Comments are closed on the bill, the clerk said."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SPOKEN, False),
        ("Comments are closed.", True),
        ("Comments are closed on the bill.", True),
        (SPOKEN[:-1], True),
        (SPOKEN.replace(".", "!"), False),
        (f"Comments are closed\n\n{SPOKEN}", True),
    ],
    ids=["reported", "alone", "nobody speaks", "no sentence", "shouted", "the line above"],
)
def test_a_page_phrase_in_reported_speech_is_no_hit(text: str, found: bool) -> None:
    assert bool(run(text, rule_of("comments are closed", unit="block"))) == found


def test_reported_speech_matters_only_to_rules_for_whole_blocks() -> None:
    assert texts(SPOKEN, rule_of("comments are closed")) == ["Comments are closed"]


def test_the_speech_word_of_the_phrase_itself_does_not_count() -> None:
    assert len(run("He said what he thinks.", rule_of("he said what", unit="block"))) == 1
    assert run("He said what she said and says.", rule_of("he said what", unit="block")) == ()


@pytest.mark.parametrize(("text", "found"), [("Anna says.", False), ("Anna K. says.", False), ("Anna sleeps.", True)])
def test_the_free_words_of_a_phrase_are_prose_too(text: str, found: bool) -> None:
    rule = rule_of({"text": "anna {}", "at": "start"}, unit="block")
    assert bool(run(text, rule)) == found


# --- guards


@pytest.mark.parametrize(
    ("action", "severities"), [("drop", ["major"]), ("info", ["info", "major"]), ("keep", ["major", "major"])]
)
def test_quote_guard(action: str, severities: list[str]) -> None:
    rule = rule_of(regex=[slot()], guard={"quote": action})
    assert [f.severity for f in run("He wrote “in [City]” and [State] stayed.", rule)] == severities


@pytest.mark.parametrize(
    ("action", "severities"), [("drop", ["major"]), ("info", ["info", "major"]), ("keep", ["major", "major"])]
)
@pytest.mark.parametrize("text", ["Use `[City]` not [State].", "Words\n\n```\n[City]\n```\n\nand [State]"])
def test_code_guard(action: str, severities: list[str], text: str) -> None:
    rule = rule_of(regex=[slot()], guard={"code": action})
    assert [f.severity for f in run(text, rule)] == severities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [City] shortcode is a template for a shortcode.", []),
        ("A [City] shortcode is a template.", ["[City]"]),
        ("A [City] stands here.", ["[City]"]),
    ],
)
def test_topic_guard(text: str, expected: list[str]) -> None:
    rule = rule_of(regex=[slot()], guard={"topic": ["shortcode", "template"], "topic_min": 3})
    assert texts(text, rule) == expected


def test_topic_words_inside_the_hit_do_not_count() -> None:
    rule = rule_of(regex=[slot()], guard={"topic": ["template"], "topic_min": 1})
    assert texts("See [Template] now.", rule) == ["[Template]"]
    assert texts("See [Template] of a template.", rule) == []


def test_topic_info() -> None:
    rule = rule_of(regex=[slot()], guard={"topic": ["template"], "topic_min": 1, "topic_action": "info"})
    assert [f.severity for f in run("A template has [City].", rule)] == ["info"]


@pytest.mark.parametrize("guard", [{"quote": "drop", "code": "info"}, {"quote": "info", "code": "drop"}])
def test_where_two_guards_apply_the_stricter_one_counts(guard: dict[str, str]) -> None:
    assert texts("He wrote “use `[City]`” here.", rule_of(regex=[slot()], guard=guard)) == []


def test_guards_apply_to_the_hits_of_a_detector() -> None:
    def find(doc: Document, _rule: Rule) -> Iterator[Hit]:
        yield Hit(doc.text.index("["), doc.text.index("]") + 1)

    assert texts("He wrote “in [City]” there.", rule_of(find=find, guard={"quote": "drop"})) == []


# --- accept


def test_accept_may_drop_and_change_hits() -> None:
    def accept(doc: Document, _rule: Rule, hit: Hit) -> Hit | None:
        return hit._replace(end=hit.end - 1) if doc.text[hit.start + 1] == "C" else None

    assert texts("In [City] and [State].", rule_of(regex=[slot()], accept=accept)) == ["[City"]


def test_accept_sees_the_name_of_the_phrase_or_regex_and_the_hit_before_it_is_widened() -> None:
    seen = []

    def accept(doc: Document, _rule: Rule, hit: Hit) -> Hit | None:
        seen.append((hit.name, doc.text[hit.start : hit.end]))
        return hit

    run("Leave a reply in [City] now", rule_of("leave a (reply|note)", regex=[slot()], accept=accept, unit="block"))
    assert seen == [("leave a (reply|note)", "Leave a reply"), ("slot", "[City]")]


def test_a_hit_that_accept_drops_confirms_nothing() -> None:
    def accept(_doc: Document, _rule: Rule, hit: Hit) -> Hit | None:
        return None if hit.name == "leave a reply" else hit

    assert texts("Leave a reply\n\nName", rule_of("leave a reply", near("name"), accept=accept)) == []


# --- yields_to


def test_a_hit_yields_to_an_overlapping_one() -> None:
    strong = rule_of("leave a reply", name="leak.strong")
    weak = rule_of("a reply", "more words", name="leak.weak", yields_to=["leak.strong"])
    found = run("Leave a reply and more words and a reply.", strong, weak)
    assert [(f.rule, f.text) for f in found] == [
        ("leak.strong", "Leave a reply"),
        ("leak.weak", "more words"),
        ("leak.weak", "a reply"),
    ]


@pytest.mark.parametrize("text", ["[City][State]", "[State][City]"])
def test_a_hit_does_not_yield_to_one_that_it_only_touches(text: str) -> None:
    strong = rule_of(regex=[slot(pattern=r"\[City\]")], name="leak.strong")
    weak = rule_of(regex=[slot(pattern=r"\[State\]")], name="leak.weak", yields_to=["leak.strong"])
    assert len(run(f"In {text} today", strong, weak)) == 2


def test_rules_that_yield_to_each_other_are_no_error() -> None:
    one = rule_of("leave a", name="leak.one", yields_to=["leak.two"])
    two = rule_of("a reply", name="leak.two", yields_to=["leak.one"])
    assert len(run("Leave a reply", one, two)) == 1


def test_yielding_to_a_rule_that_is_not_run_is_no_error() -> None:
    weak = rule_of("a reply", name="leak.weak", yields_to=["leak.strong"])
    assert texts("Leave a reply", weak) == ["a reply"]


@pytest.mark.parametrize("lead", ["", "B words first. ", "A words first. ", "C words first. "])
@pytest.mark.parametrize("turned", [False, True])
def test_yielding_does_not_depend_on_what_stands_elsewhere(lead: str, turned: bool) -> None:
    """A gives way to B, B to C. Here B gives way, so nothing is left for A to give way to."""
    a = rule_of("one two", "a words", name="leak.a", yields_to=["leak.b"])
    b = rule_of("two three", "b words", name="leak.b", yields_to=["leak.c"])
    c = rule_of("three four", "c words", name="leak.c")
    rules = [c, b, a] if turned else [a, b, c]
    assert texts(f"{lead}one two three four", *rules)[-2:] == ["one two", "three four"]
