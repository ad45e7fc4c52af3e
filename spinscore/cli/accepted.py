"""Files of accepted findings: one fingerprint a line, what follows a "#" is for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from spinscore.errors import SpinscoreError
from spinscore.findings import Finding
from spinscore.render.terminal import harmless, shorten

_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
HEAD: Final = (
    "# Findings that are accepted, by fingerprint: of rule, wording and occurrence in its article.\n"
    "# Written by spinscore check --write-ignore; read with --ignore.\n"
)


def read_accepted(paths: Iterable[str]) -> dict[str, str]:
    """The fingerprints in some files, each with its remark. Raises SpinscoreError for a line that holds none."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            lines = Path(path).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise SpinscoreError(f"--ignore {path}: {reason}") from None
        for number, line in enumerate(lines, 1):
            name, _, remark = (part.strip() for part in line.partition("#"))
            if _FINGERPRINT.fullmatch(name):
                found[name] = remark
            elif name:
                raise SpinscoreError(
                    f"--ignore {path}, line {number}: {shorten(harmless(name), 40)!r} is no fingerprint "
                    "(16 digits, 0-9 and a-f, as in the JSON of a finding)."
                )
    return found


def remark(finding: Finding, name: str) -> str:
    """What a person wants to know of an accepted finding."""
    return f"{finding.rule}  {harmless(name)}  {shorten(harmless(finding.text), 60)}"


def accepted_lines(accepted: Mapping[str, str]) -> str:
    """A file of accepted findings, sorted so that its changes are easily read."""
    entries = sorted(accepted.items(), key=lambda entry: (entry[1], entry[0]))
    return HEAD + "".join(f"{name}  # {text}\n" if text else f"{name}\n" for name, text in entries)
