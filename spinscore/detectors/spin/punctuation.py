"""spin.punctuation: doubled and stray marks, and spaces missing after a mark or standing before one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from spinscore.document import Document
from spinscore.findings import Edit, Hit
from spinscore.registry import Rule
from spinscore.text.chars import DIGIT, POINT, SPACE, STOP, WORD
from spinscore.text.lexicon import frequencies

_SURE, _LIKELY = 0.9, 0.8
_REPEATED, _WORDS_PER_MARK = 3, 150
"""Doubled marks and missing spaces are major from three in an article on, if there is one in 150 words."""
_HABIT = 4
"""Spaces before marks, or double full stops, from which on they are how somebody types or how a text was cut up."""
_NAMED = 2
_SHORTEST = 3
_REACH = 40
"""Characters to each side over which the word with its marks is looked at."""
_KNOWN = 3.0
"""Zipf value from which on a word is taken for English and not for part of a file name or of a program."""
_LETTERS_BEFORE = re.compile(r"[^\W\d_][^\W\d_'’-]{0,30}$")
_LETTERS_AFTER = re.compile(r"[^\W\d_][^\W\d_'’-]{0,30}")
_MEMBER = "member of "
_CLEAR = frozenset({"doubled", "glued"})
_KINDS = np.arange(256, dtype=np.uint8)
_ODD_AFTER = ((_KINDS & (WORD | POINT | STOP)) != 0) & ((_KINDS & DIGIT) == 0)
_ODD_BEFORE = (_KINDS & SPACE) != 0
_OPENING, _CLOSING = frozenset("\"'“‘(["), frozenset(".,;:!?\"'”’)]…")
_ENDS = frozenset("\n\r\"”’')]")
_MESSAGE = "Two punctuation marks where one belongs"
_TWINS = {",,": _SURE, ",.": _SURE, ".,": _LIKELY, ",!": _LIKELY}
_PROGRAM_SIGNS = ("()", '("', "`", "{", "};", "=>", "::", "</", "github.com")
_WITH_SEMICOLON = frozenset({";;", ",;", ";,"})


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Marks that nobody sets on purpose; several in one article are major."""
    hits = [hit for place in _suspects(doc) if (hit := _judge(doc, rule, place))]
    hits += _semicolons(doc.text)
    hits += _stray(doc)
    if not hits:
        return
    hits = _without_programs(doc.text, _without_habits(_without_names(doc.text, hits)))
    clear = sum(hit.name in _CLEAR for hit in hits)
    many = clear >= _REPEATED and clear * _WORDS_PER_MARK >= len(doc.words)
    for hit in hits:
        yield hit._replace(severity="major") if many and hit.name in _CLEAR else hit


def _suspects(doc: Document) -> list[int]:
    """Places of full stops, commas and their like with a letter or mark right after them or a space before."""
    kinds = doc.kinds
    if kinds.size < _SHORTEST:
        return []
    at = ((kinds[1:-1] & (POINT | STOP)) != 0).nonzero()[0] + 1
    places: list[int] = at[_ODD_AFTER[kinds[at + 1]] | _ODD_BEFORE[kinds[at - 1]]].tolist()
    return places


