"""Profiles: settings from keywords, mappings and files, and what is said about wrong ones."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest

import spinscore
from spinscore import Profile
from spinscore.errors import ProfileError
from spinscore.findings import Finding

FILE = """
disable = ["readability", "stance.hedging"]
max_chars = 5000

[rules."leak.placeholder"]
allow = ["[sic]", " [City Desk] "]
severity = "minor"

[bands]
good = 70
poor = 35.5
"""


def finding(text: str, rule: str = "leak.placeholder") -> Finding:
    return Finding(rule, 0, len(text), "critical", 0.9, "m", "s", text)


def test_a_profile_file_and_the_same_keywords_are_equal(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_text(FILE, "utf-8")
    expected = Profile(
        disable=("readability", "stance.hedging"),
        allow={"leak.placeholder": ("[sic]", "[city desk]")},
        severity={"leak.placeholder": "minor"},
        good=70,
        poor=35.5,
        max_chars=5000,
    )
    assert Profile.load(path) == Profile.load(str(path)) == expected
    assert Profile.load(path).digest == expected.digest


def test_the_empty_profile() -> None:
    profile = Profile.from_dict({})
    assert profile == Profile()
    assert (profile.disable, profile.good, profile.poor, profile.max_chars) == ((), None, None, 10_000_000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"disabled": []}, 'unknown key "disabled". Did you mean "disable"?'),
        ({"bands": {"god": 1}}, 'unknown key "god" in bands. Did you mean "good"?'),
        ({"bands": 5}, "bands must be a table"),
        ({"rules": {"leak.placeholder": {"allowed": []}}}, 'unknown key "allowed" in rules."leak.placeholder"'),
        ({"rules": {"leak.placeholder": 5}}, 'rules."leak.placeholder" must be a table'),
        ({"rules": ["leak.placeholder"]}, "rules must be a table"),
        ({"rules": {"leak.placeholdr": {"severity": "info"}}}, 'Did you mean "leak.placeholder"?'),
        ({"rules": {"leak.placeholder": {"severity": "bad"}}}, "allowed are: info, minor, major, critical"),
        ({"rules": {"leak.placeholder": {"severity": ["bad"]}}}, "allowed are: info, minor, major, critical"),
        ({"rules": {"leak.placeholder": {"allow": "[sic]"}}}, "allow takes a list of texts, got str"),
        ({"rules": {"leak.placeholder": {"allow": [5]}}}, "allow takes texts, got 5"),
        ({"rules": {"leak.placeholder": {"allow": [" "]}}}, "allow takes texts, got ' '"),
        ({"disable": ["hedging"]}, 'no rule or family "hedging"'),
        ({"disable": "stance"}, 'disable takes a list. Write disable=["stance"].'),
        ({"disable": [5]}, "disable takes rule ids or families as texts, got 5"),
        ({"disable": [["x"]]}, "as texts, got ['x']"),
        ({"disable": 5}, "disable takes a list"),
        ({"bands": {"good": 170}}, "good must be a number from 0 to 100, got 170"),
        ({"bands": {"good": "high"}}, "good must be a number from 0 to 100, got 'high'"),
        ({"bands": {"poor": float("nan")}}, "poor must be a number from 0 to 100, got nan"),
        ({"bands": {"poor": True}}, "poor must be a number from 0 to 100, got True"),
        ({"bands": {"good": 30, "poor": 60}}, "poor (60) must not be over good (30)"),
        ({"max_chars": 0}, "max_chars must be a whole number over 0, got 0"),
        ({"max_chars": 1.5}, "max_chars must be a whole number over 0, got 1.5"),
        ({"max_chars": True}, "max_chars must be a whole number over 0, got True"),
    ],
)
def test_wrong_settings_are_refused(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        Profile.from_dict(data)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"disable = [", "not valid TOML"),
        (b"\xff\xfe", "not valid TOML"),
        (b'disabel = ["stance"]', 'unknown key "disabel". Did you mean "disable"?'),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, contents: bytes, said: str) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_bytes(contents)
    with pytest.raises(ProfileError) as caught:
        Profile.load(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"nowhere\.toml: No such file"):
        Profile.load(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("name", "is_off"),
    [
        ("stance.hedging", True),
        ("stance.hedging.count_per_1000", True),
        ("stance.hedges_per_1000", False),
        ("readability.ease", True),
        ("readability", True),
        ("leak.placeholder", False),
        ("readabilityx.y", False),
    ],
)
def test_is_off(name: str, is_off: bool) -> None:
    assert Profile(disable=("readability", "stance.hedging")).is_off(name) == is_off


def test_active_keeps_order() -> None:
    rules = tuple(spinscore.rules().values())
    active = Profile(disable=("leak",)).active(rules)
    assert active == tuple(rule for rule in rules if rule.family != "leak")
    assert Profile().active(rules) is rules


def test_adjust_drops_allowed_wordings_and_sets_severities() -> None:
    profile = Profile(allow={"leak.placeholder": ["[SIC]"]}, severity={"leak.placeholder": "minor"})
    found = profile.adjust((finding("[sic]"), finding("[City]"), finding("[sic]", "leak.shortcode")))
    assert [(f.rule, f.text, f.severity) for f in found] == [
        ("leak.placeholder", "[City]", "minor"),
        ("leak.shortcode", "[sic]", "critical"),
    ]


def test_adjust_of_the_empty_profile_gives_the_findings_back() -> None:
    findings = (finding("[City]"),)
    assert Profile().adjust(findings) is findings


def test_a_profile_is_frozen_and_does_not_change_with_what_it_was_made_of() -> None:
    severity: dict[str, Any] = {"leak.placeholder": "minor"}
    profile = Profile(severity=severity)
    severity["leak.placeholder"] = "info"
    assert profile.severity == {"leak.placeholder": "minor"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile.good = 5  # type: ignore[misc]


def test_digests_tell_profiles_apart() -> None:
    profiles = [
        Profile(),
        Profile(disable=("stance",)),
        Profile(good=70),
        Profile(poor=30),
        Profile(allow={"leak.placeholder": ["[sic]"]}),
        Profile(severity={"leak.placeholder": "info"}),
        Profile(max_chars=10),
    ]
    assert len({profile.digest for profile in profiles}) == len(profiles)
    assert Profile(good=70).digest == Profile(good=70.0).digest


def test_a_profile_can_be_pickled() -> None:
    profile = Profile(disable=["stance"], allow={"leak.placeholder": ["[sic]"]})
    assert pickle.loads(pickle.dumps(profile)) == profile


@pytest.mark.parametrize("key", ["allow", "severity"])
def test_settings_by_rule_are_a_mapping(key: str) -> None:
    with pytest.raises(ProfileError, match=f"{key} takes a mapping by rule id"):
        Profile(**{key: ["leak.placeholder"]})


def test_settings_in_a_pyproject(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nname = "desk"\n[tool.spinscore]\ndisable = ["stance"]\ninline_ignore = false\n')
    assert Profile.load(project) == Profile(disable=("stance",), inline_ignore=False)
    project.write_text("[tool.other]\n")
    with pytest.raises(ProfileError, match=r"no table \[tool.spinscore\]"):
        Profile.load(project)
    project.write_text("[tool.spinscore]\ndisabled = []\n")
    with pytest.raises(ProfileError, match=r'pyproject.toml: unknown key "disabled".*Did you mean "disable"'):
        Profile.load(project)


def test_the_nearest_settings_are_found(tmp_path: Path) -> None:
    inner = tmp_path / "desk" / "articles"
    inner.mkdir(parents=True)
    assert Profile.find(inner) is None or not Profile.find(inner).is_relative_to(tmp_path)  # type: ignore[union-attr]
    (tmp_path / "pyproject.toml").write_text("[tool.spinscore]\n")
    assert Profile.find(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "desk" / "pyproject.toml").write_text("[tool.other]\n")
    assert Profile.find(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "desk" / "spinscore.toml").write_text("")
    (tmp_path / "desk" / "pyproject.toml").write_text("[tool.spinscore]\n")
    assert Profile.find(inner) == tmp_path / "desk" / "spinscore.toml"


def test_inline_ignore_is_true_or_false() -> None:
    with pytest.raises(ProfileError, match="inline_ignore must be true or false, got 'no'"):
        Profile(inline_ignore="no")  # type: ignore[arg-type]


def test_a_byte_order_mark_before_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "spinscore.toml"
    path.write_bytes(b'\xef\xbb\xbfdisable = ["stance"]')
    assert Profile.load(path).disable == ("stance",)


def test_the_name_of_a_rule_without_quotes_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "spinscore.toml"
    path.write_text('[rules.leak.placeholder]\nseverity = "info"\n', "utf-8")
    with pytest.raises(ProfileError, match=r'needs quotes\. Write \[rules\."leak\.placeholder"\]\.'):
        Profile.load(path)
