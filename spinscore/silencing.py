"""Comments in a text that silence rules, such as `<!-- spinscore: ignore leak.placeholder -->`.

`ignore` counts for the block it stands in or, where it stands alone, for the next block; `ignore-start` counts up to
`ignore-end` or the end, `ignore-all` for the whole text. Rules and families are named after it; without a name all
are meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from spinscore.document import Document
from spinscore.errors import nearest
from spinscore.findings import Finding

_NEEDS: Final = "spinscore:"
_COMMENT: Final = re.compile(
    r"<!--[ \t]{0,9}spinscore:[ \t]{0,9}(ignore(?:-start|-end|-all)?)"
    r"((?:[ \t,]{1,9}[a-z][a-z.-]{0,60}){0,20})[ \t]{0,9}-->"
)
_SEPARATORS: Final = re.compile(r"[ \t,]+")


class _Scope(NamedTuple):
    start: int
    end: int
    names: frozenset[str]

    def covers(self, finding: Finding) -> bool:
        if not self.start <= finding.start < self.end:
            return False
        return not self.names or finding.rule in self.names or finding.family in self.names


class Silencer(NamedTuple):
    """What the comments in a text silence, where they stand, and what is wrong with them."""

    scopes: tuple[_Scope, ...]
    comments: tuple[tuple[int, int], ...]
    complaints: tuple[str, ...]

    def divide(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], int]:
        """The findings that are left, and how many are silenced; the comments themselves are never found."""
        left, silenced = [], 0
        for finding in findings:
            if any(start <= finding.start and finding.end <= end for start, end in self.comments):
                continue
            if any(scope.covers(finding) for scope in self.scopes):
                silenced += 1
            else:
                left.append(finding)
        return tuple(left), silenced


def silencer_of(doc: Document, known: Collection[str]) -> Silencer | None:
    """The silencer of a text's comments, None if it has none. `known` are the names of all rules and families."""
    if _NEEDS not in doc.text:
        return None
    matches = list(_COMMENT.finditer(doc.text))
    if not matches:
        return None
    length = len(doc.text)
    scopes: list[_Scope] = []
    opened: list[tuple[int, frozenset[str]]] = []
    complaints: dict[str, None] = {}
    for match in matches:
        names = [name for name in _SEPARATORS.split(match[2]) if name]
        for name in names:
            if name not in known:
                complaints[f'A comment in the text names no rule or family: "{name}". {nearest(name, known)}'] = None
        listed = frozenset(names)
        if names and not listed & set(known):
            continue
        if match[1] == "ignore-all":
            scopes.append(_Scope(0, length, listed))
        elif match[1] == "ignore-start":
            opened.append((match.end(), listed))
        elif match[1] == "ignore-end":
            scopes += [_Scope(start, match.start(), meant) for start, meant in opened if _ended(meant, listed)]
            opened = [(start, meant) for start, meant in opened if not _ended(meant, listed)]
        else:
            scopes.append(_Scope(*_block_of(doc, *match.span()), listed))
    scopes += [_Scope(start, length, meant) for start, meant in opened]
    return Silencer(tuple(scopes), tuple(match.span() for match in matches), tuple(complaints))


def _ended(opened: frozenset[str], ending: frozenset[str]) -> bool:
    """Whether an end closes a start: one without names closes all, one with names those of the same names."""
    return not ending or opened == ending


def _block_of(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The block that a comment stands in, or the next one if nothing else stands in it."""
    block = doc.block_at(start)
    first, last = doc.block_list[block]
    if (first, last) == (start, end):
        return doc.block_list[block + 1] if block + 1 < len(doc.block_list) else (end, end)
    return first, last
