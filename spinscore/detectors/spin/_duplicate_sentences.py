"""The sentences of a document one by one: their words, and whether the article says them in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from spinscore.detectors.spin._duplicate_likeness import Opposites, Wording
from spinscore.document import Document
from spinscore.findings import Span

_ENDS: Final = frozenset(".!…")
_CLOSERS: Final = "\"'”’)]»*_"
_OPENERS: Final = frozenset('"“„«‘')
_LABEL_WORDS: Final = 5
"""Words within which a colon makes a label of what stands before it."""
_LINE_WORDS: Final = 13
"""Three blocks in a row of no more words are verse, or a list."""
_ITEM: Final = re.compile(
    r"[-–—•*·●▪■□◆‣>|→✓#]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.):]\s|step \d|\d{1,3} (?-i:[A-Z])", re.I
)

_STEP: Final = re.compile(r"\(?\d{1,3}[.):]\s|step \d", re.I)
_STEPS: Final = 5
"""Numbered blocks that make a text a manual; the share of all blocks that they must be, one in `_BLOCKS_PER_STEP`."""
_BLOCKS_PER_STEP: Final = 8
_INSTRUCTING: Final = 0.45
"""Share of sentences that tell the reader what to do, from which on a text is a manual."""


class Sentences:
    """Sentences by number. `lists` are the rule's, `opposites` are for their wordings."""

    def __init__(self, doc: Document, lists: Mapping[str, frozenset[str]], opposites: Opposites) -> None:
        self.spans: list[Span] = [(start, end) for start, end in doc.sentences.tolist()]
        self._doc = doc
        self._lists, self._opposites = lists, opposites
        bounds: list[int] = doc.tokens[:, 0].searchsorted(doc.sentences[:, 0]).tolist()
        self._bounds = [*bounds, len(doc.tokens)]
        self._wordings: dict[int, Wording] = {}
        self._tell: dict[int, bool] = {}

    def words(self, sentence: int) -> tuple[str, ...]:
        """The folded words."""
        return self._doc.words[self._bounds[sentence] : self._bounds[sentence + 1]]

    def size(self, sentence: int) -> int:
        """How many words it has."""
        return self._bounds[sentence + 1] - self._bounds[sentence]

    def wording(self, sentence: int) -> Wording:
        """Its wording, worked out once."""
        found = self._wordings.get(sentence)
        if found is None:
            first, last = self._bounds[sentence : sentence + 2]
            found = Wording(self._doc, first, last, self._lists["reporting"], self._opposites)
            self._wordings[sentence] = found
        return found

    def is_block(self, sentence: int) -> bool:
        """Whether it is a paragraph of its own."""
        start, end = self.spans[sentence]
        return self._doc.block_list[self._doc.block_at(start)] == (start, end)

    @cached_property
    def is_manual(self) -> bool:
        """Whether the text has numbered steps, or instructs most of the time: some of it comes back for each task."""
        blocks = self._doc.block_list
        steps = sum(_STEP.match(self._doc.text, start) is not None for start, _ in blocks)
        if steps >= _STEPS and steps * _BLOCKS_PER_STEP >= len(blocks):
            return True
        told = [k for k in range(len(self.spans)) if self.size(k) >= _LABEL_WORDS]
        return len(told) >= _STEPS and sum(map(self.instructs, told)) >= _INSTRUCTING * len(told)

    def tells(self, sentence: int) -> bool:
        """Whether the article itself says it, in running text: see `is_prose`; and not in quotation marks."""
        known = self._tell.get(sentence)
        if known is None:
            known = self._tell[sentence] = self.is_prose(sentence) and not self._is_quoted(sentence)
        return known

    def is_prose(self, sentence: int) -> bool:
        """Whether it is a statement: no question, no line of verse, no item of a list, no label, no source."""
        doc, (start, end) = self._doc, self.spans[sentence]
        text, size = doc.text, self.size(sentence)
        if not size or text[start:end].rstrip(_CLOSERS)[-1:] not in _ENDS or text[start].islower():
            return False
        label_end = doc.token_ends[self._bounds[sentence] + min(_LABEL_WORDS, size) - 1] + 1
        if text.find(":", start, label_end) >= 0 or text.find("\t", start, end) >= 0:
            return False
        block = doc.block_at(start)
        if text.find("{", start, end) >= 0 or text.find("://", *doc.block_list[block]) >= 0:
            return False
        return not _ITEM.match(text, doc.block_list[block][0]) and not self._is_line(block)

    def instructs(self, sentence: int) -> bool:
        """Whether it tells the reader what to do: instructions come back where the same is to be done."""
        words, lists = self.words(sentence), self._lists
        reference = words[0] == "for" and not lists["references"].isdisjoint(words[1:2])
        if reference or words[0] in lists["imperatives"]:
            return True
        return not lists["reader"].isdisjoint([word.partition("'")[0] for word in words])

    def is_announced(self, sentence: int) -> bool:
        """Whether it opens a block, and the one before ends in a colon: a citation, an example, an emphasis."""
        doc, start = self._doc, self.spans[sentence][0]
        block = doc.block_at(start)
        return block > 0 and doc.block_list[block][0] == start and doc.text[doc.block_list[block - 1][1] - 1] == ":"

    def _is_line(self, block: int) -> bool:
        """Whether a block is one of three or more short ones in a row."""
        around = self._doc.block_tokens[max(0, block - 2) : block + 3]
        short = [last - first <= _LINE_WORDS for first, last in around]
        return any(all(short[k : k + 3]) for k in range(len(short) - 2))

    def _is_quoted(self, sentence: int) -> bool:
        """Whether most of it stands in quotation marks."""
        start, end = self.spans[sentence]
        opened = self._doc.text[start] in _OPENERS
        return opened or (self._doc.in_quotes(start) and self._doc.in_quotes((start + end) // 2))
