"""What holds for every text whatever it holds, tried on generated ones.

`SPINSCORE_HYPOTHESIS=thorough` tries many more than an ordinary run does.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import spinscore
from spinscore import Document, Report, Scorer

ROOT = Path(__file__).parents[1]

ANY_CHAR = st.characters(codec=None, categories=None)
"""Any code point at all, lone surrogates and NUL among them."""
SIGNS = "[]{}<>()\"'“”‘’«»`~*_#|&;:%$@!?.,-–—…\n\r\t \x00\x0b\x85\u2028\xa0\u200b\u0301İßŉΣ😀𝐁\ud800\udfff1٣日"
PHRASES = """
[City]|{{title}}|<REWRITE_TITLE>|%TITLE%|{a/b}|[caption]|[/gallery]|&nbsp;|&#8217;|â€™|`x`|Meta description:
Leave a Reply|12 comments
Your email address will not be published.|No time to read?|Get a summary|Share this on Facebook|Read more|Photo: |TITLE:
As an AI language model, I cannot|Certainly! Here is|It is worth noting that|perhaps|By Maria Svensson|the
The bridge reopened on Monday after two years of repairs, the council said.|Mr. Smith of the U.S. said so.|word |(AP) —
http://example.com/a?b=c&d=e|© 2023 |NaN|undefined
"""
PIECES = st.sampled_from(
    [*SIGNS, "\n\n", "\r\n", "\n    ", "```\n", "{a|b}", *PHRASES.strip().replace("\n", "|").split("|")]
)
TEXTS = st.one_of(
    st.text(ANY_CHAR, max_size=60),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(st.one_of(PIECES, st.text(ANY_CHAR, max_size=5)), max_size=120).map("".join),
)


GOOD = (Path(__file__).parent / "articles" / "good.txt").read_text("utf-8").split("\n\n")


def _with_pieces(inserts: list[tuple[int, str]]) -> str:
    """The good article with pieces after some of its paragraphs: long enough and English, so it is scored."""
    paragraphs = list(GOOD)
    for place, piece in inserts:
        paragraphs[place % len(paragraphs)] += piece
    return "\n\n".join(paragraphs)


SCORED = st.lists(st.tuples(st.integers(0, 30), PIECES), max_size=25).map(_with_pieces)


def plain(report: Report) -> bytes:
    return json.dumps(report.to_dict(), allow_nan=False).encode()


@given(TEXTS)
def test_any_text_gives_a_report(scorer: Scorer, text: str) -> None:
    report = scorer.score(text)
    assert report.text == text
    assert report.error is None
    assert (report.score is None) == (len(report.caveats) > 0)


@given(TEXTS)
def test_findings_say_what_stands_in_the_text(text: str) -> None:
    for finding in spinscore.check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert not finding.text.isspace()
        assert 0 < finding.confidence <= 1
        assert finding.message
        assert finding.suggestion
        assert all(0 <= start < end <= len(text) for start, end in finding.related)
        if finding.edit:
            assert 0 <= finding.edit.start <= finding.edit.end <= len(text)


@given(TEXTS)
def test_findings_are_sorted_and_those_of_a_rule_are_disjoint(text: str) -> None:
    findings = spinscore.check(text)
    places = [(finding.start, finding.end, finding.rule) for finding in findings]
    assert places == sorted(places)
    for rule in {finding.rule for finding in findings}:
        own = [finding for finding in findings if finding.rule == rule]
        assert all(first.end <= second.start for first, second in itertools.pairwise(own))


@given(TEXTS)
def test_fingerprints_within_a_text_are_different(text: str) -> None:
    findings = spinscore.check(text)
    assert len({finding.fingerprint for finding in findings}) == len(findings)


@given(TEXTS)
def test_features_are_those_announced_and_in_their_bounds(text: str) -> None:
    features = spinscore.measure(text)
    assert set(features) == set(spinscore.measure(""))
    for name, value in features.items():
        if name.endswith((".coverage", ".max_confidence")):
            assert 0 <= value <= 1, name
        assert value == value or name.count(".") != 2 or not name.endswith(".count_per_1000"), name


@given(SCORED)
def test_the_account_adds_up(scorer: Scorer, text: str) -> None:
    report = scorer.score(text)
    assert report.score is not None, report.caveats
    assert report.base is not None
    assert 0 <= report.score <= 100
    tenths = round(report.base * 10) + sum(round(part.points * 10) for part in report.contributions)
    assert tenths == round(report.score * 10)


@given(st.one_of(SCORED, TEXTS))
def test_the_same_text_gives_the_same_bytes(scorer: Scorer, text: str) -> None:
    assert plain(scorer.score(text)) == plain(scorer.score("".join(list(text))))


@given(TEXTS)
def test_cleaning_only_takes_away(text: str) -> None:
    cleaned = spinscore.clean(text)
    characters = iter(text)
    assert all(char in characters for char in cleaned)


@given(TEXTS)
def test_the_parts_of_a_document_fit_together(text: str) -> None:
    doc = Document.parse(text)
    assert len(doc.folded) == len(text)
    assert [doc.folded[start:end] for start, end in zip(doc.token_starts, doc.token_ends, strict=True)] == list(
        doc.words
    )
    assert len(doc.block_list) == len(doc.gap_before) == len(doc.block_keys) == len(doc.block_tokens)
    assert sum(last - first for first, last in doc.block_tokens) == len(doc.words)
    for spans in (doc.tokens.tolist(), doc.block_list, doc.sentences.tolist(), doc.quotes, doc.code):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    ink = "".join(text.split())
    for spans in (doc.block_list, doc.sentences.tolist()):
        assert "".join("".join(text[start:end].split()) for start, end in spans) == ink
    for place in range(min(len(text), 50)):
        block = doc.block_at(place)
        assert (block >= 0) == any(start <= place < end for start, end in doc.block_list)
        assert doc.in_quotes(place) == any(start <= place < end for start, end in doc.quotes)
        assert doc.in_code(place) == any(start <= place < end for start, end in doc.code)


def test_a_rule_asked_for_alone_finds_what_it_finds_among_all(poor: str) -> None:
    """But for context phrases and yielding, which look at other rules, a rule stands by itself."""
    whole = spinscore.check(poor)
    for name in ("leak.placeholder", "stance.hedging", "leak.llm-residue"):
        assert spinscore.check(poor, rules=[name]) == tuple(finding for finding in whole if finding.rule == name)


PROGRAM = """
import hashlib, json, sys
import spinscore
scorer = spinscore.Scorer(model=sys.argv[1])
for path in sys.argv[2:]:
    text = open(path, encoding="utf-8").read()
    for passage in (text, text[:200], text * 3):
        print(hashlib.sha256(json.dumps(scorer.score(passage).to_dict()).encode()).hexdigest())
        print(hashlib.sha256(spinscore.clean(passage).encode()).hexdigest())
"""


def test_hash_seeds_do_not_change_a_byte(small_model: Path) -> None:
    articles = sorted(str(path) for path in (ROOT / "tests" / "articles").glob("*.txt"))
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(small_model), *articles],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().split()) == len(articles) * 6


@pytest.mark.parametrize("threads", [1, 8])
def test_threads_do_not_change_a_byte(scorer: Scorer, good: str, poor: str, threads: int) -> None:
    texts = [good, poor, poor + good, good[:300]] * 4
    expected = [plain(scorer.score(text)) for text in texts]
    score: Callable[[str], Report] = scorer.score
    with ThreadPoolExecutor(threads) as pool:
        assert list(map(plain, pool.map(score, texts))) == expected
