"""Hits and findings: merging, and fingerprints that survive edits elsewhere."""

from __future__ import annotations

import dataclasses

import pytest

import spinscore
from spinscore.findings import Finding, Hit, merge, unite


def finding(text: str = "[City]", rule: str = "leak.placeholder", start: int = 0, occurrence: int = 0) -> Finding:
    return Finding(rule, start, start + len(text), "major", 0.9, "m", "s", text, occurrence=occurrence)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(3, 5)], [(3, 5)]),
        ([(5, 9), (0, 6)], [(0, 9)]),
        ([(0, 3), (3, 5)], [(0, 3), (3, 5)]),
        ([(0, 9), (2, 4), (8, 12)], [(0, 12)]),
        ([(0, 2), (1, 4), (3, 6), (9, 10)], [(0, 6), (9, 10)]),
        ([(1, 2), (1, 2)], [(1, 2)]),
    ],
)
def test_merge_spans(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert [(hit.start, hit.end) for hit in merge([Hit(*span) for span in spans])] == expected


def test_unite_takes_the_texts_of_the_surer_and_the_worse_severity() -> None:
    sure = Hit(0, 4, 0.9, "sure", "do this", "minor")
    unsure = Hit(2, 8, 0.4, "unsure", "do that", "major", related=((20, 22),))
    united = unite(unsure, sure)
    assert united[:6] == (0, 8, 0.9, "sure", "do this", "major")
    assert united.related == ((20, 22),)


def test_a_fingerprint_is_sixteen_hexadecimal_digits_and_known() -> None:
    assert finding().fingerprint == finding(start=77).fingerprint
    assert len(finding().fingerprint) == 16
    assert set(finding().fingerprint) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "other",
    [finding("[Town]"), finding(rule="leak.shortcode"), finding(occurrence=1)],
    ids=["text", "rule", "occurrence"],
)
def test_fingerprints_differ(other: Finding) -> None:
    assert finding().fingerprint != other.fingerprint


def test_fingerprints_do_not_see_case_and_spacing() -> None:
    assert finding("[Your  City]").fingerprint == finding("[your\ncity]").fingerprint


def test_a_lone_surrogate_has_a_fingerprint() -> None:
    assert len(finding("[\ud800]").fingerprint) == 16


def test_fingerprints_survive_edits_elsewhere() -> None:
    before = spinscore.check("The summit in [City] ended. Then [City] slept.", rules=["leak.placeholder"])
    after = spinscore.check(
        "A new first paragraph.\n\nThe summit in [City] ended.\n\nThen [City] slept, at last.",
        rules=["leak.placeholder"],
    )
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]
    assert len(before) == 2


def test_accepting_one_slot_does_not_accept_the_next() -> None:
    found = spinscore.check("From [City] to [CITY] to [City].", rules=["leak.placeholder"])
    assert len(found) == 3
    assert len({f.fingerprint for f in found}) == 3


def test_a_finding_is_frozen_and_knows_its_family() -> None:
    assert finding().family == "leak"
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding().start = 3  # type: ignore[misc]
