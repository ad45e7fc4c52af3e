"""`spinscore schema`: the JSON schema of a report."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def add_commands(commands: Any) -> None:
    """Adds the command to the subparsers."""
    command = commands.add_parser("schema", help="print the JSON schema of a report")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:  # noqa: ARG001
    from spinscore.plain import report_schema

    json.dump(report_schema(), sys.stdout, indent=2)
    print()
    return 0
