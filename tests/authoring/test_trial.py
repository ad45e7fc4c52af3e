"""Trying a rule: what is told of each thing that can be wrong with it, and nothing of a rule that is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spinscore.authoring.trial import Bed, Trial, try_rule
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule
from spinscore.render.trial import render_trial

Folder = Callable[[str], Path]
MakeRule = Callable[..., Rule]


def tried(rule: Rule, root: Path, *others: Rule) -> Trial:
    return try_rule(rule, Bed({each.id: each for each in (rule, *others)}), root)


def told(trial: Trial) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in trial.problems if problem.weight != "remark"]


def test_a_good_rule_passes(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    trial = tried(make_rule("slip one"), folder(case_text))
    assert told(trial) == []
    assert trial.passed
    assert (trial.precision, trial.recall) == (1.0, 1.0)
    assert render_trial(trial) == "leak.test  passed  4 examples, 6 cases, precision 1.00, recall 1.00\n"


def test_what_is_marked_too_much_is_shown_with_its_phrase(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    trial = tried(make_rule("slip (one|two)"), folder(case_text))
    assert told(trial) == [
        ('case "four"', 'Matched by "slip (one|two)". Narrow that: at, prev, next, a guard, or accept().'),
    ]
    assert (trial.problems[0].wanted, trial.problems[0].found) == ("A slip two.", "A ⟦slip two⟧.")
    assert render_trial(trial) == (
        "leak.test  1 to mend\n"
        f"  {trial.file}\n"
        f"  {trial.case_file}\n"
        '  case "four"\n'
        '    Matched by "slip (one|two)". Narrow that: at, prev, next, a guard, or accept().\n'
        "      wanted  A slip two.\n"
        "      found   A ⟦slip two⟧.\n"
    )


def test_only_the_lines_that_differ_are_shown_from_where_they_differ(
    make_rule: MakeRule, folder: Folder, case_text: str
) -> None:
    text = "First line.\n" + "word " * 40 + "slip two" + " more" * 40 + "\nLast line."
    trial = tried(make_rule("slip (one|two)"), folder(f'{case_text}[[case]]\nname = "long"\ntext = {text!r}\n'))
    shown = render_trial(trial)
    assert "First line" not in shown
    assert "⟦slip two⟧" in shown
    assert all(len(line) <= 100 for line in shown.splitlines() if not line.startswith("  /"))


def test_a_known_failure_must_fail_and_counts(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    known = '[[case]]\nname = "{}"\ntext = "{}"\nknown_failure = true\n'
    still = tried(make_rule("slip one"), folder(case_text + known.format("hard", "⟦Slip one and a half⟧")))
    assert told(still) == [
        ("floors", "precision is 0.750 over all cases, its floor is 1.0."),
        ("floors", "recall is 0.750 over all cases, its floor is 1.0."),
    ]
    mended = tried(make_rule("slip one"), folder(case_text + known.format("easy", "⟦Slip one⟧")))
    assert told(mended) == [('case "easy"', "It passes now: take its known_failure away.")]
    assert "1 known to fail" in render_trial(still._replace(problems=()))


def test_too_few_examples_and_cases_are_told(make_rule: MakeRule, folder: Folder) -> None:
    cases = '[floors]\nprecision = 1.0\nrecall = 1.0\n[[case]]\nname = "one"\ntext = "⟦Slip one⟧"\n'
    rule = make_rule("slip one", example=[{"text": "⟦Slip one⟧"}, {"text": "None."}])
    assert told(tried(rule, folder(cases))) == [
        ("examples", "1 of them have a mark ⟦ ⟧; at least 2 should."),
        ("examples", "1 of them are near misses; at least 2 should be."),
        ("cases", "1 of them have a mark ⟦ ⟧; at least 3 should."),
        ("cases", "0 of them are near misses; at least 3 should be."),
    ]


def test_a_rule_without_anything_to_find_and_marks_of_another_kind_are_told(
    make_rule: MakeRule, folder: Folder, case_text: str
) -> None:
    empty = told(tried(make_rule(), folder(case_text)))
    assert empty[0] == ("rule", "It has no [[phrase]], no [[regex]] and no find(): it can find nothing.")
    brackets = folder(case_text.replace("⟦Slip one⟧ stands", "[[Slip one]] stands"))
    said = "The marks of a case are ⟦ and ⟧; [[ and ]] are part of the text."
    assert dict(told(tried(make_rule("slip one"), brackets)))['case "one"'] == said


def test_a_missing_or_broken_case_file_is_told(make_rule: MakeRule, folder: Folder, tmp_path: Path) -> None:
    ((where, what),) = told(tried(make_rule("slip one"), tmp_path))
    assert (where, what.partition(".")[0]) == ("cases", "There is no case file yet")
    ((where, what),) = told(tried(make_rule("slip one"), folder("[floors")))
    assert where == "cases"
    assert "not valid TOML" in what


def not_first(_doc: Document, _rule: Rule, hit: Hit) -> Hit | None:
    return hit if hit.start else None


QUOTED, CODE = "He said “⟦slip one⟧” and went.", "Type `⟦slip one⟧` now."
ABOUT = "On slips and slips and slips: ⟦slip one⟧ is one."
DROPPED: list[tuple[dict[str, Any], str, str]] = [
    (
        {},
        "A ⟦slip, not one⟧.",
        "Nothing of the rule matches there. A phrase would have to match these words: slip not one",
    ),
    ({"guard": {"quote": "drop"}}, QUOTED, '"slip one" matches there, but [guard] quote drops it.'),
    ({"guard": {"code": "drop"}}, CODE, '"slip one" matches there, but [guard] code drops it.'),
    (
        {"guard": {"topic": ["slips"]}},
        ABOUT,
        '"slip one" matches there, but the article is about it ([guard] topic).',
    ),
    ({"max_words": 2}, "A ⟦slip one⟧.", '"slip one" matches there, but its block has more than max_words = 2 words.'),
    ({"accept": not_first}, "⟦Slip one⟧.", '"slip one" matches there, but accept() gives None for it.'),
    (
        {"unit": "block"},
        "⟦Slip one, the clerk said on Monday.⟧",
        '"slip one" matches there, but it stands in a sentence that reports speech, '
        'which is talk about the page (unit = "block").',
    ),
    (
        {"max_words": 2, "guard": {"quote": "drop"}},
        QUOTED,
        '"slip one" matches there, but more than one thing drops it: guards, near, max_words, accept().',
    ),
    (
        {"yields_to": ["leak.other"]},
        "A ⟦slip one⟧.",
        '"slip one" matches there, but the rule yields to one of leak.other.',
    ),
]


@pytest.mark.parametrize(("keys", "text", "said"), DROPPED)
def test_what_is_missed_is_told_with_its_reason(
    make_rule: MakeRule, folder: Folder, keys: dict[str, Any], text: str, said: str
) -> None:
    rule = make_rule("slip one", **keys)
    other = make_rule("a slip one", name="leak.other", example=[{"text": "a"}])
    trial = tried(rule, folder(f"[floors]\nprecision = 0\nrecall = 0\n[[case]]\nname = 'it'\ntext = '{text}'\n"), other)
    assert [what for where, what in told(trial) if where == 'case "it"'] == [said]


def test_a_hit_that_waits_for_a_neighbour_and_one_that_was_confirmed(make_rule: MakeRule, folder: Folder) -> None:
    cases = (
        "[floors]\nprecision = 0\nrecall = 0\n[[case]]\nname = 'alone'\ntext = 'A ⟦slip one⟧.'\n"
        "[[case]]\nname = 'beside'\ntext = 'A slip one, and another mark.'\n"
    )
    rule = make_rule({"text": "slip one", "near": True}, example=[{"text": "None."}])
    other = make_rule("another mark", name="leak.other", example=[{"text": "None."}])
    told_of = dict(told(tried(rule, folder(cases), other)))
    assert told_of['case "alone"'] == '"slip one" matches there, but near = true and nothing sure stands beside it.'
    assert told_of['case "beside"'] == 'Matched by "slip one"; near = true, and it was confirmed by leak.other.'


def test_other_ends_and_joined_marks_are_told(make_rule: MakeRule, folder: Folder) -> None:
    cases = (
        "[floors]\nprecision = 0\nrecall = 0\n[[case]]\nname = 'ends'\ntext = '⟦A slip one⟧.'\n"
        "[[case]]\nname = 'join'\ntext = '''⟦Slip one⟧\n\n⟦slip one⟧'''\n"
    )
    told_of = dict(told(tried(make_rule("slip one", join=True), folder(cases))))
    said = "Found, but with other ends. What a finding covers is set by unit, join and group."
    assert told_of['case "ends"'] == told_of['case "join"'] == said


def test_a_shut_gate_is_told(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    regex = {"name": "slip", "pattern": r"[Ss]lip one|SLIP ONE", "needs": ["slip"]}
    trial = tried(make_rule(regex=[regex]), folder(case_text))
    assert (
        'regex "slip"',
        "It matches in 'Slip one here.', but none of its needs or gate_words stands there.",
    ) in told(trial)
    missed = dict(told(trial))['case "one"']
    assert missed == 'Regex "slip" matches, but its gate is shut: none of its needs or gate_words is in the text.'


def yields_slips(doc: Document, _rule: Rule) -> Iterator[Hit]:
    place = doc.folded.find("slip one")
    if place >= 0:
        yield Hit(place, place + len("slip one"))


def test_a_shut_gate_of_a_detector_is_told_and_so_is_none(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    root = folder(case_text)
    shut = tried(make_rule(find=yields_slips, needs=["one"]), root)
    said = "It yields hits in 'And SLIP ONE!', but the rule's needs and gate_words are shut."
    assert ("find()", said) in told(shut)
    free = tried(make_rule(find=yields_slips), root)
    assert told(free) == []
    assert [p.what for p in free.problems] == [
        "It has no gate, so it runs on every article. Give the rule needs or gate_words if you can."
    ]


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        ({"needs": ["$"]}, "its gate opens on ordinary articles because of '$'. Need what stands beside it, too."),
        ({"needs": ["turn"]}, 'its gate opens on about 48% of ordinary articles, most often because of "turn".'),
        (
            {"gate_words": ["the", "ferry"]},
            'its gate opens on about 100% of ordinary articles, most often because of "the"',
        ),
        ({"needs": ["URL:"]}, None),
        ({"gate_words": ["ferry"]}, None),
    ],
)
def test_loose_gates_get_a_remark(
    make_rule: MakeRule, folder: Folder, case_text: str, gate: dict[str, Any], said: str | None
) -> None:
    regex = {"name": "shape", "pattern": r"\$\d\d\d\d", **gate}
    trial = tried(make_rule("slip one", regex=[regex]), folder(case_text))
    remarks = [p.what for p in trial.problems if p.weight == "remark" and p.where == 'regex "shape"']
    assert trial.passed
    assert any(said in remark for remark in remarks) if said else remarks == [remarks[0]]
    assert remarks[-1] == "It matches in no example and no case: nothing shows that it works."


def test_a_gate_word_that_is_no_word_is_told(make_rule: MakeRule, folder: Folder, case_text: str) -> None:
    regex = {"name": "shape", "pattern": "slip one", "gate_words": ["slip one", "Slip"], "needs": ["lip", "LIP"]}
    problems = [what for where, what in told(tried(make_rule("slip one", regex=[regex]), folder(case_text)))]
    assert problems == [
        'gate_words: "slip one" is never a word of a text. Its words are: "slip" "one"',
        'gate_words: "Slip" is never a word of a text. Its words are: "slip"',
    ]
