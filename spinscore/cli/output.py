"""Where results go: standard output, or a file that is there as a whole or not at all. And what tells of a long run."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from spinscore.errors import SpinscoreError
from spinscore.render.text import WIDTH

_NARROWEST, _WIDEST = 40, 160
_PATIENCE = 2.0
"""Seconds before a run counts as a long one."""
_PAUSE = 0.25


@contextmanager
def opened(path: str | None, option: str = "--output") -> Iterator[TextIO]:
    """Standard output, or a file that gets its name only when all is written; what it held before stays until then.

    Raises SpinscoreError, which names the option, where the file cannot be written.
    """
    if path is None:
        yield sys.stdout
        return
    target = Path(os.path.realpath(path))
    kept = target.exists() and not target.is_file()  # a pipe or a device is written to and not replaced
    place = target if kept else target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        stream = place.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise _unwritable(option, path, error) from None
    try:
        with stream:
            yield stream
        if not kept:
            if target.exists():
                shutil.copymode(target, place)
            place.replace(target)
    except BaseException as error:
        if not kept:
            place.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(option, path, error) from None
        raise


def _unwritable(option: str, path: str, error: OSError) -> SpinscoreError:
    return SpinscoreError(f"{option} {path}: {error.strerror or error}")


def is_coloured(wanted: str, stream: TextIO) -> bool:
    """Whether to write colours: as wanted, for "auto" by the environment, otherwise only to a terminal."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The width to write for, in cells: that of the terminal, within reason, and a fixed one for all else."""
    if not stream.isatty():
        return WIDTH
    return min(max(shutil.get_terminal_size((WIDTH, 24)).columns, _NARROWEST), _WIDEST)


class Progress:
    """A line on standard error with count and rate, on one that is rewritten.

    Unless it is asked for, it appears on a terminal only, after two seconds, and not between results on the same one.
    """

    def __init__(self, wanted: bool | None, stream: TextIO) -> None:
        shown_elsewhere = not stream.isatty()
        self._on = (sys.stderr.isatty() and shown_elsewhere) if wanted is None else wanted
        self._begun = time.monotonic()
        self._due = self._begun + (_PATIENCE if wanted is None else 0.0)
        self._wrote = False
        self.done = 0

    def step(self) -> None:
        """Counts one article."""
        self.done += 1
        if self._on and (now := time.monotonic()) >= self._due:
            self._due = now + _PAUSE
            self._write(now)

    def clear(self) -> None:
        """Ends the line, so that what comes next begins on its own."""
        if self._wrote:
            self._write(time.monotonic())
            print(file=sys.stderr, flush=True)
            self._wrote = False

    def _write(self, now: float) -> None:
        self._wrote = True
        rate = self.done / max(now - self._begun, 1e-9)
        with suppress(OSError):
            print(f"\r{self.done:,} articles, {rate:,.0f}/s ", end="", file=sys.stderr, flush=True)
