"""`spinscore check`: only what was found, without a score."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spinscore.cli.accepted import read_accepted
from spinscore.cli.arguments import add_shared
from spinscore.cli.output import opened
from spinscore.cli.reading import Item
from spinscore.cli.running import FAILED, OK, profile_of, run, tell
from spinscore.cli.writing import ON_SOURCE
from spinscore.errors import RuleError
from spinscore.inspector import Inspector
from spinscore.profile import Profile
from spinscore.registry import select
from spinscore.render.terminal import counted
from spinscore.report import Report

if TYPE_CHECKING:
    from spinscore.batch import Row


class Checking:
    """The work of finding, without a model: reports that hold only findings."""

    def __init__(self, profile: Profile, rules: Iterable[str] | None, on_source: bool = False) -> None:
        self._settings = (profile, None if rules is None else list(rules), on_source)
        self._inspector = Inspector(profile)

    def __reduce__(self) -> tuple[type[Checking], tuple[Profile, list[str] | None, bool]]:
        return Checking, self._settings

    def __call__(self, row: Row) -> Report:
        if row.html:
            return self._checked_page(row)
        doc = self._inspector.parse(row.text, "check()", row.title, row.lang)  # type: ignore[arg-type]
        found, notes = self._inspector.inspect(doc, self._settings[1], row.ignore)
        return Report(doc.text, None, None, found, None, (), {}, notes, {}, title=doc.title)

    def _checked_page(self, row: Row) -> Report:
        from spinscore.batch import moved_to_source
        from spinscore.pages.scoring import placed

        limit = self._inspector.profile.max_chars
        text, place, title, lang, code = placed(row.text, caller="check()", max_chars=limit)  # type: ignore[arg-type]
        doc = self._inspector.parse(text, "check()", title, lang, code)
        found, notes = self._inspector.inspect(doc, self._settings[1], row.ignore)
        found = tuple([replace(finding, pieces=place(finding.start, finding.end)) for finding in found])
        report = Report(text, None, None, found, None, (), {}, notes, {}, title=title)
        return moved_to_source(report, row.text) if self._settings[2] else report

    def blank(self, text: str, caveat: str, error: str | None = None) -> Report:
        """The report of a row that could not be checked."""
        return Report(text, None, None, (), None, (), {}, (caveat.replace("No score", "Not checked"),), {}, error)


def add_commands(commands: Any) -> None:
    """Adds the command to the subparsers."""
    command = commands.add_parser("check", help="only show what was found; no score")
    add_shared(command)
    command.add_argument("--rules", metavar="LIST", help="rule ids or families, separated by commas")
    command.add_argument(
        "--write-ignore", metavar="FILE", help="accept all that is found: write the fingerprints to a file for --ignore"
    )
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    names = None if options.rules is None else [name.strip() for name in options.rules.split(",") if name.strip()]
    if names == []:
        raise RuleError("--rules names no rule. All are listed by: spinscore rules")
    select(names)  # a wrong name is told at once, before anything is read
    accepted = read_accepted(options.ignore)
    work = Checking(profile_of(options), names, options.format in ON_SOURCE)

    def note(item: Item, report: Report) -> bool:
        if options.write_ignore:
            for finding in report.findings:
                accepted.add(finding, item.source.name)
        return False

    code = run(options, work, accepted, scored=False, judge=note)
    if not options.write_ignore:
        return code
    with opened(options.write_ignore, "--write-ignore") as file:
        file.write(accepted.lines())
    tell(f"{options.write_ignore} accepts {counted(len(accepted), 'finding')}.")
    return FAILED if code == FAILED else OK
