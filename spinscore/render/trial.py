"""What came of trying a rule, as plain text: each thing to mend, with the text as it should be marked and as it is."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spinscore.authoring.attempt import Attempt
from spinscore.authoring.problem import Problem
from spinscore.authoring.trial import Trial
from spinscore.render.terminal import harmless, shorten
from spinscore.render.text import WIDTH, paint

_AROUND = 40
"""Characters to show of a long line before its first difference."""


def render_trial(trial: Trial, *, colour: bool = False) -> str:
    """What came of trying a rule: a line where all is well, otherwise each thing to mend, with marked texts."""
    lines = [f"{trial.rule.id}  {_outcome(trial, colour)}"]
    if not trial.passed:
        lines += [f"  {harmless(_short(path))}" for path in (trial.file, trial.case_file)]
    for problem in trial.problems:
        if problem.weight == "problem":
            lines += _problem(problem, colour)
    if left := [problem.where for problem in trial.problems if problem.weight == "to write"]:
        lines += _filled(f"still to write: {', '.join(_gathered(left))}", "  ")
    for problem in trial.problems:
        if problem.weight == "remark":
            lines += _filled(f"remark: {problem.where}: {problem.what}", "  ")
    return "\n".join(lines) + "\n"


def render_attempt(tried: Attempt) -> str:
    """A text as a rule marks it, what matched, and why the rest does not count."""
    lines = [harmless(line) for line in tried.marked.split("\n")]
    for name in tried.found:
        lines += _filled(f"marked: {name}", "  ")
    for reason in tried.dropped:
        lines += _filled(f"not marked: {reason}", "  ")
    return "\n".join(lines) + "\n"


def _outcome(trial: Trial, colour: bool) -> str:
    if not trial.passed:
        count = sum(problem.weight == "problem" for problem in trial.problems)
        said = f"{count} to mend" if count else "to write"
        return paint(said, "poor", colour)
    assert trial.cases is not None
    known = sum(case.known_failure for case in trial.cases.cases)
    figures = f"{len(trial.rule.examples)} examples, {len(trial.cases.cases)} cases"
    figures += f" ({known} known to fail)" if known else ""
    figures += f", precision {_rate(trial.precision)}, recall {_rate(trial.recall)}"
    return f"{paint('passed', 'good', colour)}  {figures}"


def _short(path: Path) -> str:
    """The path as one would type it here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _gathered(left: list[str]) -> Iterator[str]:
    """What is left to write; examples and cases are only counted."""
    counted = Counter(where.partition(" ")[0] for where in left)
    for where in left:
        kind = where.partition(" ")[0]
        if kind not in ("example", "case"):
            yield where
        elif counted[kind]:
            yield f"{counted.pop(kind)} {kind}s" if counted[kind] > 1 else where


def _rate(value: float) -> str:
    return "unknown" if math.isnan(value) else f"{value:.2f}"


def _problem(problem: Problem, colour: bool) -> Iterator[str]:
    yield f"  {harmless(problem.where)}"
    yield from _filled(problem.what, "    ")
    wanted, found = problem.wanted.split("\n"), problem.found.split("\n")
    if wanted == found:
        return
    for as_wanted, as_found in zip(wanted, found, strict=True):
        if as_wanted != as_found:
            at = next((n for n, (a, b) in enumerate(zip(as_wanted, as_found, strict=False)) if a != b), 0)
            yield f"      wanted  {paint(_around(as_wanted, at), 'good', colour)}"
            yield f"      found   {paint(_around(as_found, at), 'poor', colour)}"


def _around(line: str, at: int) -> str:
    """A line from shortly before a place, as much of it as fits."""
    start = max(at - _AROUND, 0)
    return shorten(("…" if start else "") + harmless(line[start:]), WIDTH - 14)


def _filled(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        harmless(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
