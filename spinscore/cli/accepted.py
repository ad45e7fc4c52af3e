"""Files of accepted findings: a fingerprint a line and, after a tab, the article it is accepted in.

Without an article it is accepted in all of them. What follows a "#" is for people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from spinscore.errors import SpinscoreError
from spinscore.findings import Finding
from spinscore.render.terminal import harmless, shorten

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
_HEAD: Final = (
    "# Accepted findings: fingerprint (of rule, wording and occurrence), article, and what it is.\n"
    "# Written by spinscore check --write-ignore; read with --ignore.\n"
)
_EVERYWHERE: Final = ""


class Accepted:
    """Fingerprints of accepted findings, each with the article in which it is accepted."""

    def __init__(self) -> None:
        self._remarks: dict[tuple[str, str], str] = {}
        self._by_article: defaultdict[str, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._remarks)

    def of(self, article: str) -> frozenset[str]:
        """What is accepted in an article."""
        return frozenset().union(*(self._by_article.get(name, ()) for name in (_name(article), _EVERYWHERE)))

    def add(self, finding: Finding, article: str) -> None:
        """Accepts a finding in its article."""
        self._put(finding.fingerprint, _name(article), f"{finding.rule}  {shorten(harmless(finding.text), 60)}")

    def read(self, path: str) -> None:
        """Adds what a file accepts. Raises SpinscoreError for a line that holds no fingerprint."""
        try:
            lines = Path(path).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise SpinscoreError(f"--ignore {path}: {reason}") from None
        for number, line in enumerate(lines, 1):
            first, *more = (cell.strip() for cell in line.strip().split("\t"))
            fingerprint, _, remark = (part.strip() for part in first.partition("#"))
            if _FINGERPRINT.fullmatch(fingerprint):
                article = more.pop(0) if more and not more[0].startswith("#") else _EVERYWHERE
                self._put(fingerprint, article, remark or " ".join(more).removeprefix("#").strip())
            elif fingerprint:
                raise SpinscoreError(
                    f"--ignore {path}, line {number}: {shorten(harmless(fingerprint), 40)!r} is no fingerprint "
                    "(16 digits, 0-9 and a-f, as in the JSON of a finding)."
                )

    def lines(self) -> str:
        """The file, sorted by article so that its changes are easily read."""
        entries = sorted((article, remark, name) for (name, article), remark in self._remarks.items())
        rows = ("\t".join(filter(None, (name, where, remark and f"# {remark}"))) for where, remark, name in entries)
        return _HEAD + "".join(f"{row}\n" for row in rows)

    def _put(self, fingerprint: str, article: str, remark: str) -> None:
        self._remarks.setdefault((fingerprint, article), remark)
        self._by_article[article].add(fingerprint)


def read_accepted(paths: Iterable[str]) -> Accepted:
    """What some files accept. Raises SpinscoreError for a line that holds no fingerprint."""
    accepted = Accepted()
    for path in paths:
        accepted.read(path)
    return accepted


def _name(article: str) -> str:
    """An article's name as files of accepted findings have it: on one line, and no remark."""
    return harmless(article.removeprefix("./")).lstrip("# ").rstrip()
