"""What a rule is: its texts, phrases, regexes, guards and examples, as immutable values."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from spinscore.errors import RuleError
from spinscore.findings import Hit, Severity

if TYPE_CHECKING:
    from spinscore.document import Document

FAMILIES = ("leak", "boilerplate", "spin", "readability", "stance")
SHIPPED = "spinscore"
"""The origin of the rules that come with the library."""
_SHOWN = 40
"""Characters of a text to show where its marks are wrong."""

Place = Literal["inline", "line", "start", "end"]
Action = Literal["keep", "drop", "info"]
Case = Literal["", "lower", "upper", "title"]
Find = Callable[["Document", "Rule"], Iterator[Hit]]
Accept = Callable[["Document", "Rule", Hit], Hit | None]

# Named tuples where there are thousands of them: a frozen dataclass with slots takes five times as long to build.


class Phrase(NamedTuple):
    """A wording, matched by folded words; see the how-to on writing rules for its little syntax."""

    text: str
    at: Place = "inline"
    confidence: float = 0.9
    near: bool = False
    severity: Severity | None = None
    prev: tuple[str, ...] = ()
    not_prev: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()
    case: Case = ""
    lang: str = ""
    name: str = ""
    """What the rule's detector calls it; several phrases may share one."""


class Pattern(NamedTuple):
    """A regex that runs only where a literal or a word that it needs occurs."""

    name: str
    source: str
    flags: int = 0
    needs: tuple[str, ...] = ()
    gate_words: tuple[str, ...] = ()
    at: Literal["inline", "line"] = "inline"
    confidence: float = 0.9
    severity: Severity | None = None
    near: bool = False
    group: int = 0

    @property
    def regex(self) -> re.Pattern[str]:
        """The regex, compiled when a text first opens its gate: compiling all of them would slow every start."""
        return compiled(self.source, self.flags)


@functools.cache
def compiled(source: str, flags: int) -> re.Pattern[str]:
    """The regex of a source and flags, compiled once."""
    return re.compile(source, flags)


class Guard(NamedTuple):
    """What to do with hits in code, in quotation marks, and in articles about the thing itself."""

    code: Action = "keep"
    quote: Action = "keep"
    topic: frozenset[str] = frozenset()
    topic_min: int = 3
    topic_action: Action = "drop"


_KEEP_ALL = Guard()


class Example(NamedTuple):
    """A text with the spans that its rule marks; a near miss has none."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong with an article: its texts, its data and, where needed, its detector."""

    id: str
    title: str
    severity: Severity
    why: str
    suggestion: str
    since: str
    unit: Literal["match", "block"] = "match"
    join: bool = False
    removable: bool = False
    max_words: int = 0
    """Most words of a block that can be nothing but this; in a longer one a phrase is a remark. 0: no limit."""
    judged: bool = False
    """Found by the judge of blocks alone: the rule has no words of its own."""
    yields_to: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gate_words: tuple[str, ...] = ()
    guard: Guard = _KEEP_ALL
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    examples: tuple[Example, ...] = ()
    measured: Mapping[str, Any] = field(default_factory=dict)
    """What the rule was seen to do on texts: numbers, short texts, and tables of these, one level deep."""
    find: Find | None = field(default=None, repr=False)
    accept: Accept | None = field(default=None, repr=False)
    origin: str = SHIPPED
    """The distribution that the rule comes with; the path of its folder for a rule that is being written."""

    @property
    def family(self) -> str:
        """The first part of the id."""
        return self.id.partition(".")[0]

    @property
    def regex(self) -> Mapping[str, re.Pattern[str]]:
        """The compiled regexes by name, for detectors."""
        return {pattern.name: pattern.regex for pattern in self.patterns}

    @property
    def settings(self) -> str:
        """All data of the rule's files that decides what it finds, as a text that is the same in every process."""
        guard = self.guard
        settings = [
            (
                self.id,
                self.severity,
                self.unit,
                self.join,
                self.max_words,
                self.judged,
                self.yields_to,
                self.needs,
                self.gate_words,
            ),
            (guard.code, guard.quote, sorted(guard.topic), guard.topic_min, guard.topic_action),
            sorted((name, sorted(words)) for name, words in self.words.items()),
            self.phrases,
            self.patterns,
        ]
        return repr(settings)


def unmark(marked: str) -> Example:
    """A text written with its expected spans in ⟦ ⟧, taken apart.

    >>> unmark("Held in ⟦[City]⟧.")
    Example(text='Held in [City].', spans=((8, 14),))
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    opened = -1
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            if opened >= 0:
                raise RuleError(f"a ⟦ inside of another, after {''.join(parts)[-_SHOWN:]!r}. Marks do not nest.")
            opened = length
        elif piece == "⟧":
            if opened < 0:
                raise RuleError(f"a ⟧ without its ⟦, after {''.join(parts)[-_SHOWN:]!r}")
            spans.append((opened, length))
            opened = -1
        else:
            parts.append(piece)
            length += len(piece)
    if opened >= 0:
        raise RuleError(f"a ⟦ without its ⟧, before {''.join(parts)[opened:][:_SHOWN]!r}")
    return Example("".join(parts), tuple(spans))


def mark(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with ⟦ ⟧ around disjoint spans: the opposite of `unmark`.

    >>> mark("Held in [City].", [(8, 14)])
    'Held in ⟦[City]⟧.'
    """
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text
