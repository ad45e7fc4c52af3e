"""The first line of a chat tool's answer: Certainly! Here is a rewritten version of the article:"""

from __future__ import annotations

import re
from typing import NamedTuple

from spinscore.findings import Severity

_TEXT = (
    r"(?:article|version|blog post|post|text|content|titles?|headlines?|draft|paragraphs?|piece|summary|story|copy|"
    r"passage|introduction|rewrite|translation|outline|news (?:piece|story|report|article)|press release|essay|"
    r"meta descriptions?|paraphrase)\b"
)
_MADE = (
    r"(?:rewritten|paraphrased|reworded|rephrased|polished|humani[sz]ed|shortened|condensed|plagiarism-free|"
    r"seo-(?:optimi[sz]ed|friendly)|human-like|reworked|re-written)"
)
_REWORKED = (
    r"(?:rewritten|paraphrased|reworded|rephrased|reworked|optimi[sz]ed|tailored|adapted|humani[sz]ed|restructured)"
)
_HERE = r"(?:here(?:['’]s| is| are)|below (?:is|are)|below,? you(?:['’]ll| will)(?: also)? find)"
_ONE = r"(?:an?|the|your|my|some|a few|several|(?:\d{1,2}|two|three|four|five|six|seven|ten)\b)"
_WORD = r"[^\s.!?:]{1,30} "
_OPENER = (
    r"(?:certainly|sure(?: thing)?|of course|absolutely|great(?: question)?|okay|ok|no problem|no worries|understood|"
    r"got it|alright|here you go|happy to help|you got it|my pleasure)(?:[!,.:]{1,3}| ?[–—-])\s{1,3}"
)
_DID = (
    r"i(?:['’]ve| have)? (?:just )?(?:rewrote|rewritten|reworded|rephrased|paraphrased|reworked|shortened|condensed|"
    r"polished|proofread|summari[sz]ed|restructured) (?:the|your|this|it|that)\b"
)
_WILL = (
    r"i(?:['’]d| would) be (?:happy|glad) to (?:help|assist|rewrite|write|summari[sz]e|provide)|"
    r"i(?:['’]ll| will| can) (?:rewrite|help you|provide|write|summari[sz]e|create|generate) (?:this|that|the|an?|your|you)|"
    r"below is (?:an?|the|your) "
)
_OFFICE = r"(?! office| box| code)"


class Shape(NamedTuple):
    """What the first line of an answer looks like, from the block's first letter on."""

    regex: re.Pattern[str]
    severity: Severity | None
    confidence: float


def _shape(pattern: str, severity: Severity | None, confidence: float) -> Shape:
    return Shape(re.compile(pattern, re.I), severity, confidence)


_SHAPES = (
    _shape(
        rf"{_OPENER}(?:{_HERE} (?:{_ONE} |\d[\d,]*-)?(?:{_WORD}){{0,4}}?(?:{_MADE}|revised|{_TEXT}{_OFFICE})|{_WILL}|{_DID})",
        None,
        0.97,
    ),
    _shape(rf"{_HERE} {_ONE} (?:{_WORD}){{0,3}}?{_MADE} (?:{_WORD}){{0,4}}?{_TEXT}", None, 0.97),
    _shape(rf"{_HERE} an? (?:{_WORD}){{0,2}}?\d[\d,]{{1,5}}[- ]word (?:{_WORD}){{0,2}}?{_TEXT}", None, 0.97),
    _shape(
        rf"{_HERE} (?:an?|the|your) (?:{_WORD}){{0,3}}?(?:rewrite|paraphrase|rewording|rephrasing) [^\n:]{{0,160}}:",
        None,
        0.95,
    ),
    _shape(
        rf"{_HERE} (?:an?|the|your) (?:{_WORD}){{0,3}}?{_TEXT} (?:[^\n:]{{0,80}} )?in "
        r"(?:about |around |under |roughly |approximately |exactly )?\d{2,4} words",
        None,
        0.95,
    ),
    _shape(
        rf"{_HERE} {_ONE} (?:{_WORD}){{0,3}}?(?:seo[- ]|alternative |alternate |suggested |possible |catchy |engaging |potential )"
        rf"[^\n:.]{{0,40}}?(?:titles?|headlines?|title ideas|subject lines)(?: (?:options|ideas|suggestions))?(?: for [^\n:]{{1,60}})?:",
        "major",
        0.9,
    ),
    _shape(
        rf"{_HERE} (?:an?|the|your) (?:{_WORD}){{0,3}}?(?:article|version|text|draft|post|piece|paragraph|summary)\b,? "
        rf"(?:{_WORD}){{0,5}}?(?:{_REWORKED}|in my own words|with (?:a|an|the) (?:{_WORD}){{0,4}}?"
        r"(?:tone|style|voice|headings?|keywords?|introduction|conclusion|wording|headline))\b[^\n:]{0,80}:",
        "major",
        0.9,
    ),
    _shape(rf"{_HERE} (?:an?|the|your) (?:{_WORD}){{0,2}}?summary (?:{_WORD}){{0,4}}?in my own words", None, 0.93),
    _shape(
        rf"{_HERE} (?:an?|the|your) (?:{_WORD}){{0,2}}?(?:revised|improved|corrected|edited|updated) (?:{_WORD}){{0,2}}?"
        r"(?:article|version|text|headline|draft|paragraph|introduction|story)(?: (?:of|for|with|that|in) [^\n:]{1,120})?:[*_ \t]{0,4}$",
        "major",
        0.8,
    ),
    _shape(
        rf"{_HERE} (?:your (?:{_WORD}){{0,4}}?(?:article|version|draft|rewrite|summary|blog post|headline|news (?:story|article|report)|"
        rf"translation|outline|introduction|paragraph|press release|post)|an? (?:{_WORD}){{0,4}}?(?:article|blog post|"
        r"news (?:story|article|report)|press release|meta description))\b(?: (?:of|for|based on|that|with|in|about|on|using|tailored|"
        r"incorporating|following) [^\n:]{1,160})?:[*_ \t]{0,4}$",
        "major",
        0.88,
    ),
)
_AT_THE_TOP = _shape(
    r"(?:certainly|sure|of course|absolutely)! (?:here(?:['’]s| is| are)|i(?:['’]d| would|['’]ll| will| can)|below is|let me)\b",
    "major",
    0.85,
)


def shape_of(block: str, *, first: bool) -> Shape | None:
    """The shape that a block begins with, if it is one of an answer; `first` for the first block of a text."""
    for shape in _SHAPES:
        if shape.regex.match(block):
            return shape
    return _AT_THE_TOP if first and _AT_THE_TOP.regex.match(block) else None
