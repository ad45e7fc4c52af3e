"""leak.placeholder: which of the bracketed, braced and escaped names are slots that nobody filled."""

from __future__ import annotations

import re
from bisect import bisect_right

from spinscore.detectors.leak._foreign_slots import severity_of
from spinscore.document import Document
from spinscore.findings import RANK, Hit, Severity
from spinscore.rule import Rule

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z'’]+|[0-9]+")
_OUTER = re.compile(r"&(?:amp;)?(?:lt|gt|#0?6[02]|#x3[ce]);|[{}\[\]()<>%$#@‹›«»【】〔〕［］｛｝＜＞/]", re.I)
_INSTRUCTION = re.compile(
    r"(?:please )?(?:insert|enter|type in|fill in|describe|specify) (?!into\b)\S"
    r"|your (?:\S+ ){0,2}(?:name|city|company|business|brand|website|email|phone|address|title|organi[sz]ation|"
    r"product|location|state|town|industry|niche|keyword|logo|url|link)s?\b"
    r"|quotes? from \S|(?:name|names|title|date|description|list) of (?:the |your |a |an )?\S"
    r"|(?:add|choose|select|provide) (?:a|an|one|the|your|more) \S|replace (?:with|this)\b|link to \S"
    r"|mention (?:a|the|any) \S",
    re.I,
)
_THING = r"(?:placeholder|variable|tag|token|slot|field|parameter|argument|element|string)s?"
_CUE_BEFORE = re.compile(
    _THING + r"(?: (?:called|named|like|such as))?[ :(“\"'‘`]*$"
    r"|(?:replac(?:e|es|ed|ing)|substitut(?:e|es|ed|ing))(?: the)?[ :(“\"'‘`]*$"
    r"|(?:such as|for example,?|e\.g\.,?|like|called|named|type|enter|use|using|write|writing|contains?)"
    r"[ :]*[“\"'‘`]\W*$",
    re.I,
)
_CUE_AFTER = re.compile(r"[”\"'’`)]* (?:is |was |are )?(?:an? |the )?(?:\w+ )?" + _THING + r"\b", re.I)
_NOUN_AFTER = re.compile(r"[ \xa0][A-Z][a-z]")
_SMALL = frozenset({"a", "and", "of", "or", "the"})
_DETAILS = frozenset({"date", "details", "facts", "information", "name", "title"})
_RESOURCES = frozenset({"asset", "assets", "community", "group", "resource"})
_TO_COME = frozenset({"TBA", "TBC", "TBD", "TODO", "XXX"})
_ENGLISH = frozenset({"the", "of", "and", "that", "with", "for", "was", "are", "this"})
_FIRST_PERSON = re.compile(r"\b(?:we|we[’']re|we[’']ve|our|us|i|i[’']m|my)\b", re.I)
_PREPOSITION = re.compile(r"\b(?:in|at|to|from|near|across|of|for) $", re.I)
_PAUSE = re.compile(r"[.,;:!?]|$")
_COPYRIGHT = ("opyright", "©", "(c)", "(C)")
_OPENING, _CLOSING = frozenset("“\"‘'«"), frozenset("”\"’'»,.")
_ABOUT = 3
"""So many words of a subject make it the subject of the article."""
_ELEMENT_REACH = 5000
"""How many characters after an element its closing tag is looked for."""
_OPENING_WORDS = 60
_SPEECH = 60
"""A quotation of fewer characters is an example, not a speech."""
_SIGHT = 60
"""How many characters before and after a slot are read for words about slots."""
_SAYS = re.compile(
    r"(?:reads?|reading|says?|said|saying|wrote|shows?|showed|displayed|printed|appeared|contain(?:s|ed|ing)?|words?|"
    r"phrase|text|token|opened with|beg[ai]ns?|began|headed|label+ed|signs?|posters?|read out)"
    r"(?: [\w’']+){0,4}?:? ?[“\"'‘«„]\W*$",
    re.I,
)
"""What stands before a slot that a report quotes: the headline read “…”."""
_UNMARKED = frozenset({"order-snake", "order-caps", "date", "amount", "business-name", "your-domain"})


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit if it is an unfilled slot, its severity lowered where a reader could doubt it."""
    name = hit.name
    if name in _UNMARKED:
        return _unmarked(doc, rule, hit)
    if name not in _JUDGES:
        return _dummy_text(doc, hit)
    severity = _JUDGES[name](doc, rule, hit)
    if severity is None and name in _IN_ANY_LANGUAGE:
        severity = severity_of(doc, rule, hit, _parts(doc, hit)[0])
    return None if severity is None else _in_context(doc, rule, hit._replace(severity=severity))


def _parts(doc: Document, hit: Hit) -> tuple[str, list[str]]:
    """The slot's name without its marks, and its words in lower case."""
    inner = _OUTER.sub("", doc.text[hit.start : hit.end]).strip(" _")
    words = [word.lower() for word in _PART.findall(inner)]
    while len(words) > 1 and words[-1].isdigit():
        words.pop()
    return inner, words


