"""False alarms on the article text of edited pages: no critical finding but debris that a reader has judged, and
hardly a major mark of spinning.

A critical finding says "this must not be published", so each one on edited text is either debris that the publisher
overlooked, listed in debris.tsv after reading, or a false alarm. The corpora lie beside the repository; debris.tsv
holds no text of theirs, only the article's id, the rule and a digest of the marked passage.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import spinscore
from spinscore.findings import Finding, same_wording

pytestmark = pytest.mark.corpus

JUDGED = Path(__file__).parent / "debris.tsv"
PAGES = ("boilerplate/aed", "boilerplate/wcxb_dev")
ARTICLES = ("quality/dev_edited_modern", "quality/dev_quality")


@functools.cache
def judged() -> frozenset[tuple[str, str, str]]:
    """Article id, rule and digest of each passage that a reader judged to be debris."""
    rows = [line.split("\t") for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#")]
    return frozenset((row[0], row[1], row[2]) for row in rows[1:])


def digest(finding: Finding) -> str:
    return hashlib.sha256(same_wording(finding.text).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def records(corpus: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def criticals(text: str) -> list[Finding]:
    return [
        finding for finding in spinscore.check(text, rules=["leak", "boilerplate"]) if finding.severity == "critical"
    ]


def unjudged(record: dict[str, Any]) -> list[str]:
    """The critical findings on an article's own lines that nobody has judged, each with what stands around it."""
    text, found = record["text"], []
    spans = [(span["start"], span["end"]) for span in record.get("spans", ())]
    for finding in criticals(text):
        on_page = any(start < finding.end and finding.start < end for start, end in spans)
        if not on_page and (record["id"], finding.rule, digest(finding)) not in judged():
            around = text[max(0, finding.start - 60) : finding.end + 60]
            found.append(f"{record['id']}\t{finding.rule}\t{digest(finding)}\t{finding.text!r} in {around!r}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_unjudged_critical_finding_on_the_article_lines_of_a_page(shared: Path, name: str) -> None:
    english = [record for record in records(shared / "data" / name) if record.get("lang") in (None, "", "en")]
    assert len(english) > 300
    assert [line for record in english for line in unjudged(record)] == []


@pytest.mark.parametrize("name", ARTICLES)
def test_no_unjudged_critical_finding_in_edited_articles(shared: Path, name: str) -> None:
    edited = [r for r in records(shared / "data" / name) if r.get("label") in ("edited", "human-edited")]
    assert len(edited) >= 1000
    assert [line for record in edited for line in unjudged(record)] == []


def test_hardly_an_edited_article_has_a_major_spin_mark(shared: Path) -> None:
    """Of those that have one, most do carry a doubled passage or a row of slips."""
    articles = list(records(shared / "data" / "quality/dev_edited_modern"))
    marked = [
        record["id"]
        for record in articles
        if any(f.severity in ("major", "critical") for f in spinscore.check(record["text"], rules=["spin"]))
    ]
    assert len(articles) >= 1000
    assert len(marked) <= 0.01 * len(articles), marked


def test_judged_rows_name_rules_that_exist_and_are_sorted() -> None:
    rows = [line for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    assert rows == sorted(set(rows))
    assert {rule for _, rule, _ in judged()} <= set(spinscore.rules())
