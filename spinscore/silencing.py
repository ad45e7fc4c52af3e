"""Comments in a text that silence rules, such as `<!-- spinscore: ignore leak.placeholder -->`.

`ignore` counts for the block it stands in or, where it stands alone, for the next block; `ignore-start` counts up to
`ignore-end` or the end, `ignore-all` for the whole text. Rules and families are named after it; without a name all
are meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from spinscore.document import Document
from spinscore.findings import Finding
from spinscore.registry import meant
from spinscore.text.blocks import united

_NEEDS: Final = "spinscore:"
_ALL: Final = ""
"""Stands for all rules."""
_TOLD: Final = 5
"""Unknown names that a caveat repeats."""
_COMMENT: Final = re.compile(
    r"<!--[ \t]{0,9}spinscore:[ \t]{0,9}(ignore(?:-start|-end|-all)?)"
    r"((?:[ \t,]{1,9}[a-z][a-z.-]{0,60}){0,20})[ \t]{0,9}-->"
)
_ATTEMPT: Final = re.compile(r"<!--[ \t]{0,9}spinscore:[^\n>]{0,1500}-->")
_SEPARATORS: Final = re.compile(r"[ \t,]+")


class Silencer(NamedTuple):
    """What the comments in a text silence, where they stand, and what is wrong with them."""

    scopes: Mapping[str, Sequence[tuple[int, int]]]
    """Where each rule or family is silenced, and under "" where all are: disjoint spans in order."""
    comments: Sequence[tuple[int, int]]
    complaints: tuple[str, ...]

    def divide(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], int]:
        """The findings that are left, and how many are silenced; the comments themselves are never found."""
        left, silenced = [], 0
        for finding in findings:
            if (comment := _at(self.comments, finding.start)) and finding.end <= comment[1]:
                continue
            if any(_at(self.scopes.get(name, ()), finding.start) for name in (_ALL, finding.rule, finding.family)):
                silenced += 1
            else:
                left.append(finding)
        return tuple(left), silenced


def _at(spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The one of some disjoint spans, in order, that holds a place."""
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else None


def silencer_of(doc: Document, known: Collection[str]) -> Silencer | None:
    """The silencer of a text's comments, None if it has none. `known` are the names of all rules and families."""
    if _NEEDS not in doc.text:
        return None
    attempts = list(_ATTEMPT.finditer(doc.text))
    if not attempts:
        return None
    matches = [match for each in attempts if (match := _COMMENT.fullmatch(doc.text, *each.span()))]
    targets = _targets(doc, matches)
    length = len(doc.text)
    scopes: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    opened: dict[frozenset[str], int] = {}
    unknown: dict[str, None] = {}

    def silence(names: frozenset[str], start: int, end: int) -> None:
        for name in names or (_ALL,):
            scopes[name].append((start, end))

    for match in matches:
        names = [name for name in _SEPARATORS.split(match[2]) if name]
        unknown |= dict.fromkeys(name for name in names if name not in known)
        listed = frozenset(names)
        if match[1] == "ignore-all":
            silence(listed, 0, length)
        elif match[1] == "ignore-start":
            opened.setdefault(listed, match.end())
        elif match[1] == "ignore-end":  # without names it ends all, with names what was started with the same ones
            for ended in [listed] if listed else list(opened):
                if ended in opened:
                    silence(ended, opened.pop(ended), match.start())
        else:
            silence(listed, *targets[doc.block_at(match.start())])
    for names_meant, start in opened.items():
        silence(names_meant, start, length)
    complaints = _complaints(len(attempts) - len(matches), list(unknown), known)
    places = {name: united(spans) for name, spans in scopes.items()}
    return Silencer(places, [match.span() for match in matches], tuple(complaints))


def _complaints(unclear: int, unknown: Sequence[str], known: Collection[str]) -> Iterator[str]:
    if unclear:
        yield f"Comments in the text that are not understood: {unclear}. Write <!-- spinscore: ignore RULE -->."
    if unknown:
        names = ", ".join(f'"{name}"' for name in unknown[:_TOLD])
        clause = meant(unknown[0], known) if len(unknown) == 1 else "All are listed by: spinscore rules"
        yield f"A comment in the text names no rule or family: {names}. {clause}"


def _targets(doc: Document, matches: Sequence[re.Match[str]]) -> dict[int, tuple[int, int]]:
    """For each block with comments the span that they count for: the block, or the next where nothing else is in it."""
    comments: dict[int, list[re.Match[str]]] = {}
    for match in matches:
        comments.setdefault(doc.block_at(match.start()), []).append(match)
    targets: dict[int, tuple[int, int]] = {}
    for block in sorted(comments, reverse=True):
        first, last = doc.block_list[block]
        edges = [first, *(edge for match in comments[block] for edge in match.span()), last]
        if any(doc.text[at:end].strip() for at, end in zip(edges[::2], edges[1::2], strict=True)):
            targets[block] = first, last
        elif block + 1 < len(doc.block_list):
            targets[block] = targets.get(block + 1, doc.block_list[block + 1])
        else:
            targets[block] = last, last
    return targets
