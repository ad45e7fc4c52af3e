"""What stood there before bytes were read in the wrong encoding: UTF-8 as an encoding of one byte a character."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import category

_ROUNDS = 4
"""So often was a text read wrongly at most."""


def _table(codec: str) -> dict[str, int]:
    """The upper half of an encoding by character; bytes that it leaves open stand for themselves (Latin-1)."""
    table = {}
    for value in range(0x80, 0x100):
        char = bytes([value]).decode(codec, "ignore") or chr(value)
        table[char] = value
    return table


WESTERN = ("cp1252",)
CYRILLIC = ("cp1251",)
CENTRAL = ("cp1250",)
MAC = ("mac_roman",)
DOS = ("cp437", "cp850")
_TABLES = {codec: _table(codec) for codec in (*WESTERN, *CYRILLIC, *CENTRAL, *MAC, *DOS)}


def _bytes_of(broken: str, codec: str) -> bytes | None:
    table, values = _TABLES[codec], bytearray()
    for char in broken:
        value = ord(char) if char < "\x80" else table.get(char)
        if value is None and codec == "cp1252" and char < "\u0100":
            value = ord(char)  # Latin-1 where Windows-1252 has another character
        if value is None:
            return None
        values.append(value)
    return bytes(values)


_LEADS = {
    "cp1252": "ÂÃÄÅâÐÑÎÏ×ØÙðáàãäåæçèéêëìíîïÈ",
    "cp1250": "ĂĹÂÄâĐŃ",
    "cp1251": "РСВГДЕвОПЧ",
    "mac_roman": "¬√ƒ≈‚–—Œœ◊„‰ÂÊÁËÈÿŸ»·∆",
    "cp437": "├┬Γ╨╤╬╫─┼",
    "cp850": "├┬Ô─┼ðÐ",
}
"""What a text that was read wrongly twice begins with after one repair."""


def decode_start(chars: str) -> tuple[str, int] | None:
    """What the first of some characters meant, and how many of them were read for it; None if UTF-8 gives none."""
    raw = _bytes_of(chars, "cp1252")
    if raw is None or raw.isascii():
        return None
    try:
        meant, length = raw.decode("utf-8"), len(raw)
    except UnicodeDecodeError as error:
        meant, length = raw[: error.start].decode("utf-8"), error.start
    return (decode(meant) or meant, length) if meant else None


def decode(broken: str, codecs: Iterable[str] = WESTERN) -> str | None:
    """The characters that were meant, read wrongly once or several times; None if UTF-8 gives none.

    >>> decode("Ã¢â‚¬â„¢"), decode("Ã©"), decode("ÉÉ"), decode("РґР°", CYRILLIC)
    ('’', 'é', None, 'да')
    """
    for codec in codecs:
        meant = _once(broken, codec)
        if meant is None:
            continue
        for _ in range(_ROUNDS - 1):
            again = _once(meant, codec) if meant[0] in _LEADS[codec] else None
            if again is None:
                break
            meant = again
        return meant
    return None


def _once(broken: str, codec: str) -> str | None:
    raw = _bytes_of(broken, codec)
    if raw is None or raw.isascii():
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


_DENSE = re.compile(r"[^\x00-\x7f]{4}")
_SIGNS = {
    "cp1252": ("Ã", "Â", "â€"),
    "cp1250": ("Ă", "Ĺ"),
    "cp1251": ("вЂ", "Г", "Д"),
    "mac_roman": ("‚", "¬", "√"),
    "cp437": ("├", "┬", "ΓÇ"),
    "cp850": ("├", "┬", "ÔÇ"),
}
"""Without four odd characters in a row, a sure trace holds one of these: a cheap test before the regexes."""


class Reading(NamedTuple):
    """One wrong way to read UTF-8: what its traces look like, and which of them no text has by chance."""

    codec: str
    run: re.Pattern[str]
    sure: re.Pattern[str]


_SURE = {
    "cp1252": r"(?:{two}{rest}|{three}{rest}{rest}){{3}}|â€{rest}|[ÃÂ](?![«»“”‘’\xa0]){rest}",
    "cp1250": r"[ĂĹ](?![ŞŁĄŻŚŹŠŽŤ»”]){rest}|(?:[ĐŃÎĎ×ŘŮ]{rest}){{3}}|(?:[ăäĺćçčé]{rest}{rest}){{2}}",
    "cp1251": r"(?:[РСОПЧШЩ]{rest}){{3}}|вЂ{rest}|(?<=[a-z])[ГД]{rest}|(?:[г-й]{rest}{rest}){{2}}",
    "mac_roman": (
        r"‚[ÄÇÜÑà]{rest}|¬[¨†]|(?<=[A-Za-z]{{2}})√{rest}|(?:[–—Œœ◊ÿŸ]{rest}){{3}}|(?:[„‰ÂÊÁËÈ]{rest}{rest}){{2}}"
    ),
    "cp437": r"[├┬](?![│┤╡╢╖╕╣║╗╝╜╛┐░▒▓]){rest}|ΓÇ{rest}|(?:[╨╤╬╧╫]{rest}){{2}}|(?:[πΣσµτΦΘ]{rest}{rest}){{2}}",
    "cp850": r"[├┬](?![│┤╡╢╖╕╣║╗╝╜╛┐░▒▓]){rest}|ÔÇ{rest}|(?:[ðÐ╬¤Î]{rest}){{3}}|(?:[ÒõÕµþÞÚ]{rest}{rest}){{2}}",
}
"""By encoding: {two} is the first of two bytes, {three} the first of three, {rest} any byte that follows."""


@functools.cache
def _reading(codec: str) -> Reading:
    chars = {value: char for char, value in _TABLES[codec].items()}
    western = {chr(value) for value in range(0x80, 0xC0)} if codec == "cp1252" else set()

    def any_of(low: int, high: int) -> str:
        found = {chars[value] for value in range(low, high)} | (western if high == 0xC0 else set())
        return "[" + "".join(map(re.escape, sorted(found))) + "]"

    parts = {"two": any_of(0xC2, 0xE0), "three": any_of(0xE0, 0xF0), "rest": any_of(0x80, 0xC0)}
    run = "(?:{two}{rest}|{three}{rest}{rest}|{four}{rest}{rest}{rest}" + ("|Ã ){{1,400}}" if western else "){{1,400}}")
    return Reading(
        codec,
        re.compile(run.format(**parts, four=any_of(0xF0, 0xF5))),
        re.compile(_SURE[codec].format(**parts)),
    )


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text that was read wrongly as a whole is damaged, with what was meant: by the encoding that tells most.

    Nothing where no trace is sure; single traces are left to those who look around them.
    """
    best: list[tuple[int, int, str]] = []
    dense = _DENSE.search(text) is not None
    for codec in _SURE:
        if not dense and not any(sign in text for sign in _SIGNS[codec]):
            continue
        reading = _reading(codec)
        if not reading.sure.search(text):
            continue
        found = []
        for match in reading.run.finditer(text):
            meant = decode(match[0].replace("Ã ", "Ã\xa0"), (codec,))  # a lost no-break space
            if meant and all(char.isprintable() or char in _INVISIBLE for char in meant):
                found.append((*match.span(), meant))
        if sum(end - start for start, end, _ in found) > sum(end - start for start, end, _ in best):
            best = found
    if len(best) > 1 or any(len(meant) > 1 for *_, meant in best):
        yield from best


_INVISIBLE = "\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2028\ufeff\ufe0f\u3000"


def decode_one_byte(broken: str) -> str | None:
    """Russian of Windows-1251 that was read as Windows-1252; None if that gives no Russian words.

    >>> decode_one_byte("Ïðè÷àë îòêðîþò"), decode_one_byte("ÉÉÉÉ ÉÉÉÉ")
    ('Причал откроют', None)
    """
    try:
        meant = broken.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return None
    letters = [char for char in meant.lower() if category(char) == "Ll"]
    vowels = sum(char in "аеиоуыэюяё" for char in letters)
    if len(letters) < _LEAST_LETTERS or not _SHARE[0] <= vowels / len(letters) <= _SHARE[1]:
        return None
    return meant if all("а" <= char <= "я" or char == "ё" for char in letters) else None


_LEAST_LETTERS = 8
_SHARE = (0.3, 0.6)
"""How much of a Russian text's letters are vowels."""
