"""`spinscore score`: articles with their scores, and what was found."""

from __future__ import annotations

import argparse
from typing import Any

from spinscore.cli.accepted import read_accepted
from spinscore.cli.arguments import add_shared
from spinscore.cli.reading import Item
from spinscore.cli.running import profile_of, run, tell
from spinscore.cli.writing import ON_SOURCE
from spinscore.render.terminal import harmless
from spinscore.report import Report
from spinscore.scorer import Scorer


def add_commands(commands: Any) -> None:
    """Adds the command to the subparsers."""
    command = commands.add_parser("score", help="score articles and show what was found")
    add_shared(command)
    command.add_argument("--model", metavar="NAME", help="a shipped model, or the path of a model.json")
    command.add_argument("--explain", action="store_true", help="show the whole account of each score, as a tree")
    command.add_argument("--fail-under", type=_score, metavar="SCORE", help="exit with 1 for a score under this")
    command.set_defaults(run=_run)


def _score(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"takes a score from 0 to 100, got {value}")
    return number


def _run(options: argparse.Namespace) -> int:
    from spinscore.batch import Scoring

    scorer = Scorer(profile_of(options), options.model)
    accepted = read_accepted(options.ignore)

    def falls_short(item: Item, report: Report) -> bool:
        if options.fail_under is None:
            return False
        if report.score is None:
            tell(f"{harmless(item.source.place)}: --fail-under passed over. {' '.join(report.caveats)}")
            return False
        return bool(report.score < options.fail_under)

    work = Scoring(scorer, on_source=options.format in ON_SOURCE)
    return run(options, work, accepted, scored=True, judge=falls_short)
