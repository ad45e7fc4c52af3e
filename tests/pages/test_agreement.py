"""The scanner against lexbor, a browser-grade parser: the same visible text, character by character."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from corpora import shared_folder
from webpages import seen_by_lexbor

from spinscore.pages.blocks import read_page

pytest.importorskip("selectolax")

PAGES = (
    "<p>One<p>two<div>three</div>four</p>five",
    "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
    "<dl><dt>a<dd>b<dt>c</dl>",
    "<table><caption>t<tr><th>a<td>b<tbody><tr><td>c<p>d<td>e</table>f",
    "<a href=x>one<a href=y>two</a>three",
    "<b>bold<p>still</b> not</p>",
    "<p>1 < 2 &amp; 3 &gt; 2 &notin; &#8217;&#x1F642; &unknown; AT&T</p>",
    "<!-- a --><!-->b<!--->c<!-- d --!>e<!-x>f<?g?>h</ i>j",
    "a<script>'</p>'</script>b<style>p{}</style>c<title>t</title>d<textarea>e</textarea>f",
    "<script><!-- <script>x</script> --></script>a<SCRIPT>b</script >c",
    "a<svg><path/><text>b</text></svg>c<svg><div>d</div>",
    "<p hidden>a<b>b</b></p><p style='display:none'>c</p><dialog>d</dialog><dialog open>e</dialog>f",
    "a<noscript><img></noscript>b<iframe>c</iframe>d<template><p>e</p></template>f",
    "<h1>a<h2>b</h3>c<option>d<option>e",
    "<p title='a>b' class=\"c'd\" id=e>f</p><p title=g\"h>i",
    "<div/>a<br/>b<img src=x/>c<p/>d",
    "<pre>\n a\n  b</pre><blockquote>c<q>d</q></blockquote>",
    "<body><div>a</body></html><p>b",
    "<p>a<button>b<p>c</button>d",
    "<math><mi>x</mi><annotation>y</annotation></math>z",
    "<h2>end<a href='x",
)


@pytest.mark.parametrize("html", PAGES)
def test_pages_that_hold_every_trap(html: str) -> None:
    assert "".join("".join(read_page(html).texts).split()) == seen_by_lexbor(html)


def dev_pages(shared: Path, name: str, step: int) -> Iterator[tuple[str, str]]:
    with gzip.open(shared / "data" / "boilerplate" / f"{name}.html.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, step):
            row = json.loads(line)
            yield row["id"], row["html"]


SHADOW_ROOTS = {"wcxb_dev/0671"}
"""Pages with declarative shadow roots, which lexbor keeps in their templates and browsers show."""


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["aed", "wcxb_dev", "magic_article", "traf_eval"])
def test_real_pages(name: str) -> None:
    seen = departing = 0
    for page, html in dev_pages(shared_folder(), name, 6):
        if page in SHADOW_ROOTS:
            continue
        theirs, ours = seen_by_lexbor(html), "".join("".join(read_page(html).texts).split())
        seen += len(theirs)
        if theirs != ours:
            near = [Counter(text[at : at + 12] for at in range(len(text))) for text in (theirs, ours)]
            departing += max(((near[0] - near[1]) + (near[1] - near[0])).total(), 1)
    assert departing <= 0.001 * seen
