"""A light look at the clauses of a sentence: word lists, commas and no parser. In doubt it sees a main clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_BETWEEN = 2
"""Words that may stand inside a chain of auxiliaries, such as "has not yet been"."""
_LONGEST_PLACE = 5
"""Words of "on the sidelines in Vilnius"; after a longer phrase the main clause may follow without a comma."""
_SHORTEST_PARTICIPLE, _SHORTEST_PAST = 6, 4

Lists = Mapping[str, frozenset[str]]


class Part(NamedTuple):
    """What stands between two commas: its folded words, and whether each was written with a capital."""

    words: Sequence[str]
    capitals: Sequence[bool]


def finite_verbs(words: Sequence[str], lists: Lists) -> list[int]:
    """Where words stand that may be finite verbs; a chain of auxiliaries and its participle are one."""
    found: list[int] = []
    chain = -_BETWEEN - 2
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        after = words[index + 1] if index + 1 < len(words) else ""
        in_chain = index - chain <= _BETWEEN + 1
        if word in lists["auxiliaries"] or word.endswith(("n't", "'re", "'ve", "'ll")):
            if not in_chain:
                found.append(index)
            chain = index
        elif word in lists["not_finite"]:
            chain = index if in_chain else chain
        elif may_be_past(word, before, after, lists):
            if not in_chain:
                found.append(index)
            chain = -_BETWEEN - 2
        elif word in lists["present"] and before not in lists["before_noun"] and index - chain > 1:
            found.append(index)
    return found


def may_be_past(word: str, before: str, after: str, lists: Lists) -> bool:
    """Whether a word between two others may be a past form, and not a participle before its noun or agent."""
    if before in lists["before_noun"]:
        return False
    if word in lists["past"]:
        return True
    return len(word) >= _SHORTEST_PAST and word.endswith("ed") and after != "by" and word not in lists["no_verbs"]


def too_many(words: Sequence[str], free: int, lists: Lists) -> bool:
    """Whether a part has a finite verb that nothing before it accounts for.

    `free` verbs need no reason; every "that", "who" or "when" brings one more, and so does every verb of saying;
    "and went" has its subject before it.
    """
    links = [index for index, word in enumerate(words) if word in lists["links"] or word in lists["reporting"]]
    verbs = [
        place for place in finite_verbs(words, lists) if not place or words[place - 1] not in lists["coordinators"]
    ]
    return any(number > free + sum(link < place for link in links) for number, place in enumerate(verbs, 1))


def has_second_subject(words: Sequence[str], verb: int, lists: Lists) -> bool:
    """Whether "he" or "they" stands after the first verb of a clause and begins no clause that depends on it."""
    return any(
        word.partition("'")[0] in lists["subjects"]
        and words[index - 1] not in lists["links"]
        and words[index - 1] not in lists["reporting"]
        for index, word in enumerate(words)
        if index > verb + 1
    )


def may_hold_main_clause(part: Part, lists: Lists) -> bool:
    """Whether a part after the first may be, or hold, a main clause: False only for parts that surely do not."""
    words = part.words
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in lists["coordinators"]:
        if second in lists["auxiliaries"] or may_be_past(second, "", "", lists):
            return too_many(words, 1, lists)
        opens = second in lists["links"] or second in lists["prepositions"] or second in lists["places"]
        return not (opens or is_participle(second, lists)) or too_many(words, 0, lists)
    if is_participle(first, lists):
        return too_many(words, int(first in lists["saying"]), lists)
    if first in lists["prepositions"] or (first in lists["places"] and len(words) <= _LONGEST_PLACE):
        return too_many(words, 0, lists) or has_second_subject(words, 0, lists)
    if first in lists["relatives"]:
        return too_many(words, 0, lists) or has_second_subject(words, 1, lists)
    return not all(capital or word in lists["in_names"] for word, capital in zip(words, part.capitals, strict=True))


def is_participle(word: str, lists: Lists) -> bool:
    """Whether a word is an -ing form and not "during" or "something"."""
    return len(word) >= _SHORTEST_PARTICIPLE and word.endswith("ing") and word not in lists["no_verbs"]
