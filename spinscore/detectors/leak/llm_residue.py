"""leak.llm-residue: from a wording to the sentences that a chat tool spoke, out of quotations and forums."""

from __future__ import annotations

import re

from spinscore.detectors.leak._answers import shape_of
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
_TOKENS = frozenset({"chips", "citation", "lenticular", "think", "turn", "utm", "vendor"})
_COLON = re.compile(r"(?: ?\(\d{1,4} ?(?:words?|characters?|chars)\))?[^\w\n]{0,4}?[:：]")
_DASH = re.compile(r"[*_ ]{0,4} [–—-] (?=[A-Z“\"])")
_SHAPE_REACH = 400
_MAX_OPENING = 6
"""So many words may stand between "it replied:" and a wording of the answer."""
_TURN_LEFT = re.compile(r"(?:cite|navlist|image|video|product|i|[\ue200-\ue206]){1,4}$")
_MENTIONS = 3
_SPOKEN_OR_ASKED = frozenset({"comment", "comments", "whispered", "shouted", "murmured"})


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit over its sentence and the sentences of the same voice after it; None where a person says so."""
    if hit.name in _TOKENS:
        left = _TURN_LEFT.search(doc.text, max(0, hit.start - 20), hit.start) if hit.name == "turn" else None
        return hit._replace(start=left.start()) if left else hit
    if hit.name in _FORMS:
        formed = _FORMS[hit.name](doc, rule, hit)
        if formed is None:
            return None
        hit = formed
    if hit.name == "training" and sum(doc.counts[word] for word in rule.words["training"]) >= _MENTIONS + 2:
        return None
    hit = _softened(doc, rule, hit)
    return hit if hit.severity == "info" else _as_spoken(doc, hit)


def _answer(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit if the whole line is one of an answer: Certainly! Here is a rewritten version."""
    block = doc.block_at(hit.start)
    end = doc.block_list[block][1]
    found = shape_of(doc.lined[hit.start : min(end, hit.start + _SHAPE_REACH)], first=block == 0)
    if found is None:
        return None
    shape, length = found
    return hit._replace(end=hit.start + length, severity=shape.severity, confidence=shape.confidence)


def _label(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit before a colon or a dash, or alone in its line."""
    follows = _COLON.match(doc.text, hit.end) or _DASH.match(doc.text, hit.end)
    return hit if follows or _ends_block(doc, hit) else None


def _colon(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    return hit if _COLON.match(doc.text, hit.end) else None


def _alone(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit where nothing but a colon follows in its line."""
    return hit if _ends_block(doc, hit) and _COLON.match(doc.text, hit.end) else None


def _ends_block(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return not any(char.isalnum() or char in ".?!" for char in doc.text[hit.end : doc.block_list[block][1]])


def _opener_colon(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit in a line that ends in a colon."""
    end = doc.block_list[doc.block_at(hit.start)][1]
    return hit if doc.text[end - 1] in ":：" else None


def _prompt(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """Part of a prompt, unless the article gives advice to writers or on search engines."""
    return hit if sum(doc.counts[word] for word in rule.words["advice"]) < _MENTIONS else None


def _closing(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    return hit if _is_closing(doc, rule, hit) else None


_FORMS = {
    "answer": _answer,
    "label": _label,
    "colon": _colon,
    "alone": _alone,
    "opener-colon": _opener_colon,
    "prompt": _prompt,
    "closing": _closing,
}


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
    head, colon, opening = before.rpartition(":")
    if colon and opening and len(opening.split()) <= _MAX_OPENING:
        before = head + colon
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
    if not _SPOKEN_OR_ASKED.isdisjoint(doc.words[first:last]) or not speech_words().isdisjoint(doc.words[first:last]):
        return False
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
    if hit.name == "answer" and doc.text[stop - 1 : stop] not in ":.!?":
        colon = doc.text.find(":", hit.start, stop)
        stop = colon + 1 if colon > hit.start else stop
    return hit._replace(start=min(start, hit.start), end=max(stop, hit.end))
