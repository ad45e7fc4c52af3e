"""One index over the phrases of all rules: those that apply to any text, and those of the languages it is in."""

from __future__ import annotations

from collections.abc import Iterable

from spinscore.document import Document
from spinscore.languagelists import LanguageLists
from spinscore.rule import Rule
from spinscore.wordindex import Match, WordIndex, is_number
from spinscore.wording import expand

__all__ = ["Match", "PhraseIndex", "check", "is_number"]


def check(rule: Rule) -> None:
    """Raises RuleError for a phrase that is not well formed; the index reads most only when a text asks for them."""
    for phrase in rule.phrases:
        expand(phrase.text)
    PhraseIndex((rule,))


class PhraseIndex(WordIndex):
    """The phrases of some rules, found in one pass; those of other languages in the blocks that are in them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        super().__init__([(number, phrase) for number, rule in enumerate(rules) for phrase in rule.phrases])
        self._lists = LanguageLists(rules)

    def find(self, doc: Document) -> list[Match]:
        """All matches in a document, in no particular order."""
        matches = super().find(doc)
        if doc.blocks_by_language:
            matches += self._lists.find(doc)
        return matches
