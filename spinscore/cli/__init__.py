"""The command line: score, check, clean, extract, rules, explain, schema.

Exit codes: 0 all well; 1 a finding at or above --fail-on, or a score under --fail-under; 2 wrong usage, or an article
that could not be read; 130 stopped by ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence

from spinscore.cli import check, rules, schema, score, texts
from spinscore.cli.running import FAILED, OK
from spinscore.errors import SpinscoreError
from spinscore.version import __version__

STOPPED = 130
"""What a shell gives for a program that ctrl-C ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code."""
    if sys.stderr is None:  # closed by the caller; print() would then write to standard output
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # terminals that know few characters
    try:
        if sys.stdout is None:
            raise SpinscoreError("standard output is closed.")
        options = parser().parse_args(argv)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SpinscoreError as error:
        print(f"spinscore: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader, such as head, has seen enough
        _drop_output()
        return OK
    except OSError as error:  # what is read tells of its own
        print(f"spinscore: the results could not be written: {error.strerror or error}", file=sys.stderr)
        _drop_output()
        return FAILED
    except KeyboardInterrupt:
        return STOPPED
    except Exception:  # a fault of the program must not look like a finding
        traceback.print_exc()
        return FAILED


def _drop_output() -> None:
    """What is still to be written goes nowhere: Python would try again when it ends, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="spinscore",
        description="Finds the marks of spun and scraped articles and scores the article.",
        epilog="Exit codes: 0 all well; 1 a finding at or above --fail-on, or a score under --fail-under; "
        "2 wrong usage, or an article that could not be read.",
    )
    whole.add_argument("--version", action="version", version=f"spinscore {__version__}")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in (score, check, texts, rules, schema):
        module.add_commands(commands)
    return whole
