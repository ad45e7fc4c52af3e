"""The command line: score, check, rules, explain.

Exit codes: 0 all well; 1 a finding at or above --fail-on, or a score under --fail-under; 2 wrong usage, or
a file that could not be read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spinscore.errors import SpinscoreError, TextTooLongError, nearest
from spinscore.findings import RANK, SEVERITIES, Finding
from spinscore.inspector import Inspector
from spinscore.profile import Profile
from spinscore.registry import FAMILIES, all_rules, select
from spinscore.render.text import render_findings, render_report, render_rule, render_rules
from spinscore.plain import finding_to_dict
from spinscore.report import Report
from spinscore.scorer import Scorer
from spinscore.version import __version__

OK, FOUND, FAILED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code."""
    options = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # terminals that know few characters
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SpinscoreError as error:
        print(f"spinscore: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception:  # a fault of the program must not look like a finding
        traceback.print_exc()
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spinscore", description="Finds the marks of spun and scraped articles and scores the article."
    )
    parser.add_argument("--version", action="version", version=f"spinscore {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("paths", nargs="+", metavar="PATH", help='text files in UTF-8, or "-" for standard input')
    reading.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")
    reading.add_argument("--profile", metavar="FILE", help="a profile in TOML")
    reading.add_argument("--title", help="the headline, where it is not part of the text (kept; no rule reads it yet)")
    reading.add_argument("--lang", help="the language (ISO 639-1), where it is known")
    reading.add_argument("--fail-on", choices=SEVERITIES, metavar="SEVERITY", help=f"one of {', '.join(SEVERITIES)}")
    reading.add_argument("--show", choices=SEVERITIES, default="minor", help="mildest severity to print as text")

    score = commands.add_parser("score", parents=[reading], help="score articles and show what was found")
    score.add_argument("--model", metavar="NAME", help="a shipped model, or the path of a model.json")
    score.add_argument("--fail-under", type=_score, metavar="SCORE", help="exit with 1 for a score under this")
    score.set_defaults(run=_run_score)

    check = commands.add_parser("check", parents=[reading], help="only show what was found; no score")
    check.add_argument("--rules", metavar="LIST", help="rule ids or families, separated by commas")
    check.set_defaults(run=_run_check)

    rules = commands.add_parser("rules", help="list the rules")
    rules.add_argument("names", nargs="*", metavar="RULE", help="rule ids or families; all without")
    rules.set_defaults(run=_run_rules)

    explain = commands.add_parser("explain", help="explain a rule, with examples")
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(run=_run_explain)
    return parser


def _score(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError(f"takes a score from 0 to 100, got {value}")
    return number


def _run_score(options: argparse.Namespace) -> int:
    scorer = Scorer(options.profile, options.model)
    code, shown = OK, list[dict[str, Any]]()
    for path, text, reason in _read(options.paths):
        if text is None:
            code = FAILED
            shown.append(_failed(path, reason))
            continue
        try:
            report = scorer.score(text, title=options.title, lang=options.lang)
        except TextTooLongError as error:
            code = FAILED
            shown.append(_failed(path, str(error)))
            continue
        code = max(code, _judge(path, report, options))
        if options.format == "json":
            shown.append({"path": path, **report.to_dict()})
        else:
            print(render_report(report, path, show=options.show, colour=_colour()))
    _print_json(shown, options)
    return code


def _judge(path: str, report: Report, options: argparse.Namespace) -> int:
    """1 if the report fails one of the user's limits."""
    failed = _fails(report.findings, options.fail_on)
    if options.fail_under is not None:
        if report.score is None:
            print(f"spinscore: {path}: --fail-under passed over. {' '.join(report.caveats)}", file=sys.stderr)
        elif report.score < options.fail_under:
            failed = True
    return FOUND if failed else OK


def _fails(findings: Sequence[Finding], limit: str | None) -> bool:
    return limit is not None and any(RANK[finding.severity] >= RANK[limit] for finding in findings)


def _run_check(options: argparse.Namespace) -> int:
    names = None if options.rules is None else [name.strip() for name in options.rules.split(",") if name.strip()]
    inspector = Inspector(Profile.load(options.profile) if options.profile else Profile())
    code, shown = OK, list[dict[str, Any]]()
    for path, text, reason in _read(options.paths):
        if text is None:
            code = FAILED
            shown.append(_failed(path, reason))
            continue
        try:
            doc = inspector.parse(text, "check()", options.title, options.lang)
        except TextTooLongError as error:
            code = FAILED
            shown.append(_failed(path, str(error)))
            continue
        findings = inspector.findings(doc, names)
        code = max(code, FOUND if _fails(findings, options.fail_on) else OK)
        if options.format == "json":
            shown.append({"path": path, "findings": [finding_to_dict(finding) for finding in findings]})
        else:
            listed = [finding for finding in findings if RANK[finding.severity] >= RANK[options.show]]
            print("\n".join([f"{path}  {len(listed)} findings", *render_findings(text, listed, colour=_colour()), ""]))
    _print_json(shown, options)
    return code


def _run_rules(options: argparse.Namespace) -> int:
    listed = select(options.names or None)
    print(render_rules(listed) if listed else "No rules in this family yet; it gives measures only.\n", end="")
    return OK


def _run_explain(options: argparse.Namespace) -> int:
    rules = all_rules()
    if options.rule in FAMILIES:
        raise SpinscoreError(f"{options.rule} is a family. List its rules with: spinscore rules {options.rule}")
    if options.rule not in rules:
        raise SpinscoreError(f'no rule is called "{options.rule}". {nearest(options.rule, rules)}')
    print(render_rule(rules[options.rule]), end="")
    return OK


def _read(paths: Sequence[str]) -> Iterator[tuple[str, str | None, str]]:
    """Path and text of each file; None and the reason for a file that cannot be read."""
    for path in paths:
        try:
            data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            yield path, data.decode("utf-8-sig"), ""
        except UnicodeDecodeError as error:
            yield path, None, f"not UTF-8 at byte {error.start}. Convert it first, for example with iconv."
        except IsADirectoryError:
            yield path, None, "a folder. Name the files in it."
        except OSError as error:
            yield path, None, error.strerror or str(error)


def _failed(path: str, reason: str) -> dict[str, Any]:
    """Says on standard error why a file has no report, and gives its entry for the JSON."""
    print(f"spinscore: {path}: {reason}", file=sys.stderr)
    return {"path": path, "error": reason}


def _print_json(shown: list[dict[str, Any]], options: argparse.Namespace) -> None:
    """One object for one path, a list for several."""
    if options.format == "json":
        whole = shown[0] if len(options.paths) == 1 and shown else shown
        escape = (sys.stdout.encoding or "ascii").lower().replace("-", "") != "utf8"
        print(json.dumps(whole, ensure_ascii=escape, indent=2, allow_nan=False))


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