def _names_slot(rule: Rule, words: list[str]) -> bool:
    """Whether words such as "post title" are the name of something to fill in."""
    heads, modifiers = rule.words["heads"], rule.words["modifiers"]
    if not words or not all(word in heads or word in modifiers or word.isdigit() for word in words):
        return False
    return words[-1] in heads or _is_order(rule, words) or (len(words) > 1 and words[-1] == "here")


def _is_order(rule: Rule, words: list[str]) -> bool:
    return len(words) > 1 and words[0] in rule.words["orders"]


def _is_snake(inner: str) -> bool:
    return "_" in inner and inner.upper() == inner


def _brace(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    if _names_slot(rule, words) or _is_order(rule, words):
        return "critical"
    if "_" in inner and inner in (inner.upper(), inner.lower()) and any(len(word) > 2 for word in words):
        return "critical"
    return None


def _double_brace(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    return "critical" if _names_slot(rule, words) or _is_snake(inner) or _is_order(rule, words) else None


def _bracket(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    if _INSTRUCTION.match(inner):
        known = not rule.words["heads"].isdisjoint(words)
        return "critical" if known and inner[0].isupper() else "major" if known else "minor"
    parts = [part.split() for part in re.split(r"[,/]| or | and ", inner) if part.strip()]
    if len(parts) > 1 and all(_titled(part) for part in parts):
        names = [[w.lower() for w in _PART.findall(" ".join(part))] for part in parts]
        return "critical" if all(_names_slot(rule, n) for n in names) else None
    if _is_snake(inner) or inner in _TO_COME:
        return "critical"
    if "_" in inner:
        return "critical" if _names_slot(rule, words) else None
    if not _names_slot(rule, words) and not (_is_order(rule, words) and inner.isupper()):
        return None
    if not _titled(inner.split()):
        return None
    if len(words) == 1:
        return "critical" if words[0] in rule.words["alone"] else None
    return "critical"


def _titled(parts: list[str]) -> bool:
    """Whether a name is written as slots are: Company Name, COMPANY NAME, CompanyName."""
    return all(part[:1].isupper() or part.isdigit() or part in _SMALL for part in parts)


def _double_bracket(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    if _is_snake(inner) or (inner.isupper() and len(inner) > 3):
        return "critical"
    return "major" if _names_slot(rule, words) else None


def _angle(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    if not words or (words[0] in rule.words["not_slots"] and len(words) == 1):
        return None
    if len(words) == 1 and words[0] in rule.words["elements"]:
        if _is_closed(doc, hit, inner):
            return None
        if not inner.islower():
            return "critical"
        return "major" if hit.name == "escaped" or _is_block(doc, hit) else None
    if _names_slot(rule, words) or _is_order(rule, words):
        return "critical" if "_" in inner or not inner.islower() else "major"
    if _is_snake(inner):
        return "critical"
    if inner.isupper() and inner.isascii() and len(inner) > 3 and not _is_closed(doc, hit, inner):
        return "major"
    return "minor" if inner.islower() and len(words) > 1 and words[-1] in _DETAILS else None


def _is_closed(doc: Document, hit: Hit, name: str) -> bool:
    """Whether an element is closed further down: then it is markup, not a slot."""
    return doc.folded.find(f"</{name}".lower(), hit.end, hit.end + _ELEMENT_REACH) >= 0


def _is_block(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return block >= 0 and doc.block_list[block] == (hit.start, hit.end)


def _percent(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    inner, words = _parts(doc, hit)
    if "".join(words) in rule.words["environment"] and inner not in {"DATE", "TIME"}:
        return None
    return "critical" if _names_slot(rule, words) or _is_order(rule, words) else None


def _upper(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    _, words = _parts(doc, hit)
    if len(words) == 1 and words[0] in rule.words["not_slots"]:
        return None
    return "critical" if _names_slot(rule, words) or _is_order(rule, words) else None


def _guillemet(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    return "critical"


def _unnamed(doc: Document, rule: Rule, hit: Hit) -> Severity | None:
    return None  # left to the lists of other languages


_JUDGES = {
    "brace": _brace,
    "double-brace": _double_brace,
    "bracket": _bracket,
    "double-bracket": _double_bracket,
    "angle": _angle,
    "double-angle": _double_brace,
    "escaped": _angle,
    "percent": _percent,
    "underscore": _upper,
    "dollar": _upper,
    "hash": _upper,
    "at": _upper,
    "double-paren": _upper,
    "guillemet": _guillemet,
    "foreign": _unnamed,
}
_IN_ANY_LANGUAGE = frozenset(
    {"brace", "double-brace", "bracket", "double-bracket", "angle", "double-angle", "escaped", "guillemet", "foreign"}
)


def _total(doc: Document, rule: Rule, name: str) -> int:
    """How often the words of one of the rule's lists occur."""
    counts = doc.counts
    return sum(counts[word] for word in rule.words[name] & counts.keys())


def _in_context(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """Drops slots that the article speaks of, notation of programs, and insertions of an editor into a quotation."""
    before = doc.lined[max(0, hit.start - _SIGHT) : hit.start].rpartition("\n")[2]
    after = doc.lined[hit.end : hit.end + _SIGHT].partition("\n")[0]
    inner, words = _parts(doc, hit)
    topic, tech = _total(doc, rule, "topic"), _total(doc, rule, "tech")
    quoted = doc.in_quotes(hit.start)
    alone = before[-1:] in _OPENING and after[:1] in _CLOSING
    touches = alone or (quoted and (before[-1:] in _OPENING or after[:1] in _CLOSING))
    if topic >= _ABOUT or tech >= _tolerated(hit, inner):
        shouted_order = _is_order(rule, words) and inner.isupper() and topic < 2 * _ABOUT
        return _lower(hit, "major") if shouted_order else None
    if (topic or touches) and (_CUE_AFTER.match(after) or _CUE_BEFORE.search(before)):
        return None
    if alone and _SAYS.search(before):
        return hit._replace(severity="info", confidence=0.4)
    if quoted and hit.name == "bracket":
        return _spoken(doc, hit, before, after, touches or len(words) == 1)
    if touches and not inner.isupper():
        return None
    doubtful = topic or any(sign in before for sign in _COPYRIGHT) or _signs_letter(doc, rule, hit)
    return _lower(hit, "major") if doubtful else hit


def _tolerated(hit: Hit, inner: str) -> int:
    """From how many words of programming on a slot may be notation; <name> is, sooner than {name} and {NAME}."""
    if inner[0].islower() and not hit.name.startswith("double"):
        return 1 if hit.name == "angle" else 2
    return 2 * _ABOUT if inner.isupper() else _ABOUT


def _spoken(doc: Document, hit: Hit, before: str, after: str, terse: bool) -> Hit | None:
    """A bracketed name inside a quotation: an editor's insertion or an example, unless a speech has a hole."""
    if _NOUN_AFTER.match(after) or (terse and not (_PREPOSITION.search(before) and _PAUSE.match(after))):
        return None
    start, end = doc.quotes[bisect_right(doc.quotes, (hit.start, len(doc.text))) - 1]
    near = max(start, hit.start - 5 * _SPEECH), min(end, hit.end + 5 * _SPEECH)
    if (terse or end - start < _SPEECH) and not _FIRST_PERSON.search(doc.text, *near):
        return None
    return _lower(hit, "major")._replace(confidence=0.75)


def _lower(hit: Hit, severity: Severity) -> Hit:
    """The hit with a severity that is not above the given one."""
    return hit._replace(severity=severity) if RANK[hit.severity or "critical"] > RANK[severity] else hit


def _signs_letter(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether the slot stands alone below "With love," or "Sincerely,": a letter that may be a sample."""
    block = doc.block_at(hit.start)
    if block < 1 or not _is_block(doc, hit):
        return False
    first, last = doc.block_tokens[block - 1]
    return 0 < last - first <= 4 and doc.words[last - 1] in rule.words["farewells"]


def _unmarked(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """Slots without marks: orders in capitals, dates and sums in X, domains of nobody."""
    text = doc.text[hit.start : hit.end]
    if hit.name == "order-caps":
        words = [word.lower() for word in _PART.findall(text)]
        if re.search(r"[A-Z]{2,} $", doc.text[max(0, hit.start - 30) : hit.start]):
            return None
        named = words[1:] == ["here"] or not (rule.words["heads"] | _RESOURCES).isdisjoint(words[1:])
        if not named or _is_shouted(doc, hit):
            return None
        return hit if len(words) > 2 or words[0] == "insert" else hit._replace(severity="major")
    return _lower(hit, "minor") if _total(doc, rule, "topic") >= _ABOUT else hit


def _is_shouted(doc: Document, hit: Hit) -> bool:
    """Whether the words stand in a block that is all in capitals, where an order is a headline."""
    block = doc.block_at(hit.start)
    start, end = doc.block_list[block] if block >= 0 else (hit.start, hit.end)
    rest = doc.text[start : hit.start] + doc.text[hit.end : end]
    return sum(map(str.isupper, rest)) > 3 and sum(map(str.islower, rest)) < 10


def _dummy_text(doc: Document, hit: Hit) -> Hit | None:
    """Dummy text: the whole block if it is Latin. Quoted, it is what the article is about: information only."""
    if doc.in_quotes(hit.start):
        return hit._replace(severity="info", confidence=0.5)
    block = doc.block_at(hit.start)
    if block < 0:
        return hit
    first, last = doc.block_tokens[block]
    latin = _ENGLISH.isdisjoint(doc.words[first : min(last, first + _OPENING_WORDS)])
    if latin or hit.name.startswith("lorem ipsum is"):
        start, end = doc.block_list[block]
        return hit._replace(start=start, end=end)
    return hit
