"""leak.spintax: {a|b} groups, nested or broken off, and texts full of a/b/c alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_MARK = re.compile(r"[{}|\n]")
_LONGEST = 600
"""No group of alternatives is longer; a brace that is open for more characters is something else."""
_OPENS_BEFORE = "\\$^_{#%&"
_CODE = re.compile(r"[<>=\\;]|\|\||&&|\w\(|\|-")
_NEXT = r"/(?:an? |the )?[A-Za-z][a-z’'-]{1,20}(?: [a-z’'-]{2,20}){0,3}?"
_SLASHES = re.compile(rf"(?<=[a-z]){_NEXT}(?:{_NEXT}){{1,5}}(?![\w/@])")
_RIGHT = re.compile(r"(?: [a-z’'-]{2,20}){0,3}")
_LEFT = re.compile(r"(?<![\w/.:@’'-])[A-Za-z][a-z’'-]+(?: [a-z’'-]+){0,3}$")
_ARTICLES = ("a ", "an ", "the ")
_MIN_SLASHED = 3
_CROWDED = 15
"""Four sets with so few words to each are a machine's, whatever their words."""
_ENDINGS = ("ed", "ing", "ly", "ness", "ful", "ous", "able")
"""Words of one kind that share one of these are alternatives of wording; actor/director/producer are not."""
_BARS = re.compile(
    r"(?<![\w\\$({\[])(?:\((?:[A-Za-z][a-z’' -]{1,30}\|){2,6}[a-z][a-z’' -]{1,30}\)|"
    r"\[\[?(?:[A-Za-z][a-z’' -]{1,30}\|{1,2}){2,6}[a-z][a-z’' -]{1,30}\]\]?)(?![\w(*+?{\[])"
)
"""(met|gathered|assembled), [[backed||approved||endorsed]]"""
_PATTERN = re.compile(r"\b(?:regular expressions?|regex(?:es)?|patterns?)\b[^.\n]{0,30}$")
"""What says before (cat|dog|bird) that it is an example of a pattern."""
_WORDS_PER_SLASHED = 150
"""Text with at least one three-way slash in so many words was made by a machine that lists alternatives."""


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Groups in braces, then the three-way slashes of a text that is full of them."""
    if "spintax" in doc.counts or "spinner" in doc.counts:
        return
    if "|" in doc.text:
        if "{" in doc.text:
            yield from _braced(doc)
        for match in _BARS.finditer(doc.text):
            if not _PATTERN.search(doc.folded, max(0, match.start() - 60), match.start()):
                yield Hit(*match.span(), 0.95, name="bars")
    if "/" in doc.text:
        yield from _slashed(doc, rule)


def _braced(doc: Document) -> Iterator[Hit]:
    """Groups such as {big|{very |}large}. A stack keeps the work linear; lines break groups off."""
    text = doc.text
    stack: list[list[int]] = []  # of each open brace its place and its bars
    best: tuple[int, int] | None = None
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "{":
            if len(stack) > 20:
                stack.clear()
            stack.append([at, 0])
        elif mark == "|":
            if stack:
                stack[-1][1] += 1
        elif mark == "}":
            if stack:
                start, bars = stack.pop()
                if bars and _is_spun(text, start, at + 1):
                    best = (start, at + 1)
            if best and not any(bars for _, bars in stack):
                yield Hit(*best, 0.97, name="braces")
                best = None
        else:
            if best:
                yield Hit(*best, 0.97, name="braces")
                best = None
            elif stack and stack[0][1]:
                yield from _broken(text, stack[0][0], at)
            stack.clear()
    if best:
        yield Hit(*best, 0.97, name="braces")
    elif stack and stack[0][1]:
        yield from _broken(text, stack[0][0], len(text))


def _is_spun(text: str, start: int, end: int) -> bool:
    """Whether a braced group with bars holds alternatives of wording, not a set, a pattern or code."""
    if text[start + 1] == "$" or end - start > _LONGEST or _is_glued(text, start) or text[end : end + 1] == "}":
        return False
    inner = text[start + 1 : end - 1]
    if _CODE.search(inner) or inner.startswith((" |", "#")) or (inner[:1] in " |" and inner.count("|") == 1):
        return False
    parts = [part.strip() for part in re.split(r"[|{}]", inner)]
    words = [part for part in parts if len(part) > 1 and any(char.isalpha() for char in part)]
    return bool(words) and len(parts[0]) != 1


def _is_glued(text: str, start: int) -> bool:
    """Whether what stands before a brace makes it code, LaTeX or a quantifier."""
    return start > 0 and (text[start - 1] in _OPENS_BEFORE or text[start - 1].isalnum())


def _broken(text: str, start: int, end: int) -> Iterator[Hit]:
    """A group that nobody closed: up to the end of its clause."""
    inner = text[start + 1 : min(end, start + _LONGEST)]
    clause = re.match(r"[a-z][^{}|.,;:!?<>=\\]{2,60}(?:\|[a-z][^{}|.,;:!?<>=\\]{2,80}){1,5}", inner)
    if clause and not _is_glued(text, start):
        yield Hit(start, start + 1 + len(clause[0].rstrip()), 0.85, severity="major", name="broken")


def _slashed(doc: Document, rule: Rule) -> Iterator[Hit]:
    least = max(_MIN_SLASHED, -(-len(doc.words) // _WORDS_PER_SLASHED))
    if doc.text.count("/") < 2 * least:
        return
    common = rule.words["common"]
    hits: list[Hit] = []
    alike = False
    for match in _SLASHES.finditer(doc.text):
        parts = match[0][1:].split("/")
        left = _LEFT.search(doc.text, max(0, match.start() - 60), match.start())
        if not left:
            continue
        length = min(len(part.split()) for part in parts[:-1])  # the outer two have open ends
        first = left[0].split()[-1 if parts[0].startswith(_ARTICLES) else -length :]
        more = _RIGHT.match(doc.text, match.end())
        words = 3 if parts[-1].startswith(_ARTICLES) else length
        tail = (parts[-1] + (more[0] if more else "")).split()[:words]
        start = match.start() - len(" ".join(first))
        end = match.end() - len(parts[-1]) + len(" ".join(tail))
        if not ({first[0].lower(), *(part.split()[0].lower() for part in parts)} & common):
            hits.append(Hit(start, end, 0.8, severity="major", name="slashes"))
            alike = alike or _is_wording([first, *(part.split() for part in parts[:-1]), tail])
    if len(hits) >= least and (alike or (len(hits) > _MIN_SLASHED and len(doc.words) <= _CROWDED * len(hits))):
        yield from hits


def _is_wording(parts: list[list[str]]) -> bool:
    """Whether alternatives are phrases, or words of one kind: two hours/three hours, thrilled/excited/delighted."""
    if all(len(part) > 1 for part in parts):
        return True
    return any(
        sum(part[-1].lower().endswith(ending) for part in parts if part) >= len(parts) - 1 for ending in _ENDINGS
    )
