"""Word spinning of any text with tables learnt from pairs of human and spun text.

A table holds, for one spinning tool, each word with the substitutes that the tool gave it and how often. Tables
live in memory during a training and are never written: they come from texts that must not leave the data folder.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,]*|[^\sA-Za-z\d]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LONGEST = 3
"""Words of a substitute at most: longer replacements are failures of the alignment."""

Table = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Spun:
    """A spun text and the share of its words that were replaced."""

    text: str
    share: float


def family(generator: str) -> str:
    """The tool of a generator's name, without its strength.

    >>> family("nlpaug-wordnet-0.15"), family("apertium-en-es-en")
    ('nlpaug-wordnet', 'apertium')
    """
    return "apertium" if generator.startswith("apertium") else generator.rstrip("0123456789.").rstrip("-")


def learn(pairs: Iterable[tuple[str, str, str]]) -> dict[str, Table]:
    """Tables by tool from (tool, human text, spun text), words aligned; substitutes in order of frequency."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for tool, human, spun in pairs:
        for word, substitute in _aligned(human, spun):
            found[tool][word][substitute] += 1
    return {
        tool: {w: tuple(sorted(c.items(), key=lambda x: (-x[1], x[0]))) for w, c in sorted(words.items())}
        for tool, words in sorted(found.items())
    }


def _aligned(human: str, spun: str) -> Iterable[tuple[str, str]]:
    a, b = _TOKEN.findall(human), _TOKEN.findall(spun)
    matcher = SequenceMatcher(None, [x.lower() for x in a], [x.lower() for x in b], autojunk=False)
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag != "replace":
            continue
        words, others = a[i:j], b[k:n]
        if len(words) == len(others):
            yield from ((x.lower(), y) for x, y in zip(words, others, strict=True) if _WORD.match(x) and _WORD.match(y))
        elif len(words) == 1 and len(others) <= _LONGEST and all(map(_WORD.match, [*words, *others])):
            yield words[0].lower(), " ".join(others)


def spin(text: str, table: Table, strength: float, rng: random.Random) -> Spun:
    """Replaces each word that the table knows with probability ``strength``; names inside a sentence stay.

    Substitutes keep the form the tool gave them: no inflection is added, as such tools do it.
    """
    count = changed = 0
    parts: list[str] = []
    last = 0
    for match in _WORD.finditer(text):
        count += 1
        word = match.group()
        known = table.get(word.lower())
        if known is None or _inner_name(text, match.start()) or rng.random() >= strength:
            continue
        choice = rng.choices([x for x, _ in known], [n for _, n in known])[0]
        if word[0].isupper():
            choice = choice[0].upper() + choice[1:]
        parts += [text[last : match.start()], choice]
        last = match.end()
        changed += 1
    return Spun("".join([*parts, text[last:]]), changed / max(count, 1))


def _inner_name(text: str, start: int) -> bool:
    """A capitalised word that does not begin a sentence or a line."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".!?:\n"
