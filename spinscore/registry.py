"""Rules: found in the family folders, read from their files, checked, and chosen by id or family."""

from __future__ import annotations

import functools
import importlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from spinscore.building import without_collection
from spinscore.errors import RuleError, nearest
from spinscore.findings import SEVERITIES, Hit, Severity

if TYPE_CHECKING:
    from spinscore.document import Document

FAMILIES = ("leak", "boilerplate", "spin", "readability", "stance")
_PACKAGE = "spinscore.detectors"
T = TypeVar("T")

Place = Literal["inline", "line", "start", "end"]
Action = Literal["keep", "drop", "info"]
Find = Callable[["Document", "Rule"], Iterator[Hit]]
Accept = Callable[["Document", "Rule", Hit], Hit | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording, matched by folded words; see the how-to on writing rules for its little syntax."""

    text: str
    at: Place = "inline"
    confidence: float = 0.9
    near: bool = False
    severity: Severity | None = None
    prev: tuple[str, ...] = ()
    not_prev: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()
    case: Literal["", "lower", "upper", "title"] = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regex that runs only where a literal or a word that it needs occurs."""

    name: str
    source: str
    flags: int = 0
    needs: tuple[str, ...] = ()
    gate_words: tuple[str, ...] = ()
    at: Literal["inline", "line"] = "inline"
    confidence: float = 0.9
    severity: Severity | None = None
    near: bool = False
    group: int = 0

    @property
    def regex(self) -> re.Pattern[str]:
        """The regex, compiled when a text first opens its gate: compiling all of them would slow every start."""
        return _compiled(self.source, self.flags)


@functools.cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


@dataclass(frozen=True, slots=True)
class Guard:
    """What to do with hits in code, in quotation marks, and in articles about the thing itself."""

    code: Action = "keep"
    quote: Action = "keep"
    topic: frozenset[str] = frozenset()
    topic_min: int = 3
    topic_action: Action = "drop"


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the spans that its rule marks; a near miss has none."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong with an article: its texts, its data and, where needed, its detector."""

    id: str
    title: str
    severity: Severity
    why: str
    suggestion: str
    since: str
    unit: Literal["match", "block"] = "match"
    join: bool = False
    removable: bool = False
    max_words: int = 0
    """Most words of a block that can be nothing but this; in a longer one a phrase is a remark. 0: no limit."""
    yields_to: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gate_words: tuple[str, ...] = ()
    guard: Guard = Guard()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    examples: tuple[Example, ...] = ()
    measured: Mapping[str, Any] = field(default_factory=dict)
    find: Find | None = field(default=None, repr=False)
    accept: Accept | None = field(default=None, repr=False)

    @property
    def family(self) -> str:
        """The first part of the id."""
        return self.id.partition(".")[0]

    @property
    def regex(self) -> Mapping[str, re.Pattern[str]]:
        """The compiled regexes by name, for detectors."""
        return {pattern.name: pattern.regex for pattern in self.patterns}


def unmark(marked: str) -> Example:
    """A text written with its expected spans in ⟦ ⟧, taken apart.

    >>> unmark("Held in ⟦[City]⟧.")
    Example(text='Held in [City].', spans=((8, 14),))
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    opened = -1
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            opened = length
        elif piece == "⟧":
            if opened < 0:
                raise RuleError(f"a ⟧ without its ⟦ in the example {marked!r}")
            spans.append((opened, length))
            opened = -1
        else:
            parts.append(piece)
            length += len(piece)
    if opened >= 0:
        raise RuleError(f"a ⟦ without its ⟧ in the example {marked!r}")
    return Example("".join(parts), tuple(spans))


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule that ships, id to `Rule`, in the order of their ids within the families."""
    found: dict[str, Rule] = {}
    root = resources.files(_PACKAGE)
    with without_collection():
        for family in FAMILIES:
            folder = root / family
            for entry in sorted(folder.iterdir(), key=lambda item: item.name):
                if entry.name.endswith(".toml"):
                    rule = _load(family, folder, entry.name.removesuffix(".toml"))
                    found[rule.id] = rule
    return MappingProxyType(found)


def select(names: Iterable[str] | None, rules: Mapping[str, Rule] | None = None) -> tuple[Rule, ...]:
    """The rules with these ids, or of these families; all of them for None.

    Raises RuleError for a name that is neither.
    """
    rules = all_rules() if rules is None else rules
    if names is None:
        return tuple(rules.values())
    if isinstance(names, str):
        raise TypeError(f'rules takes a list of ids or families, got a str. Write rules=["{names}"].')
    if not isinstance(names, Iterable):
        raise TypeError(f"rules takes a list of ids or families, got {type(names).__name__}.")
    listed = list(names)
    families = set(FAMILIES)
    for name in listed:
        if not isinstance(name, str) or (name not in rules and name not in families):
            raise RuleError(f'no rule or family is called "{name}". {nearest(str(name), [*rules, *families])}')
    wanted = set(listed)
    return tuple(rule for rule in rules.values() if rule.id in wanted or rule.family in wanted)


_ALLOWED = {f.name for f in fields(Rule)} - {"phrases", "patterns", "examples", "find", "accept"}
_TEXTS = ("id", "title", "severity", "why", "suggestion", "since")


def _load(family: str, folder: Traversable, stem: str) -> Rule:
    path = f"{family}/{stem}.toml"
    try:
        data = tomllib.loads((folder / f"{stem}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from None
    table = folder / f"{stem}.tsv"
    entries = data.pop("phrase", [])
    if table.is_file():
        entries = [*entries, *_read_table(table, f"{family}/{stem}.tsv")]
    module = importlib.import_module(f"{_PACKAGE}.{family}.{stem}") if (folder / f"{stem}.py").is_file() else None
    return build_rule(
        data, entries, path=path, expected_id=f"{family}.{stem.replace('_', '-')}", module=module, compile_now=False
    )


def build_rule(
    data: dict[str, Any],
    phrases: Sequence[Mapping[str, Any]] = (),
    *,
    path: str,
    expected_id: str,
    module: object = None,
    compile_now: bool = True,
) -> Rule:
    """A rule from the parsed contents of its file. Raises RuleError naming file, key and allowed values.

    `compile_now=False` puts off compiling the regexes, and with it the check that they are valid.
    """
    data = dict(data)
    patterns = data.pop("regex", [])
    examples = data.pop("example", [])
    for key in _TEXTS:
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise RuleError(f'{path}: "{key}" must be given as a text')
    for key in data:
        if key not in _ALLOWED:
            raise RuleError(f'{path}: unknown key "{key}". {nearest(key, _ALLOWED)}')
    if data["id"] != expected_id:
        raise RuleError(f'{path}: id is "{data["id"]}" but the file name asks for "{expected_id}"')
    _one_of(path, "severity", data["severity"], SEVERITIES)
    _one_of(path, "unit", data.get("unit", "match"), ("match", "block"))
    guard = data.pop("guard", {})
    words = {key: frozenset(map(str, value)) for key, value in data.pop("words", {}).items()}
    for key in ("yields_to", "needs", "gate_words"):
        data[key] = tuple(data.get(key, ()))
    if not examples:
        raise RuleError(f"{path}: a rule needs [[example]] entries, hits and near misses")
    return Rule(
        **data,
        guard=_build(Guard, path, {**guard, "topic": frozenset(guard.get("topic", ()))}),
        words=words,
        phrases=tuple(_build(Phrase, path, entry) for entry in phrases),
        patterns=tuple(_pattern(path, entry, compile_now) for entry in patterns),
        examples=tuple(unmark(entry["text"]) for entry in examples),
        find=getattr(module, "find", None),
        accept=getattr(module, "accept", None),
    )


_CHOICES = {
    "at": get_args(Place),
    "severity": (*SEVERITIES, None),
    "case": ("", "lower", "upper", "title"),
    "code": get_args(Action),
    "quote": get_args(Action),
    "topic_action": get_args(Action),
}


def _build(kind: type[T], path: str, entry: Mapping[str, Any]) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in known:
            raise RuleError(f'{path}: unknown key "{key}". {nearest(key, known)}')
        if key in _CHOICES:
            _one_of(path, key, value, _CHOICES[key])
        if key == "confidence" and not 0 < value <= 1:
            raise RuleError(f"{path}: confidence must be over 0 and at most 1, got {value}")
        values[key] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def _pattern(path: str, entry: Mapping[str, Any], compile_now: bool) -> Pattern:
    entry = dict(entry)
    source, flags = entry.pop("pattern", ""), entry.pop("flags", "")
    if not source or not entry.get("name"):
        raise RuleError(f"{path}: each [[regex]] needs a name and a pattern")
    ranges = entry.pop("needs_ranges", [])
    entry["needs"] = [*entry.get("needs", []), *(literal for text in ranges for literal in spell_out(path, text))]
    if not entry["needs"] and not entry.get("gate_words"):
        raise RuleError(f'{path}: regex "{entry["name"]}" needs a gate: "needs" (literals) or "gate_words"')
    if unknown := set(flags) - set(_FLAGS):
        raise RuleError(f'{path}: regex "{entry["name"]}": unknown flags {"".join(sorted(unknown))}; known: imxs')
    bits = functools.reduce(lambda bits, flag: bits | _FLAGS[flag], flags, 0)
    if compile_now:
        try:
            _compiled(source, bits)
        except re.error as error:
            raise RuleError(f'{path}: regex "{entry["name"]}": {error}') from None
    return _build(Pattern, path, {**entry, "source": source, "flags": bits})


def spell_out(path: str, text: str) -> list[str]:
    """The literals that a literal with ranges of last characters stands for.

    >>> spell_out("rule.toml", "turn0-3")
    ['turn0', 'turn1', 'turn2', 'turn3']
    """
    match = re.fullmatch(r"(.+?)((?:[A-Za-z0-9]-[A-Za-z0-9])+)", text)
    if match is None:
        raise RuleError(
            f'{path}: needs_ranges takes a literal and ranges, such as "turn0-9" or "%A-Za-z", got {text!r}'
        )
    ends = zip(match[2][::3], match[2][2::3], strict=True)
    return [match[1] + chr(code) for low, high in ends for code in range(ord(low), ord(high) + 1)]


_FLAGS = {"i": int(re.I), "m": int(re.M), "x": int(re.X), "s": int(re.S)}


def _one_of(path: str, key: str, value: object, allowed: Sequence[object]) -> None:
    if value not in allowed:
        shown = ", ".join(str(item) for item in allowed if item)
        raise RuleError(f'{path}: "{key}" is {value!r}; allowed are: {shown}')


def _read_table(table: Traversable, path: str) -> Iterator[dict[str, Any]]:
    """The rows of a phrase table: comment lines, a header with the phrase keys, one phrase a line."""
    header: list[str] = []
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise RuleError(f"{path}: line {number} has more cells than the header")
        yield {key: _cell(key, value) for key, value in zip(header, cells, strict=False) if value}


def _cell(key: str, value: str) -> Any:
    if key in {"prev", "not_prev", "next", "not_next"}:
        return value.split()
    if key == "confidence":
        return float(value)
    if key == "near":
        return value == "true"
    return value
