"""Gates: whether they open where their regex matches, and whether they stay shut on ordinary articles."""

from __future__ import annotations

import math
import string
from collections.abc import Iterator, Sequence
from functools import cache

from spinscore.authoring.problem import Problem
from spinscore.authoring.reasons import is_open, matches
from spinscore.document import Document
from spinscore.rule import Example, Pattern, Rule
from spinscore.text import lexicon
from spinscore.wording import fold_words

_ARTICLE = 850
"""Words of an ordinary article, about five kilobytes."""
_COMMON = 5000
"""How many of the most frequent words are searched for literals that stand inside of them."""
_OFTEN = 0.4
"""A gate that opens on more than this share of ordinary articles saves little."""
_EVERYDAY = frozenset("$%&()\"'’“”‘–—-.,:;?!/ \n") | frozenset(string.digits)


def gate_problems(rule: Rule, texts: Sequence[Example]) -> Iterator[Problem]:
    """What is wrong with the gates of a rule, shown by its own texts and by word frequencies."""
    docs = [Document.parse(example.text) for example in texts]
    idle = []
    for pattern in rule.patterns:
        where = f'regex "{pattern.name}"'
        found = [doc for doc in docs if any(matches(pattern, doc))]
        if shut := [doc for doc in found if not is_open(pattern, doc)]:
            yield Problem(where, f"It matches in {_begun(shut[0])}, but none of its needs or gate_words stands there.")
        if not found:
            idle.append(f'"{pattern.name}"')
        yield from _gate(where, pattern)
    if idle:
        said = "It matches in no example and no case: nothing shows that it works."
        yield Problem(f"regex {', '.join(idle)}", said, weight="remark")
    if rule.find is not None:
        for doc in docs:
            if not is_open(rule, doc) and any(True for _ in rule.find(doc, rule)):
                yield Problem(
                    "find()", f"It yields hits in {_begun(doc)}, but the rule's needs and gate_words are shut."
                )
                break
        if not rule.needs and not rule.gate_words:
            said = "It has no gate, so it runs on every article. Give the rule needs or gate_words if you can."
            yield Problem("find()", said, weight="remark")
        yield from _gate("find()", rule)


def _gate(where: str, gated: Pattern | Rule) -> Iterator[Problem]:
    for word in gated.gate_words:
        if fold_words(word) != [word]:
            shown = " ".join(f'"{token}"' for token in fold_words(word))
            yield Problem(where, f'gate_words: "{word}" is never a word of a text. Its words are: {shown}')
    if signs := [need for need in gated.needs if len(need) == 1 and need in _EVERYDAY]:
        said = f"its gate opens on ordinary articles because of {signs[0]!r}. Need what stands beside it, too."
        yield Problem(where, said, weight="remark")
        return
    rates = {word: _rate(word) for word in gated.gate_words}
    rates |= {literal: sum(map(_rate, _holding(literal))) for literal in gated.needs}
    often = 1 - math.exp(-_ARTICLE * sum(rates.values()))
    if often > _OFTEN:
        shown = ", ".join(f'"{name}"' for name in sorted(rates, key=rates.__getitem__, reverse=True)[:3])
        said = f"its gate opens on about {often:.0%} of ordinary articles, most often because of {shown}."
        yield Problem(where, said, weight="remark")


def _begun(doc: Document) -> str:
    return repr(doc.text[:60])


def _holding(literal: str) -> list[str]:
    """The common words in which a literal stands."""
    return [word for word in lexicon.vocabulary()[1 : _COMMON + 1] if literal in f" {word} "]


@cache
def _rate(word: str) -> float:
    """How often a word stands among the words of texts. Zipf value: log10 of the count in a billion."""
    (zipf,) = lexicon.frequencies([word])
    return float(10 ** (zipf - 9)) if zipf else 0.0
