"""Detectors under watch: one that fails, or gives what no detector may give, is told of in words and not by a crash."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.findings import Hit
from spinscore.rule import Accept, Find, Rule

_BEGUN = 40
"""Characters to show of a text that a detector failed on."""


class DetectorError(RuleError):
    """The Python of a rule failed, or gave something else than hits inside the text."""


def watched(rule: Rule) -> Rule:
    """The rule with its detector under watch: its functions raise DetectorError and nothing else."""
    return replace(
        rule,
        accept=_watched_accept(rule.accept) if rule.accept else None,
        find=_watched_find(rule.find) if rule.find else None,
    )


def _watched_accept(accept: Accept) -> Accept:
    def checked(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
        try:
            given = accept(doc, rule, hit)
        except Exception as error:  # code of an author: whatever it raises
            _failed("accept(doc, rule, hit)", doc, error)
        if given is not None:
            _check("accept(doc, rule, hit) must give the hit or None", doc, given)
        return given

    return checked


def _watched_find(find: Find) -> Find:
    def checked(doc: Document, rule: Rule) -> Iterator[Hit]:
        try:
            hits = list(find(doc, rule))
        except Exception as error:  # code of an author: whatever it raises
            _failed("find(doc, rule)", doc, error)
        for hit in hits:
            _check("find(doc, rule) must yield hits", doc, hit)
        yield from hits

    return checked


def _failed(what: str, doc: Document, error: Exception) -> NoReturn:
    """Raises DetectorError for an exception, naming the line of the detector that raised it."""
    frames = traceback.extract_tb(error.__traceback__)[1:]  # the first is the call in this module
    at = f" in line {frames[0].lineno} ({frames[0].line})" if frames else ""
    raise DetectorError(f"{what} fails{at}: {type(error).__name__}: {error}. {_text(doc)}") from error


def _check(rule: str, doc: Document, given: object) -> None:
    """Raises DetectorError for what is no hit, or lies out of the text."""
    if not isinstance(given, Hit):
        raise DetectorError(f"{rule}, it gave {given!r}. {_text(doc)}")
    if not 0 <= given.start < given.end <= len(doc.text):
        raise DetectorError(
            f"{rule} inside the text, which has {len(doc.text)} characters; it gave one from {given.start} to "
            f"{given.end}. {_text(doc)}"
        )


def _text(doc: Document) -> str:
    return f"The text begins {doc.text[:_BEGUN]!r}."
