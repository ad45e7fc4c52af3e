"""Random layouts and typography, so that line breaks, quotes and lengths say nothing of a text's class.

The same draws are made for texts of every class. All functions are pure: the random state is an argument.
"""

from __future__ import annotations

import random
import re
import textwrap

_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[a-z\d)\"”'’][.!?])(?:[\"”])? +(?=[\"“A-Z])")
_OPENING = re.compile(r"(^|[\s(\[—-])\"")
_OPENING_SINGLE = re.compile(r"(^|[\s(\[—-])'")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\xa0": " "})


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: parts between blank lines, else its lines; each without outer spaces."""
    parts = _BLANK.split(text) if _BLANK.search(text) else text.splitlines()
    return [part.strip() for part in parts if part.strip()]


def sentences(text: str) -> list[str]:
    """A rough division into sentences, good enough to break paragraphs at.

    >>> sentences("It rained. Nobody came, said Mr. Low. They left.")[0]
    'It rained.'
    """
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def one_line(text: str) -> str:
    """The text on one line, single spaces."""
    return _SPACE.sub(" ", text).strip()


def relayout(text: str, rng: random.Random) -> str:
    """The text in a layout drawn at random: as it is, one line, new paragraphs, single breaks, hard-wrapped."""
    draw = rng.random()
    if draw < 0.35:
        return text
    if draw < 0.55:
        return one_line(text)
    if draw < 0.75:
        return "\n\n".join(_repack(text, rng))
    if draw < 0.88:
        return "\n".join(one_line(p) for p in paragraphs(text))
    width = rng.choice((68, 72, 76, 80))
    return "\n\n".join(textwrap.fill(one_line(p), width) for p in paragraphs(text))


def _repack(text: str, rng: random.Random) -> list[str]:
    """New paragraphs of one to five sentences."""
    found, rest = [], [s for p in paragraphs(text) for s in sentences(one_line(p))]
    while rest:
        size = rng.randint(1, 5)
        found.append(" ".join(rest[:size]))
        rest = rest[size:]
    return found


def straighten(text: str) -> str:
    """Quotes, dashes and ellipses in plain ASCII form."""
    return text.translate(_STRAIGHT)


def curl(text: str) -> str:
    """Straight quotes as opening and closing ones; a quote after a space or bracket opens."""
    text = _OPENING_SINGLE.sub(r"\1‘", _OPENING.sub(r"\1“", text))
    return text.replace('"', "”").replace("'", "’")


def requote(text: str, rng: random.Random) -> str:
    """The text with its typography kept, straightened or curled, drawn at random."""
    draw = rng.random()
    if draw < 0.3:
        return text
    return straighten(text) if draw < 0.65 else curl(straighten(text))


def shorten(text: str, words: int) -> str:
    """The beginning of a text, up to so many words in whole sentences, and at least one sentence.

    >>> shorten("It rained all day. Nobody came.\\n\\nThey left.", 7)
    'It rained all day. Nobody came.'
    """
    kept: list[str] = []
    left = words
    for part in paragraphs(text):
        taken: list[str] = []
        for sentence in sentences(part):
            left -= len(sentence.split())
            if left < 0 and (kept or taken):
                break
            taken.append(sentence)
        if taken:
            kept.append(" ".join(taken))
        if left < 0:
            break
    return "\n\n".join(kept)
