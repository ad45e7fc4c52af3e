"""leak.encoding: which odd characters are damage, and what stood there before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.entities import html5

from spinscore.detectors.leak._mojibake import CENTRAL, CYRILLIC, DOS, MAC, decode, decode_one_byte, decode_start, runs
from spinscore.document import Document
from spinscore.findings import Edit, Hit
from spinscore.rule import Rule

_SYMBOLS = (
    (0x2010, 0x2027), (0x202F, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2580, 0x27BF), (0x2B00, 0x2BFF),
)  # fmt: skip
"""Where characters of â + two bytes lie that people write: punctuation, currency, arrows, signs."""
_NEIGHBOURS = "ÊÔĂĐÎéèêàçơư"
_UNIT = re.compile(r"&[#\w]{2,9};|[^&]")
_CONTROL = re.compile(r"&#1[2-5]\d;")
_CURLY = "’”“‘»"
_REPEATED = 4
"""So many letters of one kind make it likely that two characters alone are damage as well."""
_ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")
_REST = re.compile(r"\S{0,300}")
_FILE_ENDING = re.compile(r"\.[a-z]{2,5}\W*$")
_URL = re.compile(r"\S*$")


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """The damage of a text that was read in the wrong encoding as a whole."""
    for start, end, meant in runs(doc.text):
        edit = Edit(start, end, meant.replace("\ufeff", ""), safe=True)
        yield Hit(start, end, 0.98, severity="major", edit=edit, name="runs")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit with the character that was meant as its edit; None if nothing is broken."""
    broken = doc.text[hit.start : hit.end]
    repair = _REPAIRS.get(hit.name)
    if repair is None:
        return hit
    found = repair(doc, hit, broken)
    if found is None:
        return None
    end, replacement, safe = found
    if replacement is None:
        return hit._replace(end=end)
    severity = "major" if hit.name == "mojibake" else hit.severity
    return hit._replace(end=end, severity=severity, edit=Edit(hit.start, end, replacement, safe))


Repair = tuple[int, str | None, bool]
"""Where the damage ends, what was meant (None if unknown), and whether that is certain."""


def _mojibake(doc: Document, hit: Hit, broken: str) -> Repair | None:
    meant = decode(broken)
    if meant is None or not _is_damage(doc, hit, broken, meant):
        return None
    return hit.end, meant.replace("\ufeff", ""), "\ufffd" not in meant


def _is_damage(doc: Document, hit: Hit, broken: str, meant: str) -> bool:
    """Whether the characters are too odd to have been written: lone pairs of capital and quote are not."""
    first, second, code = broken[0], broken[1], ord(meant[0])
    if len(broken) == 2:
        if second in _CURLY or (second == "\xa0" and first != "Â"):
            return first == "Ã" and second in "”“\xa0" and doc.text[max(0, hit.start - 1)].islower()
        if first in "ÐÑÎÏ×ØÙÕÖ" and doc.text.count(first) >= _REPEATED:
            return _is_script(meant)
        latin = first in "ÄÅ" and "\u0100" <= meant <= "\u017f"
        return first in "ÂÃ" or latin or broken in ("Ëœ", "Ë†")
    if first == "â":
        return any(low <= code <= high for low, high in _SYMBOLS) or second == "€"
    if first == "ð":
        return code >= 0x1F000
    if broken.startswith(("ï»¿", "ï¿½")):
        return True
    if len(broken) == 3 and first in "ÐÑÎÏ×ØÙÕÖ":
        return False
    return len(broken) >= 4 or (len(broken) == 3 and _is_script(meant))


def _is_script(meant: str) -> bool:
    """Whether all letters are of other scripts than Latin: nobody lands there by chance."""
    return all(char > "\u0370" and char.isalpha() for char in meant)


def _foreign(codecs: tuple[str, ...]) -> Callable[[Document, Hit, str], Repair | None]:
    """The repair for UTF-8 that was read in one of some other encodings."""

    def repair(doc: Document, hit: Hit, broken: str) -> Repair | None:
        meant = decode(broken, codecs)
        if meant is None or not _is_text(meant) or _is_shouted(doc, hit, broken):
            return None
        return hit.end, meant, "\ufffd" not in meant

    return repair


def _is_text(meant: str) -> bool:
    """Whether the characters are letters, punctuation or signs that people write, and no controls."""
    return all(char.isprintable() or char in "\xa0\u200b\ufeff" for char in meant)


def _is_shouted(doc: Document, hit: Hit, broken: str) -> bool:
    """Whether two capitals stand in a word of capitals: RĂŞINĂ is Romanian."""
    if len(broken) != 2 or not broken.isupper():
        return False
    around = doc.text[max(0, hit.start - 1) : hit.start] + doc.text[hit.end : hit.end + 1]
    return not any(char.islower() for char in around)


def _one_byte(doc: Document, hit: Hit, broken: str) -> Repair | None:
    meant = decode_one_byte(broken)
    return None if meant is None else (hit.end, meant, True)


