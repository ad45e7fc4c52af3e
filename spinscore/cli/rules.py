"""`spinscore rules` and `spinscore explain`: the rules and their pages, and what an author of rules needs."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from spinscore.cli.output import is_coloured
from spinscore.errors import SpinscoreError
from spinscore.registry import FAMILIES, all_rules, meant, select

OK, FOUND = 0, 1


def add_commands(commands: Any) -> None:
    """Adds the commands to the subparsers."""
    rules = commands.add_parser(
        "rules", help="list, make and test rules", description="Lists the rules; makes and tests new ones."
    )
    rules.set_defaults(run=_list, names=[])
    tasks = rules.add_subparsers(title="tasks", metavar="TASK", description="Without one, all rules are listed.")

    listing = tasks.add_parser("list", help="list the rules")
    listing.add_argument("names", nargs="*", metavar="RULE", help="rule ids or families; all without")
    listing.set_defaults(run=_list)

    new = tasks.add_parser("new", help="make the files of a new rule", description="Makes the files of a new rule.")
    new.add_argument("rule", metavar="FAMILY.NAME", help="its id, such as leak.what-is-wrong")
    new.add_argument("--python", action="store_true", help="also a detector, for what data alone cannot decide")
    new.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="the folder around the families; default: that of a checkout of spinscore, elsewhere the current folder",
    )
    new.set_defaults(run=_new)

    test = tasks.add_parser(
        "test",
        help="try rules on their examples, cases and hostile texts",
        description="Tries rules: examples, cases, floors, gates, and whether they are linear on hostile texts.",
    )
    test.add_argument(
        "names", nargs="*", metavar="RULE", help="ids, families, rule files or folders; all that ship without"
    )
    test.add_argument("--quick", action="store_true", help="leave the hostile texts out")
    test.set_defaults(run=_test)

    trying = tasks.add_parser(
        "try",
        help="try one rule on a text of your own",
        description="Shows what a rule marks in a text, what matched, and why the rest does not count.",
    )
    trying.add_argument("rule", metavar="RULE", help="its id, or its file")
    trying.add_argument("text", metavar="TEXT", help='the text itself, in quotes; "-": from standard input')
    trying.set_defaults(run=_try)

    schema = tasks.add_parser("schema", help="print the JSON schema of rule files, for editors")
    schema.set_defaults(run=_schema)

    explain = commands.add_parser("explain", help="explain a rule, with examples")
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(run=_explain)


def _list(options: argparse.Namespace) -> int:
    from spinscore.render.rules import render_rules

    listed = select(options.names or None)
    print(render_rules(listed) if listed else "No rules in this family yet; it gives measures only.\n", end="")
    return OK


def _explain(options: argparse.Namespace) -> int:
    from spinscore.render.rules import render_rule

    rules = all_rules()
    if options.rule in FAMILIES:
        raise SpinscoreError(f"{options.rule} is a family. List its rules with: spinscore rules list {options.rule}")
    if options.rule not in rules:
        raise SpinscoreError(f'no rule is called "{options.rule}". {meant(options.rule, rules)}')
    print(render_rule(rules[options.rule]), end="")
    return OK


def _new(options: argparse.Namespace) -> int:
    from spinscore.authoring.scaffold import check_name, make_rule, place_for

    check_name(options.rule)
    place = place_for(options.rule, options.into, Path.cwd())
    paths = make_rule(options.rule, place, python=options.python)
    about = ["what it says and looks for", "the cases that prove it", "the detector", "makes the folder a package"]
    shown = [_short(path) for path in paths]
    width = max(map(len, shown))
    for path, what in zip(shown, about, strict=False):
        print(f"made  {path:<{width}}  {what}")
    name = options.rule if place.is_checkout else shown[0]
    print("\nIt works already, on a wording of no use. Write your own into the files, then try it:\n")
    print(f"  spinscore rules test {name}")
    return OK


def _short(path: Path) -> str:
    """The path as one would type it here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _test(options: argparse.Namespace) -> int:
    from spinscore.authoring.bench import gather
    from spinscore.authoring.hostile import hostile_problems
    from spinscore.authoring.trial import Bed, try_rule
    from spinscore.render.trial import render_trial

    bench = gather(options.names)
    bed = Bed(bench.everything)
    colour = is_coloured("auto", sys.stdout)
    outcomes: Counter[bool] = Counter()
    for rule in bench.rules.values():
        slow = () if options.quick else tuple(hostile_problems(rule))
        trial = try_rule(rule, bed, bench.roots[rule.id], slow=slow)
        outcomes[trial.passed] += 1
        print(render_trial(trial, colour=colour), end="", flush=True)
    if not bench.rules:
        print("No rules there.")
    elif len(bench.rules) > 1:
        print(f"\n{outcomes[True]} passed, {outcomes[False]} to mend")
    return FOUND if outcomes[False] else OK


def _try(options: argparse.Namespace) -> int:
    from spinscore.authoring.attempt import attempt
    from spinscore.authoring.bench import gather
    from spinscore.authoring.trial import Bed
    from spinscore.render.trial import render_attempt

    bench = gather([options.rule])
    if len(bench.rules) != 1:
        raise SpinscoreError(f"{options.rule} holds {len(bench.rules)} rules. Name one.")
    (rule,) = bench.rules.values()
    text = sys.stdin.read() if options.text == "-" else options.text
    print(render_attempt(attempt(rule, Bed(bench.everything), text)), end="")
    return OK


def _schema(options: argparse.Namespace) -> int:  # noqa: ARG001
    from spinscore.authoring.schema import rule_schema

    print(json.dumps(rule_schema(), indent=2))
    return OK
