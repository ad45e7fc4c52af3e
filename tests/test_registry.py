"""Rules: how they are found, chosen and refused when their file is wrong."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

import pytest

import spinscore
from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.phrases import PhraseIndex
from spinscore.registry import (
    FAMILIES,
    Example,
    Phrase,
    Rule,
    all_rules,
    build_rule,
    mark,
    select,
    unite,
    unmark,
)
from spinscore.rulefile import read_table
from spinscore.rulekeys import parse_toml
from spinscore.wording import expand

GOOD: dict[str, Any] = {
    "id": "leak.test",
    "title": "A test",
    "severity": "major",
    "why": "To test.",
    "suggestion": "Delete it.",
    "since": "0.1",
    "example": [{"text": "⟦a⟧"}],
}


def build(phrases: list[dict[str, Any]] | None = None, **changes: Any) -> Any:
    data = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return build_rule(data, phrases or [], path="leak/test.toml", expected_id="leak.test")


def test_a_rule_has_what_its_file_says() -> None:
    rule = build(
        [{"text": "a b", "at": "line", "confidence": 0.5, "near": True}],
        unit="block",
        join=True,
        removable=True,
        words={"slots": ["city", "town"]},
        regex=[{"name": "x", "pattern": "A", "flags": "i", "needs": ["a"]}],
        guard={"code": "drop", "topic": ["html"]},
    )
    assert (rule.id, rule.family, rule.unit, rule.join, rule.removable) == ("leak.test", "leak", "block", True, True)
    assert rule.words["slots"] == frozenset({"city", "town"})
    assert rule.regex["x"].flags & re.I
    assert (rule.phrases[0].at, rule.phrases[0].confidence, rule.phrases[0].near) == ("line", 0.5, True)
    assert (rule.guard.code, rule.guard.topic) == ("drop", frozenset({"html"}))
    assert rule.examples == (Example("a", ((0, 1),)),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": None}, '"title" must be given as a text'),
        ({"why": "  "}, '"why" must be given as a text'),
        ({"since": 0.1}, '"since" must be given as a text'),
        ({"severity": "bad"}, "\"severity\" is 'bad'; allowed are: info, minor, major, critical"),
        ({"unit": "line"}, "\"unit\" is 'line'; allowed are: match, block"),
        ({"id": "leak.other"}, 'id is "leak.other" but the file name asks for "leak.test"'),
        ({"titel": "x", "title": None}, 'unknown key "titel". Did you mean "title"?'),
        ({"sugestion": "x"}, 'unknown key "sugestion". Did you mean "suggestion"?'),
        ({"example": None}, "a rule needs [[example]] entries"),
        ({"guard": {"code": "hide"}}, "\"code\" is 'hide'; allowed are: keep, drop, info"),
        ({"guard": {"kode": "drop"}}, '[guard]: unknown key "kode". Did you mean "code"?'),
        ({"guard": {"topic": "mill"}}, "[guard]: \"topic\" takes a list of texts, got 'mill'"),
        ({"guard": "drop"}, "write [guard] as a table of settings"),
        ({"words": ["city"]}, "write [words] as a table of lists of words"),
        ({"measured": 3}, "write [measured] as a table of figures"),
        ({"example": [{"text": "a", "unit": "block"}]}, '[[example]]: "unit" is a key of the rule itself.'),
        (
            {"regex": [{"name": "x", "pattern": "a", "needs": ["a"], "at": "start"}]},
            'regex "x": "at" is inline or line',
        ),
        (
            {"regex": [{"name": "x", "pattern": "a", "needs": ["a"], "next": ["b"]}]},
            '[[regex]] "x": unknown key "next". Known: at, confidence, flags, gate_words, group, name, near, needs, '
            "needs_ranges, pattern, severity.",
        ),
        ({"regex": [{"pattern": "a", "needs": ["a"]}]}, "each [[regex]] needs a name and a pattern"),
        ({"regex": [{"name": "x", "needs": ["a"]}]}, "each [[regex]] needs a name and a pattern"),
        ({"regex": [{"name": "x", "pattern": "a"}]}, 'regex "x" needs a gate: "needs" (literals) or "gate_words"'),
        ({"regex": [{"name": "x", "pattern": "(a", "needs": ["a"]}]}, 'regex "x": missing )'),
        ({"regex": [{"name": "x", "pattern": "a", "flags": "q", "needs": ["a"]}]}, "unknown flags q"),
        ({"regex": [{"name": "x", "pattern": "a", "need": ["a"], "needs": ["a"]}]}, 'unknown key "need"'),
        ({"regex": [{"name": "x", "pattern": "a", "needs": ["a"], "group": 1}]}, 'has 0 groups, "group" asks for 1'),
        ({"regex": [{"name": "x", "pattern": "a", "needs": "a"}]}, "\"needs\" takes a list of texts, got 'a'"),
        ({"regex": {"name": "x"}}, "write [[regex]] with two brackets"),
        ({"join": "yes"}, "\"join\" is true or false, got 'yes'"),
        ({"max_words": -1}, '"max_words" takes a whole number, got -1'),
        ({"yields_to": "leak.html"}, "\"yields_to\" takes a list of texts, got 'leak.html'"),
        ({"words": {"slots": "city"}}, "[words] \"slots\" takes a list, got 'city'"),
        ({"measured": {"judged": "x" * 201}}, '[measured] "judged" takes a number, a text of up to 200 characters'),
        ({"measured": {"news": {"hits": [1, 2]}}}, '[measured] "news" takes a number, a text'),
        ({"example": [{"text": "a⟧"}]}, "a ⟧ without its ⟦"),
        ({"example": [{"txt": "a"}]}, 'each [[example]] has one key, "text"'),
        ({"origin": "elsewhere"}, 'unknown key "origin"'),
    ],
)
def test_a_wrong_rule_is_refused_with_file_and_key(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError) as caught:
        build(**changes)
    assert said in str(caught.value)
    assert str(caught.value).startswith("leak/test.toml: ")


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ({"text": "a", "at": "top"}, "\"at\" is 'top'; allowed are: inline, line, start, end"),
        ({"text": "a", "case": "Upper"}, "\"case\" is 'Upper'; allowed are: lower, upper, title"),
        ({"text": "a", "severity": "high"}, "\"severity\" is 'high'; allowed are: info, minor, major, critical"),
        ({"text": "a", "confidence": 0}, "confidence must be over 0 and at most 1, got 0"),
        ({"text": "a", "confidence": 1.5}, "confidence must be over 0 and at most 1, got 1.5"),
        ({"text": "a", "confidence": "high"}, "confidence must be over 0 and at most 1, got high"),
        ({"text": "a", "befor": ["b"]}, '[[phrase]] "a": unknown key "befor"'),
        ({"text": "a", "join": True}, '[[phrase]] "a": "join" is a key of the rule itself. Write it at the top'),
        ({"text": "a", "prev": "by"}, "\"prev\" takes a list of texts, got 'by'"),
        ({"text": "a", "near": 1}, '"near" is true or false, got 1'),
        ({"at": "line"}, "a [[phrase]] needs a text"),
    ],
)
def test_a_wrong_phrase_is_refused_with_file_and_key(phrase: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError) as caught:
        build([phrase])
    assert str(caught.value).startswith("leak/test.toml: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("plain", "plain", ()),
        ("⟦all⟧", "all", ((0, 3),)),
        ("a ⟦b⟧ c ⟦d⟧", "a b c d", ((2, 3), (6, 7))),
        ("⟦a⟧⟦b⟧", "ab", ((0, 1), (1, 2))),
        ("😀 ⟦x\n\ny⟧", "😀 x\n\ny", ((2, 6),)),
    ],
)
def test_unmark(marked: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert unmark(marked) == Example(text, spans)


@pytest.mark.parametrize("marked", ["plain", "⟦all⟧", "a ⟦b⟧ c ⟦d⟧", "⟦a⟧⟦b⟧", "😀 ⟦x\n\ny⟧"])
def test_mark_is_the_opposite_of_unmark(marked: str) -> None:
    assert mark(*unmark(marked)) == marked


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('id = "a"\nseverity = minor # bad', "(at line 2, column 12): severity = minor # bad"),
        ('a = 1\nb = "\\d"', 'b = "\\d". Put a regex in triple single quotes'),
        ("a = [", "not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(content: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_toml(content.encode(), "leak/test.toml")
    assert str(caught.value).startswith("leak/test.toml: not valid TOML: ")
    assert said in str(caught.value)


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(RuleError, match=r"leak/test\.toml: not UTF-8: "):
        parse_toml(b'title = "\xe9"', "leak/test.toml")


def test_unmark_refuses_nested_marks() -> None:
    with pytest.raises(RuleError, match="a ⟦ inside of another, after 'a b'"):
        unmark("⟦a b⟦c⟧⟧")


@pytest.mark.parametrize("marked", ["a⟧", "⟦a", "⟦a⟧ b⟧", "a ⟦b⟧ ⟦c"])
def test_unmark_refuses_marks_without_partners(marked: str) -> None:
    with pytest.raises(RuleError, match="without its"):
        unmark(marked)


def table(text: str) -> list[Phrase]:
    return list(read_table(text, "leak/test.tsv"))


def test_a_table_of_phrases_is_read_row_by_row() -> None:
    assert table("# source\ntext\tat\tnear\tconfidence\tprev\na b\tline\ttrue\t0.5\tx y\n\nc\t\t\t0.7\nd\n") == [
        Phrase("a b", at="line", near=True, confidence=0.5, prev=("x", "y")),
        Phrase("c", confidence=0.7),
        Phrase("d"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at\ttext\nline\ta", 'the first column must be "text", got "at"'),
        ("text at\na line", 'the first column must be "text", got "text at". Tabs separate cells.'),
        ("text\tat\na\tline\tmore", "line 2 has more cells than the header"),
        ("text\tat\na\ttop", "line 2: \"at\" is 'top'"),
        ("text\tnear\na\tyes", "line 2: \"near\" is true or false, got 'yes'"),
        ("text\tconfidence\na\thigh", "line 2: confidence must be a number, got 'high'"),
        ("text\tconfidance\na\t1", 'unknown key "confidance". Did you mean "confidence"?'),
        ("text\tat\n\tline", "line 2 has no text"),
    ],
)
def test_a_wrong_table_is_refused_with_line_and_column(text: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        table(text)
    assert str(caught.value).startswith("leak/test.tsv: ")
    assert said in str(caught.value)


def test_two_rules_of_one_id_are_refused_and_so_is_giving_way_to_no_rule() -> None:
    one = build()
    with pytest.raises(RuleError, match=r'two rules are called "leak.test": one of "spinscore" and one of "acme"'):
        unite([one, dataclasses.replace(one, origin="acme")])
    with pytest.raises(RuleError, match=r'leak.test: yields_to names "leak.tset", which is no rule. Did you mean'):
        unite([build(yields_to=["leak.tset"])])


def test_select_takes_ids_and_families_and_keeps_the_order_of_the_registry() -> None:
    names = [rule.id for rule in select(["stance", "leak.placeholder", "leak.html"])]
    assert names[:2] == ["leak.html", "leak.placeholder"]
    assert all(name.startswith("stance.") for name in names[2:])
    assert len(names) > 2


def test_select_nothing_and_everything() -> None:
    assert select([]) == ()
    assert select(None) == tuple(all_rules().values())


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["leak.placholder"], 'no rule or family is called "leak.placholder". Did you mean "leak.placeholder"?'),
        (["leaks"], 'no rule or family is called "leaks". Did you mean "leak"?'),
        ([""], 'no rule or family is called "".'),
        ([5], 'no rule or family is called "5". All are listed by: spinscore rules'),
        (["html"], 'no rule or family is called "html". Did you mean "leak.html"?'),
    ],
)
def test_select_refuses_unknown_names(names: list[Any], said: str) -> None:
    with pytest.raises(RuleError) as caught:
        select(names)
    assert said in str(caught.value)


def test_select_refuses_a_bare_name() -> None:
    with pytest.raises(TypeError, match=r'Write rules=\["leak"\]'):
        select("leak")


def test_rules_are_ordered_by_family_and_id_and_cannot_be_changed() -> None:
    rules = spinscore.rules()
    ids = list(rules)
    assert ids == sorted(ids, key=lambda name: (FAMILIES.index(name.split(".")[0]), name))
    with pytest.raises(TypeError):
        rules["leak.new"] = rules[ids[0]]  # type: ignore[index]


def test_the_ids_agreed_on_are_there() -> None:
    agreed = {
        "leak": "placeholder seo-variable shortcode template-engine mail-merge spintax field-label wire-slug encoding "
        "html markdown value editor-note llm-residue",
        "boilerplate": "comment-prompt reader-comment newsletter share cookie navigation related paywall "
        "summary-widget promo affiliate feed-footer copyright disclaimer site-identity tags ui byline dateline bio "
        "caption credit",
    }
    wanted = {f"{family}.{name}" for family, names in agreed.items() for name in names.split()}
    assert wanted - set(spinscore.rules()) == set()


def test_a_rule_gives_way_only_to_rules_that_exist_and_never_in_a_circle() -> None:
    rules = spinscore.rules()
    assert {name for rule in rules.values() for name in rule.yields_to} <= set(rules)

    def weaker(name: str, path: tuple[str, ...]) -> None:
        assert name not in path
        for stronger in rules[name].yields_to:
            weaker(stronger, (*path, name))

    for name in rules:
        weaker(name, ())


def test_removable_rules_are_boilerplate_and_furniture_is_not_removable() -> None:
    rules = spinscore.rules()
    assert {rule.family for rule in rules.values() if rule.removable} <= {"boilerplate", "leak"}
    furniture = [rules[f"boilerplate.{name}"] for name in ("byline", "dateline", "bio", "caption", "credit")]
    assert [(rule.removable, rule.severity) for rule in furniture] == [(False, "info")] * 5


def written_out(phrase: Phrase, words: Sequence[str]) -> str:
    """A text in which a phrase should be found: its words, with neighbours that meet its conditions."""
    before = phrase.prev[0] if phrase.prev else "xyzzy" if "^" in phrase.not_prev else ""
    after = phrase.next[0] if phrase.next else "xyzzy" if "$" in phrase.not_next else ""
    passage = " ".join({"{n}": "12", "{}": "Maria Svensson"}.get(word, word) for word in words)
    passage = {"upper": passage.upper(), "lower": passage.lower(), "title": passage.title()}.get(phrase.case, passage)
    return f"{before} {passage} {after}".replace("^", "").replace("$", "").replace("{n}", "12").strip()


@pytest.mark.parametrize("rule", list(all_rules().values()), ids=lambda rule: rule.id)
def test_every_phrase_of_a_shipped_rule_can_match(rule: Rule) -> None:
    index = PhraseIndex((rule,))
    lost = []
    for phrase in rule.phrases:
        for words in expand(phrase.text):
            text = written_out(phrase, words)
            if not any(match.phrase == phrase for match in index.find(Document.parse(text))):
                lost.append((phrase.text, text))
    assert lost == []
