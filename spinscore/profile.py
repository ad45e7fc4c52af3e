"""Profile: a user's settings, from keywords or from a TOML file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spinscore.digests import digest
from spinscore.errors import ProfileError, nearest
from spinscore.findings import SEVERITIES, Finding, Severity
from spinscore.registry import FAMILIES, Rule, all_rules

FILE = "spinscore.toml"
_KEYS = ("disable", "max_chars", "inline_ignore", "bands", "rules")
_RULE_KEYS = ("allow", "severity")
_BANDS = ("good", "poor")


@dataclass(frozen=True)
class Profile:
    """Settings of one desk. All fields have defaults; the empty profile is the library's own judgement.

    `disable`: rule ids or families that are off. `allow`: per rule id, wordings that are no findings
    (compared without case). `severity`: per rule id, another severity. `good` and `poor`: the verdict's
    bands on the score's scale of 0 to 100, None for the model's own. `max_chars`: longer texts are refused.
    `inline_ignore`: whether comments in a text may silence rules, such as `<!-- spinscore: ignore leak -->`;
    turn it off for texts of strangers.

    Raises ProfileError for rules, severities or bands that do not exist.

    >>> Profile(disable=["stance"]).disable
    ('stance',)
    """

    disable: tuple[str, ...] = ()
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    good: float | None = None
    poor: float | None = None
    max_chars: int = 10_000_000
    inline_ignore: bool = True

    def __post_init__(self) -> None:
        if isinstance(self.disable, str):
            raise ProfileError(f'disable takes a list. Write disable=["{self.disable}"].')
        if not isinstance(self.disable, Iterable):
            raise ProfileError(f"disable takes a list of rule ids or families, got {self.disable!r}")
        object.__setattr__(self, "disable", tuple(self.disable))
        for name in self.disable:
            if not isinstance(name, str):
                raise ProfileError(f"disable takes rule ids or families as texts, got {name!r}")
        for key, example in (("allow", '{"leak.placeholder": ["[sic]"]}'), ("severity", '{"leak.markdown": "info"}')):
            if not isinstance(getattr(self, key), Mapping):
                raise ProfileError(f"{key} takes a mapping by rule id, such as {example}, got {getattr(self, key)!r}")
        allow = {rule: tuple(_phrase(rule, p) for p in _listed(rule, phrases)) for rule, phrases in self.allow.items()}
        object.__setattr__(self, "allow", allow)
        object.__setattr__(self, "severity", dict(self.severity))
        rules = all_rules()
        families = set(FAMILIES)
        for name in self.disable:
            if name not in rules and name not in families:
                raise ProfileError(f'disable: no rule or family "{name}". {nearest(str(name), [*rules, *families])}')
        for name in (*self.allow, *self.severity):
            if name not in rules:
                raise ProfileError(f'rules: no rule "{name}". {nearest(str(name), rules)}')
        for name, severity in self.severity.items():
            if severity not in SEVERITIES:
                raise ProfileError(f'{name}: severity is "{severity}"; allowed are: {", ".join(SEVERITIES)}')
        for band, value in (("good", self.good), ("poor", self.poor)):
            if value is not None and not (_is_number(value) and 0 <= value <= 100):
                raise ProfileError(f"bands: {band} must be a number from 0 to 100, got {value!r}")
        if self.good is not None and self.poor is not None and self.poor > self.good:
            raise ProfileError(f"bands: poor ({self.poor}) must not be over good ({self.good})")
        if not isinstance(self.max_chars, int) or not _is_number(self.max_chars) or self.max_chars < 1:
            raise ProfileError(f"max_chars must be a whole number over 0, got {self.max_chars!r}")
        if not isinstance(self.inline_ignore, bool):
            raise ProfileError(f"inline_ignore must be true or false, got {self.inline_ignore!r}")

    @classmethod
    def load(cls, path: str | Path) -> Profile:
        """The profile in a TOML file, or in the table [tool.spinscore] of a pyproject.toml.

        Raises ProfileError naming the file and the key that is wrong.
        """
        data = _read(Path(path))
        try:
            if Path(path).name == "pyproject.toml":
                data = _own_table(data)
                if data is None:
                    raise ProfileError("it has no table [tool.spinscore]")
            return cls.from_dict(data)
        except ProfileError as error:
            raise ProfileError(f"profile {path}: {error}") from None

    @staticmethod
    def find(start: str | Path = ".") -> Path | None:
        """The nearest file with settings, in a folder or those above it: spinscore.toml, or a pyproject.toml that has
        a table [tool.spinscore]. None where there is none. Only the command line looks for one.
        """
        folder = Path(start).resolve()
        for place in (folder, *folder.parents):
            if (place / FILE).is_file():
                return place / FILE
            project = place / "pyproject.toml"
            if project.is_file() and _own_table(_read(project)) is not None:
                return project
        return None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Profile:
        """The profile in a mapping shaped as a profile file is."""
        _known(data, _KEYS, "")
        bands = data.get("bands", {})
        _known(bands, _BANDS, "bands")
        rules: Mapping[str, Mapping[str, Any]] = data.get("rules", {})
        _table(rules, "rules")
        known = all_rules()
        for name, settings in rules.items():
            _table(settings, f'rules."{name}"')
            if bare := [key for key in settings if f"{name}.{key}" in known]:
                raise ProfileError(f'the name of a rule needs quotes. Write [rules."{name}.{bare[0]}"].')
            _known(settings, _RULE_KEYS, f'rules."{name}"')
        return cls(
            disable=data.get("disable", ()),
            allow={name: s["allow"] for name, s in rules.items() if "allow" in s},
            severity={name: s["severity"] for name, s in rules.items() if "severity" in s},
            good=bands.get("good"),
            poor=bands.get("poor"),
            max_chars=data.get("max_chars", cls.max_chars),
            inline_ignore=data.get("inline_ignore", cls.inline_ignore),
        )

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits over all settings: equal profiles have equal digests."""
        bands = [None if band is None else float(band) for band in (self.good, self.poor)]
        settings = [self.disable, dict(self.allow), dict(self.severity), *bands, self.max_chars, self.inline_ignore]
        return digest(json.dumps(settings, sort_keys=True))[:12]

    def is_off(self, name: str) -> bool:
        """Whether a rule, or the feature of a rule or family, belongs to what is disabled."""
        return any(name == off or name.startswith(off + ".") for off in self.disable)

    def active(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules that are on."""
        return tuple(rule for rule in rules if not self.is_off(rule.id)) if self.disable else rules

    def adjust(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings without allowed wordings, with this profile's severities."""
        if not self.allow and not self.severity:
            return findings
        return tuple(
            _with_severity(finding, self.severity.get(finding.rule))
            for finding in findings
            if finding.text.casefold().strip() not in self.allow.get(finding.rule, ())
        )


def _read(path: Path) -> Any:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ProfileError(f"profile {path}: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"profile {path}: not valid TOML: {error}") from None


def _own_table(data: Mapping[str, Any]) -> Any:
    """What a pyproject.toml says of spinscore, None if nothing."""
    tools = data.get("tool", {})
    return tools.get("spinscore") if isinstance(tools, Mapping) else None


def _with_severity(finding: Finding, severity: Severity | None) -> Finding:
    if severity is None or severity == finding.severity:
        return finding
    values = {name: getattr(finding, name) for name in Finding.__slots__}
    return Finding(**{**values, "severity": severity})


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _table(data: object, where: str) -> None:
    if not isinstance(data, Mapping):
        raise ProfileError(f"{where or 'profile'} must be a table")


def _known(data: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    _table(data, where)
    for key in data:
        if key not in keys:
            raise ProfileError(f'unknown key "{key}"{f" in {where}" if where else ""}. {nearest(str(key), keys)}')


def _listed(rule: str, phrases: object) -> tuple[object, ...]:
    if isinstance(phrases, (list, tuple)):
        return tuple(phrases)
    raise ProfileError(f'rules."{rule}": allow takes a list of texts, got {type(phrases).__name__}')


def _phrase(rule: str, phrase: object) -> str:
    if isinstance(phrase, str) and phrase.strip():
        return phrase.casefold().strip()
    raise ProfileError(f'rules."{rule}": allow takes texts, got {phrase!r}')
