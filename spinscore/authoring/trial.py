"""Trying a rule: its examples and cases, its floors, its gates; what goes wrong is told so that it can be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from spinscore.authoring.cases import Case, CaseFile, case_path, read_cases, rule_path
from spinscore.authoring.detectors import DetectorError
from spinscore.authoring.gating import gate_problems
from spinscore.authoring.problem import Problem
from spinscore.authoring.reasons import why_marked, why_missed
from spinscore.authoring.scaffold import unwritten
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.errors import RuleError
from spinscore.rule import Example, Rule, mark

FEWEST_EXAMPLES = 2
"""Examples that are marked, and as many near misses."""
FEWEST_CASES = 3


class Trial(NamedTuple):
    """What came of trying one rule. Precision and recall are nan where nothing was flagged or expected."""

    rule: Rule
    file: Path
    case_file: Path
    cases: CaseFile | None
    problems: tuple[Problem, ...]
    precision: float
    recall: float

    @property
    def passed(self) -> bool:
        """Whether nothing has to be mended; remarks are left to the author."""
        return all(problem.weight == "remark" for problem in self.problems)


class Bed:
    """All rules ready to run together, as they do for readers, so that they confirm and give way to each other."""

    def __init__(self, everything: Mapping[str, Rule]) -> None:
        self.everything = everything
        self._rules = RuleSet(tuple(everything.values()))

    def spans(self, rule: Rule, text: str) -> tuple[tuple[int, int], ...]:
        """The places of a rule's findings in a text."""
        return tuple((f.start, f.end) for f in self._rules.run(Document.parse(text)) if f.rule == rule.id)

    def compare(self, rule: Rule, example: Example, where: str) -> Problem | None:
        """None if a text is marked as written, else both ways and the reason for each difference."""
        found = self.spans(rule, example.text)
        if found == example.spans:
            return None
        said = []
        for span in example.spans:
            beside = [other for other in found if other[0] < span[1] and span[0] < other[1]]
            if not beside:
                said.append(why_missed(rule, example.text, span))
            elif span not in found:
                said.append("Found, but with other ends. What a finding covers is set by unit, join and group.")
        for span in found:
            if not any(other[0] < span[1] and span[0] < other[1] for other in example.spans):
                said.append(
                    "The marks of a case are ⟦ and ⟧; [[ and ]] are part of the text."
                    if _is_bracketed(example.text, span)
                    else why_marked(rule, self.everything, example.text, span)
                )
        reasons = " ".join(dict.fromkeys(said)) or "Two marks became one finding, or one became two (join)."
        return Problem(where, reasons, mark(example.text, example.spans), mark(example.text, found))


def _is_bracketed(text: str, span: tuple[int, int]) -> bool:
    """Whether [[ ]] stand around a span, or at its ends, where an author may have meant ⟦ ⟧."""
    around = text[max(span[0] - 2, 0) : span[1] + 2].strip()
    return around.startswith("[[") and around.endswith("]]")


def try_rule(rule: Rule, bed: Bed, root: Path, *, slow: tuple[Problem, ...] = ()) -> Trial:
    """The trial of a rule that lies below `root`: all checks but those that take a clock.

    What these found is given as `slow`. Texts are not tried then: a single one may take for ever.
    """
    if slow:
        return _put_off(rule, root, slow)
    try:
        return _tried_out(rule, bed, root)
    except DetectorError as error:
        return _put_off(rule, root, (Problem("detector", str(error)),))


def _put_off(rule: Rule, root: Path, problems: tuple[Problem, ...]) -> Trial:
    waiting = Problem("cases", "They are tried once that is mended.", weight="remark")
    unknown = float("nan")
    return Trial(rule, rule_path(root, rule.id), case_path(root, rule.id), None, (*problems, waiting), unknown, unknown)


def _tried_out(rule: Rule, bed: Bed, root: Path) -> Trial:
    file, path = rule_path(root, rule.id), case_path(root, rule.id)
    problems: list[Problem] = []
    if not rule.phrases and not rule.patterns and rule.find is None and not rule.judged:
        problems.append(Problem("rule", "It has no [[phrase]], no [[regex]] and no find(): it can find nothing."))
    cases = None
    try:
        cases = read_cases(path)
    except RuleError as error:
        missing = "There is no case file yet. What one looks like is shown by: spinscore rules new"
        problems.append(Problem("cases", str(error) if path.is_file() else missing))
    to_write = list(unwritten(rule, cases, root))
    left = {problem.where for problem in to_write}
    problems += _compared(rule, bed, [(f"example {n}", e) for n, e in enumerate(rule.examples, 1)], left)
    problems += _counted("examples", rule.examples, FEWEST_EXAMPLES, rule.judged)
    precision = recall = float("nan")
    if cases is not None:
        failed = _tried(rule, bed, cases.cases, left)
        problems += failed
        problems += _counted("cases", [case.example for case in cases.cases], FEWEST_CASES, rule.judged)
        precision, recall = _rates(rule, bed, cases)
        for name, rate, floor in (("precision", precision, cases.precision), ("recall", recall, cases.recall)):
            if rate < floor and not to_write and not failed:  # otherwise it says the same once more
                problems.append(Problem("floors", f"{name} is {rate:.3f} over all cases, its floor is {floor}."))
    texts = [*rule.examples, *((case.example for case in cases.cases) if cases else ())]
    problems += gate_problems(rule, texts)
    return Trial(rule, file, path, cases, (*problems, *to_write), precision, recall)


def _compared(rule: Rule, bed: Bed, texts: Iterable[tuple[str, Example]], left: Collection[str]) -> list[Problem]:
    return [p for where, text in texts if where not in left and (p := bed.compare(rule, text, where))]


def _tried(rule: Rule, bed: Bed, cases: Sequence[Case], left: Collection[str]) -> list[Problem]:
    problems = []
    for case in cases:
        where = f'case "{case.name}"'
        problem = bed.compare(rule, case.example, where)
        if problem and not case.known_failure and where not in left:
            problems.append(problem)
        elif case.known_failure and not problem:
            problems.append(Problem(where, "It passes now: take its known_failure away."))
    return problems


def _counted(name: str, texts: Sequence[Example], fewest: int, judged: bool) -> list[Problem]:
    """What is missing of examples or cases; a rule that is only judged marks none without its judge."""
    marked = sum(bool(example.spans) for example in texts)
    problems = []
    if marked < fewest and not judged:
        problems.append(Problem(name, f"{marked} of them have a mark ⟦ ⟧; at least {fewest} should."))
    if len(texts) - marked < fewest:
        problems.append(Problem(name, f"{len(texts) - marked} of them are near misses; at least {fewest} should be."))
    return problems


def _rates(rule: Rule, bed: Bed, cases: CaseFile) -> tuple[float, float]:
    """Precision and recall over all cases; a finding is right when its span is exactly as marked."""
    right = flagged = expected = 0
    for case in cases.cases:
        found = set(bed.spans(rule, case.example.text))
        right += len(found & set(case.example.spans))
        flagged += len(found)
        expected += len(case.example.spans)
    return right / flagged if flagged else float("nan"), right / expected if expected else float("nan")
