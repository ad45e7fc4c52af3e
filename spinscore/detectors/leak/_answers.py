"""The first line of a chat tool's answer: Certainly! Here is a rewritten version of the article:"""

from __future__ import annotations

import re
from typing import NamedTuple

from spinscore.findings import Severity

_NEWS = r"news (?:piece|story|report|article)"
_TEXT = (
    r"(?:article|version|blog post|post|text|content|titles?|headlines?|draft|paragraphs?|piece|summary|story|copy|"
    rf"passage|introduction|rewrite|translation|outline|{_NEWS}|press release|essay|meta descriptions?|paraphrase)\b"
)
_OWN = (
    r"(?:article|version|draft|rewrite|summary|blog post|headline|translation|outline|introduction|paragraph|"
    rf"press release|post|{_NEWS})"
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
_THE = r"(?:an?|the|your)"
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
    r"i(?:['’]ll| will| can) (?:rewrite|help you|provide|write|summari[sz]e|create|generate) "
    r"(?:this|that|the|an?|your|you)|below is (?:an?|the|your) "
)
_MANNER = r"(?:tone|style|voice|headings?|keywords?|introduction|conclusion|wording|headline)"
_OF_TEXT = r"of (?:the|your|this) .{0,20}?(?:article|text|story|passage|post|piece|paragraph|original|content)"
_IN_STYLE = r"in (?:an?|plain) .{0,30}?(?:tone|style|voice|english)"
_LENGTH = r"in (?:about |around |under |roughly |approximately |exactly )?\d{2,4} words"
_CHOICE = r"(?:seo[- ]|alternative |alternate |suggested |possible |catchy |engaging |potential )"
_TITLES = r"(?:titles?|headlines?|title ideas|subject lines)(?: (?:options|ideas|suggestions))?(?: for [^\n:]{1,60})?:"
_ABOUT = r"(?: (?:of|for|based on|that|with|in|about|on|using|tailored|incorporating|following) [^\n:]{1,160})?"
_COLON = r":[*_ \t]{0,4}$"


class Shape(NamedTuple):
    """What the first line of an answer looks like, from the block's first letter on."""

    regex: re.Pattern[str]
    severity: Severity | None
    confidence: float


def _shape(confidence: float, *parts: str, severity: Severity | None = None) -> Shape:
    return Shape(re.compile(" ".join(parts), re.I), severity, confidence)


def _up_to(count: int) -> str:
    """So many free words at most; the space that joins the parts of a shape stands after the last of them."""
    return rf"(?:{_WORD}){{0,{count}}}?"


_SHAPES = (
    Shape(
        re.compile(
            rf"{_OPENER}(?:{_HERE} (?:{_ONE} |\d[\d,]*-)?{_up_to(4)}(?:{_MADE}|revised|{_TEXT}(?! office| box| code))|"
            rf"{_WILL}|{_DID})",
            re.I,
        ),
        None,
        0.97,
    ),
    _shape(0.97, _HERE, _ONE, rf"{_up_to(3)}{_MADE}", rf"{_up_to(4)}{_TEXT}"),
    _shape(0.97, _HERE, "an?", rf"{_up_to(2)}\d[\d,]{{1,5}}[- ]word", rf"{_up_to(2)}{_TEXT}"),
    _shape(
        0.95,
        _HERE,
        _THE,
        rf"{_up_to(3)}(?:rewrite|paraphrase|rewording|rephrasing)",
        rf"(?:{_OF_TEXT}|{_IN_STYLE})\b[^\n:]{{0,120}}:",
    ),
    _shape(0.95, _HERE, _THE, rf"{_up_to(3)}{_TEXT}", rf"(?:[^\n:]{{0,80}} )?{_LENGTH}"),
    _shape(0.9, _HERE, _ONE, rf"{_up_to(3)}{_CHOICE}[^\n:.]{{0,40}}?{_TITLES}", severity="major"),
    _shape(
        0.9,
        _HERE,
        _THE,
        rf"{_up_to(3)}(?:article|version|text|draft|post|piece|paragraph|summary)\b,?",
        rf"{_up_to(5)}(?:{_REWORKED}|in my own words|with (?:an?|the) {_up_to(4)}{_MANNER})\b[^\n:]{{0,80}}:",
        severity="major",
    ),
    _shape(0.93, _HERE, _THE, rf"{_up_to(2)}summary", rf"{_up_to(4)}in my own words"),
    _shape(
        0.8,
        _HERE,
        _THE,
        rf"{_up_to(2)}(?:revised|improved|corrected|edited|updated)",
        rf"{_up_to(2)}(?:article|version|text|headline|draft|paragraph|introduction|story){_ABOUT}{_COLON}",
        severity="major",
    ),
    _shape(0.88, _HERE, "your", rf"{_up_to(4)}{_OWN}\b{_ABOUT}{_COLON}", severity="major"),
    _shape(
        0.88,
        _HERE,
        "an?",
        rf"{_up_to(4)}(?:article|blog post|{_NEWS}|press release|meta description)\b{_ABOUT}{_COLON}",
        severity="major",
    ),
)
_AT_THE_TOP = _shape(
    0.85,
    "(?:certainly|sure|of course|absolutely)!",
    r"(?:here(?:['’]s| is| are)|i(?:['’]d| would|['’]ll| will| can)|below is|let me)\b",
    severity="major",
)


def shape_of(block: str, *, first: bool) -> tuple[Shape, int] | None:
    """The shape that a block begins with and its length, if it has one; `first` for the first block of a text."""
    for shape in (*_SHAPES, _AT_THE_TOP) if first else _SHAPES:
        if match := shape.regex.match(block):
            return shape, match.end()
    return None
