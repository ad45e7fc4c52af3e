"""One text tried with one rule, and `spinscore rules try`: what matched, and which condition was not met."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from spinscore.authoring.attempt import attempt
from spinscore.authoring.trial import Bed
from spinscore.cli import main
from spinscore.registry import Rule

MakeRule = Callable[..., Rule]
ASKS = 'The words of "slip one" stand there, but not as {} asks.'


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ({"at": "line"}, "A slip one.", ASKS.format('at = "line"')),
        ({"at": "end"}, "Slip one more.", ASKS.format('at = "end"')),
        ({"case": "upper"}, "A slip one.", ASKS.format('case = "upper"')),
        ({"not_prev": ["a"]}, "A slip one.", ASKS.format('not_prev = ["a"]')),
        ({"next": ["$"]}, "Slip one more.", ASKS.format('next = ["$"]')),
        (
            {"at": "start", "case": "upper"},
            "A slip one.",
            ASKS.format('at = "start" or case = "upper"'),
        ),
        (
            {"text": "slip one {}", "at": "line"},
            "Slip one" + " more" * 13,
            'The words of "slip one {}" stand there, but not as {}, which stands for one to twelve words, asks.',
        ),
        (
            {"text": "slip one {}", "at": "line"},
            "A slip one more.",
            'The words of "slip one {}" stand there, but not as at = "line" asks.',
        ),
        ({"near": True}, "A slip one.", '"slip one" matches there, but near = true and nothing sure stands beside it.'),
        (
            {},
            "A slip, not one.",
            "Nothing of the rule matches there. A phrase would have to match these words: a slip not one",
        ),
    ],
)
def test_the_condition_that_was_not_met_is_named(
    make_rule: MakeRule, phrase: dict[str, Any], text: str, said: str
) -> None:
    rule = make_rule({"text": "slip one", **phrase})
    tried = attempt(rule, Bed({rule.id: rule}), text)
    assert (tried.marked, tried.found, tried.dropped) == (text, (), (said,))


def test_what_is_found_is_marked_and_named_and_the_rest_explained(make_rule: MakeRule) -> None:
    rule = make_rule("slip (one|two)", guard={"quote": "drop"})
    tried = attempt(rule, Bed({rule.id: rule}), "A slip one, “a slip two”.")
    assert tried.marked == "A ⟦slip one⟧, “a slip two”."
    assert tried.found == ('"slip (one|two)"',)
    assert tried.dropped == ('"slip (one|two)" matches there, but [guard] quote drops it.',)


def test_an_empty_text_has_nothing_to_tell(make_rule: MakeRule) -> None:
    rule = make_rule("slip one")
    assert attempt(rule, Bed({rule.id: rule}), "") == ("", (), ())


def test_the_command_takes_a_text_or_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "try", "leak.placeholder", "Held in [City] today."]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Held in ⟦[City]⟧ today.\n  marked: ")
    monkeypatch.setattr("sys.stdin", io.StringIO("Held in [City] today."))
    assert main(["rules", "try", "leak.placeholder", "-"]) == 0
    assert capsys.readouterr().out == shown


def test_one_rule_is_tried_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "try", "stance", "Perhaps."]) == 2
    assert "Name one." in capsys.readouterr().err