def _entity_bytes(doc: Document, hit: Hit, broken: str) -> Repair | None:
    """Bytes that were read wrongly and then escaped, in part or all: &Atilde;&copy;, â&#128;&#153;."""
    if "&" not in broken:
        return None
    units = _UNIT.findall(broken)
    chars = "".join(unescape(unit) for unit in units)
    if len(chars) != len(units) or (found := decode_start(chars)) is None or not _is_text(found[0]):
        return None
    meant, length = found
    if len(meant) == 1 and length == 2 and chars[0] not in "ÂÃÄÅâÐÑÎÏ" and not _CONTROL.fullmatch(units[1]):
        return None
    end = hit.start + sum(map(len, units[:length]))
    return (end, meant, True) if "&" in doc.text[hit.start : end] else None


def _cut(doc: Document, hit: Hit, broken: str) -> Repair | None:
    if broken == "Â":
        if not doc.text[max(0, hit.start - 1) : hit.start].strip() and any(char in doc.text for char in _NEIGHBOURS):
            return None  # the text has the vowels of French or Vietnamese: Â is one of them
        return hit.end, "", True
    if broken == "â€":
        return hit.end, "”", "â€œ" in doc.text and doc.text[hit.start - 1 : hit.start].strip() != ""
    return hit.end, "à", False


def _double(doc: Document, hit: Hit, broken: str) -> Repair | None:
    return hit.end, unescape(unescape(unescape(broken))), True


def _entity(doc: Document, hit: Hit, broken: str) -> Repair | None:
    name = broken[1:]
    if name.startswith(" "):
        name = name[1:]
    if name[0] != "#" and name.rstrip(";") + ";" not in html5:
        return None
    before = _URL.search(doc.text, max(0, hit.start - 200), hit.start)
    if before and "://" in before[0] and name != "amp;":
        return None
    meant = unescape("&" + name.rstrip(";") + ";")
    return (hit.end, meant, meant.isprintable() or meant == "\xa0") if meant and meant != broken else None


def _unicode_escape(doc: Document, hit: Hit, broken: str) -> Repair | None:
    units = [int(part, 16) for part in broken.split("\\u")[1:]]
    raw = b"".join(unit.to_bytes(2, "big") for unit in units)
    meant = raw.decode("utf-16-be", "replace")
    return hit.end, meant if "\ufffd" not in meant else None, meant.isprintable()


def _line_escape(doc: Document, hit: Hit, broken: str) -> Repair | None:
    return hit.end, broken.replace("\\r", "").replace("\\n", "\n"), False


def _quote_escape(doc: Document, hit: Hit, broken: str) -> Repair | None:
    return hit.end, broken.replace("\\", ""), True


def _replacement(doc: Document, hit: Hit, broken: str) -> Repair | None:
    before = doc.text[max(0, hit.start - 1) : hit.start]
    if len(broken) == 1 and before.isalpha() and (ending := _ENDING.match(doc.text, hit.end)):
        return hit.end, "’", before + ending[0] == "nt"
    return hit.end, None, False


def _control(doc: Document, hit: Hit, broken: str) -> Repair | None:
    try:
        return hit.end, broken.encode("latin-1").decode("cp1252"), True
    except UnicodeDecodeError:
        return hit.end, None, False


def _lost_apostrophe(doc: Document, hit: Hit, broken: str) -> Repair | None:
    word = _URL.search(doc.text, max(0, hit.start - 200), hit.start)
    if word and ("/" in word[0] or "=" in word[0]):
        return None
    return hit.end, "’", doc.text[hit.end : hit.end + 1] == "t"


def _percent(doc: Document, hit: Hit, broken: str) -> Repair | None:
    before = _URL.search(doc.text, max(0, hit.start - 300), hit.start)
    after = _REST.match(doc.text, hit.end)
    word = (before[0] if before else "") + broken + (after[0] if after else "")
    if any(mark in word for mark in ("/", "=", "@", "www.", "?", "\\")) or _FILE_ENDING.search(word):
        return None
    meant = bytes(int(part, 16) for part in broken.split("%")[1:]).decode("utf-8", "replace")
    return hit.end, meant, "\ufffd" not in meant


def _excel(doc: Document, hit: Hit, broken: str) -> Repair | None:
    value = int(broken[4:6], 16)
    return hit.end, "" if value in (0x0D, 0x0A) else chr(value), value < 0x7F


def _quoted_printable(doc: Document, hit: Hit, broken: str) -> Repair | None:
    raw = bytes(int(part, 16) for part in broken.split("=")[1:])
    return hit.end, raw.decode("utf-8", "replace"), True


_REPAIRS: dict[str, Callable[[Document, Hit, str], Repair | None]] = {
    "mojibake": _mojibake,
    "cut-mojibake": _cut,
    "mac": _foreign(MAC),
    "cyrillic": _foreign(CYRILLIC),
    "central": _foreign(CENTRAL),
    "dos": _foreign(DOS),
    "one-byte": _one_byte,
    "entity-bytes": _entity_bytes,
    "double-entity": _double,
    "entity": _entity,
    "unicode-escape": _unicode_escape,
    "line-escape": _line_escape,
    "quote-escape": _quote_escape,
    "replacement": _replacement,
    "control": _control,
    "lost-apostrophe": _lost_apostrophe,
    "percent": _percent,
    "excel": _excel,
    "quoted-printable": _quoted_printable,
}
