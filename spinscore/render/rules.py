"""Rules as plain text: a table of them, and the page of one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spinscore.render.terminal import harmless
from spinscore.render.text import WIDTH
from spinscore.rule import SHIPPED, Rule, mark


def render_rules(rules: Iterable[Rule]) -> str:
    """A table of rules: id, severity, title; for those of other packages, whose they are."""
    listed = list(rules)
    width = max((len(rule.id) for rule in listed), default=0)
    lines = []
    for rule in listed:
        owner = "" if rule.origin == SHIPPED else f"  ({rule.origin})"
        lines.append(f"{rule.id:<{width}}  {rule.severity:<8}  {rule.title}{owner}")
    return "\n".join(lines) + "\n"


def render_rule(rule: Rule) -> str:
    """The page of a rule: why it exists, what to do, marked examples and near misses, what was measured."""
    owner = "" if rule.origin == SHIPPED else f", from {rule.origin}"
    lines = [f"{rule.id}  ({rule.severity}, since {rule.since}{owner})", rule.title, ""]
    lines += textwrap.wrap(rule.why, WIDTH)
    lines += ["", *textwrap.wrap(f"What to do: {rule.suggestion}", WIDTH)]
    for heading, wanted in (("Marked", True), ("Not marked", False)):
        lines += ["", heading]
        lines += [f"  {harmless(mark(*e))}" for e in rule.examples if bool(e.spans) == wanted]
    if rule.measured:
        lines += ["", "Measured", *_measured(rule.measured)]
    return "\n".join(lines) + "\n"


def _measured(figures: Mapping[str, Any]) -> Iterator[str]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            shown = ", ".join(f"{_words(part)} {_figure(number)}" for part, number in value.items())
            yield from textwrap.wrap(f"{_words(name)}: {shown}", WIDTH, initial_indent="  ", subsequent_indent="    ")
        else:
            yield f"  {_words(name)}: {_figure(value)}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _figure(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
