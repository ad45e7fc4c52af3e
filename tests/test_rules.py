"""Every rule: its file, its examples, its cases and floors, its gates; `spinscore rules test` makes the same checks."""

from __future__ import annotations

from pathlib import Path

import pytest

import spinscore
from spinscore.authoring.cases import Case, case_path, read_cases
from spinscore.authoring.trial import Bed, Trial, try_rule
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.registry import SHIPPED, Rule, mark

DETECTORS = Path(spinscore.__file__).parent / "detectors"
CASES = Path(__file__).parent / "rules"
RULES = {name: rule for name, rule in spinscore.rules().items() if rule.origin == SHIPPED}


@pytest.fixture(scope="module")
def bed() -> Bed:
    return Bed(RULES)


def told(trial: Trial) -> list[str]:
    """What has to be mended, with marked texts; remarks are left to the authors."""
    return [
        f"{problem.where}: {problem.what}\nwanted: {problem.wanted}\nfound:  {problem.found}"
        for problem in trial.problems
        if problem.weight != "remark"
    ]


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_nothing_has_to_be_mended(rule: Rule, bed: Bed) -> None:
    assert told(try_rule(rule, bed, DETECTORS)) == []


def all_cases() -> list[object]:
    found = []
    for rule in RULES.values():
        path = case_path(DETECTORS, rule.id)
        if not path.is_file():
            continue  # test_nothing_has_to_be_mended says so
        for case in read_cases(path).cases:
            marks = [pytest.mark.xfail(reason="known failure", strict=True)] if case.known_failure else []
            found.append(pytest.param(rule, case, id=f"{rule.id}: {case.name}", marks=marks))
    return found


@pytest.mark.parametrize(("rule", "case"), all_cases())
def test_case(rule: Rule, case: Case) -> None:
    """As a caller sees it: with the default profile, all rules together."""
    text, spans = case.example
    found = [(finding.start, finding.end) for finding in spinscore.check(text, rules=[rule.id])]
    assert mark(text, found) == mark(text, spans)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_regexes_compile(rule: Rule) -> None:
    """They are compiled only when a text opens their gate."""
    assert len(rule.regex) == len(rule.patterns)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_second_run_gives_the_same(rule: Rule) -> None:
    text = "\n\n".join(example.text for example in rule.examples)
    alone = RuleSet((rule,))
    first = alone.run(Document.parse(text))
    assert first == alone.run(Document.parse(text))
    assert first or rule.judged


def test_no_cases_lack_a_rule() -> None:
    assert sorted(CASES.rglob("*.toml")) == sorted(case_path(DETECTORS, name) for name in RULES)