def _without_names(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits without words that are glued together more than once by a comma: csv,conf is a conference."""
    pairs = Counter(text[hit.start : hit.end].lower() for hit in hits if hit.name == "glued")
    return [hit for hit in hits if "," not in (pair := text[hit.start : hit.end].lower()) or pairs[pair] < _NAMED]


def _without_habits(hits: list[Hit]) -> list[Hit]:
    """The hits without what is the way somebody types, or the way a text was cut into tokens."""
    counts = Counter(hit.name for hit in hits)
    dropped = {"ellipsis"}
    if counts["spaced"] >= _HABIT:
        dropped.add("spaced")
    if counts["ellipsis"] or counts["two stops"] >= _HABIT:
        dropped.add("two stops")
    return [hit for hit in hits if hit.name not in dropped]


def _without_programs(text: str, hits: list[Hit]) -> list[Hit]:
    """The hits without "file.Close" in an article on programs, or in one with more members of the file."""
    owners = Counter(hit.name for hit in hits if hit.name.startswith(_MEMBER))
    if not owners:
        return hits
    on_programs = any(sign in text for sign in _PROGRAM_SIGNS)
    return [
        hit._replace(name="glued") if hit.name in owners else hit
        for hit in hits
        if hit.name not in owners or (not on_programs and owners[hit.name] == 1)
    ]


def _judge(doc: Document, rule: Rule, place: int) -> Hit | None:
    text = doc.text
    mark, before, after = text[place], text[place - 1], text[place + 1]
    if before.isspace():
        return _space_before(text, rule, place) if before == " " and mark in ",." else None
    if after.isalpha():
        spelled = mark == "," or (after.isupper() and mark in ".!?")
        return _glued(text, rule, place) if spelled and before.isalpha() and text[place - 2].isalpha() else None
    if mark in ",." and after in ".,!?":
        return _doubled(text, rule, place)
    return None


def _glued(text: str, rule: Rule, place: int) -> Hit | None:
    """A full stop or comma without the space after it, between two English words that nothing else is tied to."""
    left = _LETTERS_BEFORE.search(text, max(0, place - _REACH), place)
    right = _LETTERS_AFTER.match(text, place + 1)
    if left is None or right is None:
        return None
    start, end = left.start(), right.end()
    if not _stands_alone(text, start, end):
        return None
    first, second = left[0], right[0]
    if len(first) < 2 or first.lower() in rule.words["short_forms"] or second.lower() in rule.words["endings"]:
        return None
    if text[place] != "," and not _begins_sentence(first, second, rule):
        return None
    if text[place] == "," and (len(second) < 2 or first.isupper() or second.isupper()):
        return None
    known = (second.lower(),) if first[0].isupper() else (first, second.lower())
    if min(frequencies(known)) < _KNOWN:
        return None
    if text[place] == "," and "|" in text[max(0, place - _REACH) : place + _REACH]:
        return None
    mark = text[place]
    begins = second.lower() in rule.words["beginners"]
    certain = begins and first.islower() and mark != ","
    return Hit(
        start,
        end,
        _SURE if certain else _LIKELY,
        f"No space after the {'comma' if mark == ',' else 'end of the sentence'}",
        "Put a space between the words.",
        edit=Edit(start, end, f"{first}{mark} {second}", certain),
        name="glued" if mark == "," or begins else _MEMBER + first,
    )


def _begins_sentence(first: str, second: str, rule: Rule) -> bool:
    """Whether "first.Second" is the end of one sentence and the beginning of the next: not Node.Path, not ASP.Net."""
    if not second[0].isupper() or not (second[1:].islower() or len(second) == 1):
        return False
    if len(second) == 1 and second not in "AI":
        return False
    return first.islower() or (first[1:].islower() and second.lower() in rule.words["beginners"])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but quotation marks, brackets and closing marks is tied to a stretch: no address, no program."""
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return (start == 0 or text[start - 1].isspace() or text[start - 1] in "—–") and (
        end == len(text) or text[end].isspace() or text[end] in "—–"
    )


def _doubled(text: str, rule: Rule, place: int) -> Hit | None:
    """Two marks where one belongs: ",,", ",.", or two full stops that are no ellipsis."""
    before = text[place - 1]
    following = text[place + 2 : place + 3]
    if not (before.isalpha() or before in '”’")') or not (not following or following.isspace() or following in _ENDS):
        return None
    pair = text[place : place + 2]
    left = _LETTERS_BEFORE.search(text, max(0, place - _REACH), place)
    word = left[0] if left else ""
    start = left.start() if left else place
    if pair == "..":
        return _two_stops(text, rule, start, word, place)
    if pair == ".," and not (len(word) > 4 and word.islower() and frequencies((word,))[0] > _KNOWN):
        return None
    if pair not in _TWINS or word.lower() in rule.words["short_forms"]:
        return None
    meant = "," if pair in {",,", ".,"} else pair[1]
    return Hit(
        start,
        place + 2,
        _TWINS[pair],
        _MESSAGE,
        edit=Edit(start, place + 2, word + meant, pair == ",,"),
        name="doubled",
    )


def _two_stops(text: str, rule: Rule, start: int, word: str, place: int) -> Hit | None:
    """Two full stops at the end of a sentence, or before a small letter: those are somebody's ellipsis."""
    if not word.islower() or len(word) < 2 or word in rule.words["short_forms"]:
        return None
    if text[start - 1 : start] == ".":
        return None
    name = "ellipsis" if text[place + 2 : place + 2 + _REACH].lstrip()[:1].islower() else "two stops"
    return Hit(start, place + 2, _LIKELY, _MESSAGE, edit=Edit(start, place + 2, word + ".", False), name=name)


def _space_before(text: str, rule: Rule, place: int) -> Hit | None:
    """A space before a comma or full stop that ends a word; ". . ." and ".NET" are none, ". ." is a doubled stop."""
    after = text[place + 1]
    if not after.isspace() or place < 3:
        return None
    before, mark = text[place - 2], text[place]
    if before == "." and mark == ".":
        if text[place + 2 : place + 3] == "." or text[place - 3] in " ." or not text[place - 3].islower():
            return None
        left = _LETTERS_BEFORE.search(text, max(0, place - _REACH), place - 2)
        start = left.start() if left else place - 2
        edit = Edit(start, place + 1, text[start : place - 1])
        return Hit(start, place + 1, _LIKELY, _MESSAGE, edit=edit, name="doubled")
    if not (before.isalpha() or before in ")”’"):
        return None
    following = text[place + 1 : place + 4].lstrip(" ")[:1]
    if mark == "." and not (following.isupper() or following in '\n\r“"'):
        return None
    left = _LETTERS_BEFORE.search(text, max(0, place - _REACH), place - 1)
    word = left[0].lower() if left else ""
    if left and not left[0][0].isupper() and frequencies((word,))[0] < _KNOWN:
        return None
    start = left.start() if left else place - 2
    hole = left is not None and left[0].islower() and word in rule.words["before_a_word"]
    return Hit(
        start,
        place + 1,
        _LIKELY if hole else _SURE,
        f"{'A word is missing' if hole else 'Space'} before the {'comma' if mark == ',' else 'full stop'}",
        "Restore the word." if hole else "Delete the space.",
        severity=None if hole else "info",
        edit=None if hole else Edit(start, place + 1, text[start : place - 1] + mark, True),
        name="spaced",
    )


def _semicolons(text: str) -> Iterator[Hit]:
    """Semicolons beside a comma or another semicolon, after a word."""
    place = text.find(";", 1)
    while place > 0:
        first = place - 1 if text[place - 1] == "," else place
        pair = text[first : first + 2]
        if pair in _WITH_SEMICOLON and text[first + 2 : first + 3].isspace():
            left = _LETTERS_BEFORE.search(text, max(0, first - _REACH), first)
            if left and frequencies((left[0].lower(),))[0] > _KNOWN:
                edit = Edit(left.start(), first + 2, left[0] + (";" if pair == ";;" else ","), pair == ";;")
                yield Hit(left.start(), first + 2, _LIKELY, _MESSAGE, edit=edit, name="doubled")
        place = text.find(";", first + 2)


def _stray(doc: Document) -> Iterator[Hit]:
    """Blocks that begin with a comma or semicolon: what stood before it was cut away."""
    text = doc.text
    for start, end in doc.block_list:
        if text[start] in ",;" and text[start + 1 : start + 2] == " " and text[start + 2 : start + 4].islower():
            stop = text.find(" ", start + 2, min(end, start + 2 + _REACH))
            yield Hit(
                start,
                stop if stop > 0 else min(end, start + _REACH),
                _LIKELY,
                "Paragraph begins with a comma" if text[start] == "," else "Paragraph begins with a semicolon",
                "Restore what stood before it, or begin the sentence anew.",
                name="stray",
            )
