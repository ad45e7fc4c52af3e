"""Damage done to clean human articles: what templates, pages and spinning tools leave behind.

Each kind is a small function ``(text, rng, use) -> text``. Wording comes from ``damage_lines.tsv``; its lines
of use ``evaluate`` never damage a training text: a figure on them is about wording nobody trained on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from spinscore.training.layout import one_line, paragraphs, sentences

TRAINING, EVALUATION = "train", "evaluate"

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)?\b")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text, the kind of damage, and how many places were damaged."""

    text: str
    kind: str
    strength: int


@cache
def lines(kind: str, use: str) -> tuple[str, ...]:
    """The wordings of a kind for one use; a wording may have several lines."""
    text = (files("spinscore.training") / "damage_lines.tsv").read_text(encoding="utf-8")
    rows = [x.split("\t") for x in text.splitlines() if x and not x.startswith("#")][1:]
    return tuple(row[2].replace("¶", "\n") for row in rows if row[0] == kind and row[1] == use)


def _blocks(text: str) -> list[str]:
    """Paragraphs, or, for a text on one line, groups of sentences."""
    parts = paragraphs(text)
    if len(parts) > 2:
        return parts
    found = [s for part in parts for s in sentences(one_line(part))]
    return [" ".join(found[i : i + 3]) for i in range(0, len(found), 3)] or parts


def _insert(text: str, block: str, rng: random.Random, *, end: float) -> str:
    """Puts a block of its own at the end (with probability ``end``) or between two paragraphs."""
    parts = _blocks(text)
    at = len(parts) if rng.random() < end else rng.randint(0, len(parts))
    gap = rng.choice(("\n\n", "\n\n", "\n"))
    return "\n\n".join([*parts[:at], block.replace("\n", gap), *parts[at:]])


def _line(kind: str, end: float) -> Callable[[str, random.Random, str], str]:
    def damage(text: str, rng: random.Random, use: str) -> str:
        return _insert(text, rng.choice(lines(kind, use)), rng, end=end)

    return damage


def _slot(text: str, rng: random.Random, use: str) -> str:
    """A placeholder instead of a name, after a preposition, or alone on a line."""
    slot = rng.choice(lines("slot", use))
    names = list(_NAME.finditer(text))
    if names and rng.random() < 0.7:
        match = rng.choice(names)
        return text[: match.start()] + slot + text[match.end() :]
    if rng.random() < 0.5:
        spaces = [m.start() for m in re.finditer(" ", text)]
        if spaces:
            at = rng.choice(spaces)
            return f"{text[:at]} {slot}{text[at:]}"
    return _insert(text, slot, rng, end=0.2)


def _mojibake(text: str, rng: random.Random, use: str) -> str:
    """Apostrophes, quotes or dashes read in the wrong encoding, in some or all places."""
    del use
    share = rng.choice((0.2, 0.5, 1.0))
    wrong = {"'": "â€™", "’": "â€™", '"': "â€œ", "“": "â€œ", "”": "â€\x9d", "–": "â€“", "—": "â€”", "é": "Ã©"}
    found = "".join(wrong[c] if c in wrong and rng.random() < share else c for c in text)
    return found if found != text else _insert(text, "Itâ€™s the first time that this has happened.", rng, end=0.3)


def _encoded(kind: str) -> Callable[[str, random.Random, str], str]:
    """Markup left in the text, before a paragraph's first word or on a line of its own."""

    def damage(text: str, rng: random.Random, use: str) -> str:
        mark = rng.choice(lines(kind, use))
        parts = _blocks(text)
        at = rng.randrange(len(parts))
        parts[at] = f"{mark} {parts[at]}" if rng.random() < 0.5 else f"{parts[at]}\n\n{mark}"
        return "\n\n".join(parts)

    return damage


def double_paragraph(text: str, rng: random.Random, use: str) -> str:
    """A paragraph that stands twice, at once or later."""
    del use
    parts = _blocks(text)
    long = [i for i, part in enumerate(parts) if len(part.split()) >= 12] or list(range(len(parts)))
    at = rng.choice(long)
    later = rng.randint(at + 1, len(parts))
    return "\n\n".join([*parts[:later], parts[at], *parts[later:]])


def cut_end(text: str, rng: random.Random, use: str) -> str:
    """The text broken off inside its last sentences."""
    del use
    words = list(_WORD.finditer(text))
    if len(words) < 30:
        return text
    return text[: words[-rng.randint(3, 20)].end()]


KINDS: Mapping[str, Callable[[str, random.Random, str], str]] = MappingProxyType(
    {
        "leak.slot": _slot,
        "leak.shortcode": _line("shortcode", 0.2),
        "leak.chatbot": _line("chatbot", 0.4),
        "leak.label": _line("label", 0.2),
        "leak.html": _encoded("html"),
        "leak.mail-merge": _line("merge", 0.2),
        "leak.markdown": _encoded("markdown"),
        "leak.note": _line("note", 0.3),
        "leak.spintax": _encoded("spintax"),
        "leak.wire": _line("wire", 0.5),
        "leak.value": _line("value", 0.4),
        "leak.encoding": _mojibake,
        "page.comment": _line("comment", 0.85),
        "page.summary": _line("summary", 0.3),
        "page.newsletter": _line("newsletter", 0.6),
        "page.share": _line("share", 0.6),
        "page.related": _line("related", 0.5),
        "page.cookie": _line("cookie", 0.4),
        "page.navigation": _line("navigation", 0.5),
        "page.paywall": _line("paywall", 0.6),
        "page.affiliate": _line("affiliate", 0.4),
        "page.copyright": _line("copyright", 0.95),
        "page.disclaimer": _line("disclaimer", 0.7),
        "page.feed": _line("feed", 0.9),
        "page.promo": _line("promo", 0.6),
        "page.reader": _line("reader", 0.95),
        "page.tags": _line("tags", 0.8),
        "page.ui": _line("ui", 0.4),
        "text.double": double_paragraph,
        "text.cut": cut_end,
    }
)
"""All kinds of damage but spinning, which ``substitution`` does."""


def damage(text: str, kind: str, strength: int, rng: random.Random, use: str = TRAINING) -> Damaged:
    """Damages a text in ``strength`` places by one kind of damage.

    >>> damage("It rained in Rome. Nobody came.", "page.comment", 1, random.Random(1)).kind
    'page.comment'
    """
    for _ in range(strength):
        text = KINDS[kind](text, rng, use)
    return Damaged(text, kind, strength)
