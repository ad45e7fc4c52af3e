"""leak.llm-residue: from a wording to the sentences that a chat tool spoke, out of quotations and forums."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit, Severity
from spinscore.rule import Rule
from spinscore.text.chars import BREAKS
from spinscore.wording import speech_words

_VOICE = re.compile(r"\b(?:i|i[’']m|i[’']ll|i[’']d|i[’']ve|me|my|you|your|you[’']d|you[’']re|the user)\b", re.I)
_ADDRESSED = re.compile(r"\b(?:please|feel free|certainly|sure|if you|once you|however, without)\b", re.I)
_MAX_EXTENDED = 12
"""At most so many sentences after a hit are read as the same speech."""
_TAIL_BLOCKS = 2
_MAX_PERSONAL = 0.006
"""Share of I, you and we in an article that nobody tells: above it, closing words are its author's own."""
_TOKENS = frozenset({"citation", "lenticular", "think", "turn", "utm", "vendor"})
_TURN_LEFT = re.compile(r"(?:cite|navlist|image|video|product|i|[\ue200-\ue206]){1,4}$")
_MENTIONS = 3


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit over its sentence and the sentences of the same voice after it; None where a person says so."""
    if hit.name in _TOKENS:
        left = _TURN_LEFT.search(doc.text, max(0, hit.start - 20), hit.start) if hit.name == "turn" else None
        return hit._replace(start=left.start()) if left else hit
    if hit.name in rule.words["closing"] and not _is_closing(doc, rule, hit):
        return None
    if "training" in hit.name and sum(doc.counts[word] for word in rule.words["training"]) >= _MENTIONS + 2:
        return None
    hit = _softened(doc, rule, hit)
    return hit if hit.severity == "info" else _as_spoken(doc, hit)


def _softened(doc: Document, rule: Rule, hit: Hit) -> Hit:
    """Quoted and introduced speech is information; in an article about chat tools, doubt remains."""
    if hit.severity == "info":
        return hit._replace(confidence=0.4)
    if _is_introduced(doc, rule, hit) or _is_reported(doc, hit):
        return hit._replace(severity="info", confidence=0.4)
    if sum(doc.counts[word] for word in rule.words["about"]) >= _MENTIONS:
        doubted: Severity = "minor" if hit.severity == "minor" else "major"
        return hit._replace(severity=doubted, confidence=min(hit.confidence, 0.6))
    return hit


def _is_reported(doc: Document, hit: Hit) -> bool:
    """Whether the word after it says whose words these are: as in: I cannot fulfil that request, said the king."""
    after = doc.token_at(hit.end)
    named = doc.words[after : after + 2]
    return doc.text[hit.end : hit.end + 1] == "," and not speech_words().isdisjoint(named)


def _is_introduced(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether the words before a colon, in this block or the one before, say that somebody answered."""
    block = doc.block_at(hit.start)
    if block < 0:
        return False
    start = doc.block_list[block][0]
    before = doc.folded[max(start, hit.start - 160) : hit.start].rstrip(" \"“'‘*_" + BREAKS)
    if not before and block:
        start, end = doc.block_list[block - 1]
        before = doc.folded[max(start, end - 160) : end]
    if not before.endswith((":", ",", "that")) or doc.block_at(hit.start) < 0:
        return False
    return not rule.words["introduces"].isdisjoint(re.findall(r"[\w'-]+", before)[-8:])


def _is_closing(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether a closing sentence stands at the end of a text in which nobody else says I or you."""
    block = doc.block_at(hit.start)
    if block < len(doc.block_list) - _TAIL_BLOCKS:
        return False
    first, last = doc.block_tokens[block]
    own = sum(word in rule.words["personal"] for word in doc.words[first:last])
    personal = sum(doc.counts[word] for word in rule.words["personal"]) - own
    return personal <= _MAX_PERSONAL * len(doc.words) and len(doc.words) - (last - first) >= 60


def _as_spoken(doc: Document, hit: Hit) -> Hit:
    block = doc.block_at(hit.start)
    if block < 0:
        return hit
    begin, end = doc.block_list[block]
    sentences = doc.sentences
    first = max(0, int(sentences[:, 0].searchsorted(hit.start, "right")) - 1)
    rows = sentences[first : first + _MAX_EXTENDED].tolist()
    start, stop = rows[0]
    for left, right in rows[1:]:
        if left >= end:
            break
        passage = doc.text[left:right]
        if right > hit.end and stop >= hit.end and not (_VOICE.search(passage) or _ADDRESSED.match(passage)):
            break
        stop = right
    if not any(char.isalnum() for char in doc.text[begin:start]):
        start = begin
    if not any(char.isalnum() for char in doc.text[stop:end]):
        stop = end
    if hit.name == "opener" and doc.text[stop - 1 : stop] not in ":.!?":
        colon = doc.text.find(":", hit.start, stop)
        stop = colon + 1 if colon > hit.start else stop
    return hit._replace(start=min(start, hit.start), end=max(stop, hit.end))
