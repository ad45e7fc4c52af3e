"""What extracted articles are measured by."""

from __future__ import annotations

import pytest

from spinscore.training.pages.gold import ARTICLE, BOILERPLATE, IGNORE, GoldPage, site_of, tokens
from spinscore.training.pages.labels import block_labels
from spinscore.training.pages.matching import coverage
from spinscore.training.pages.measures import Outcome, body, body_f1, interval, judge, line_f1, window

NAV = "Home News Sport"
FIRST = "The council voted on Monday to close the old swimming pool by the harbour."
SECOND = "Members said that repairs would cost more than a new building does."
SIGN_UP = "Sign up for our newsletter and never miss a story from the region again."


def gold(*lines: tuple[str, str]) -> GoldPage:
    return GoldPage("x/1", "x", "example.com", "en", "", tuple(t for t, _ in lines), tuple(label for _, label in lines))


PAGE = gold(
    (NAV, BOILERPLATE),
    (FIRST, ARTICLE),
    (SIGN_UP, BOILERPLATE),
    ("Costs", ARTICLE),
    (SECOND, ARTICLE),
    ("Tags", IGNORE),
)


def covered(lines: list[str], output: str) -> list[float]:
    return coverage([tokens(line) for line in lines], tokens(output))


def test_a_perfect_extraction_has_no_errors() -> None:
    assert judge(PAGE, f"{FIRST}\n\nCosts\n\n{SECOND}") == Outcome("example.com", 1.0, 1.0, 2, 0, 0)


def test_kept_boilerplate_and_lost_article_are_counted_in_lines_and_shingles() -> None:
    outcome = judge(PAGE, f"{SIGN_UP}\n{SECOND}")
    assert (outcome.found, outcome.missed, outcome.lost) == (1, 1, 2)
    assert outcome.precision < 0.6
    assert outcome.recall < 0.6


def test_an_empty_output_loses_everything() -> None:
    outcome = judge(PAGE, "")
    assert (outcome.precision, outcome.recall, outcome.lost) == (0.0, 0.0, 3)


@pytest.mark.parametrize(
    ("made", "expected"),
    [("a b c d", (1.0, 1.0)), ("a b c d e", (0.5, 1.0)), ("a b c d a b c d", (0.2, 1.0)), ("x", (0.0, 0.0))],
)
def test_shingles_are_counted_as_often_as_they_occur(made: str, expected: tuple[float, float]) -> None:
    assert body(made.split(), "a b c d".split()) == pytest.approx(expected)


def test_a_line_is_found_where_most_of_its_runs_stand() -> None:
    shares = covered([FIRST, SECOND], f"{FIRST.replace('Monday', 'Tuesday')} {SECOND}")
    assert 0.5 < shares[0] < 1.0
    assert shares[1] == 1.0


def test_lines_out_of_order_are_not_both_found() -> None:
    assert sorted(covered([FIRST, SECOND], f"{SECOND} {FIRST}")) == [0.0, 1.0]


def test_a_short_line_counts_only_between_its_neighbours() -> None:
    assert covered([FIRST, "Costs", SECOND], f"{FIRST} Costs {SECOND}") == [1.0, 1.0, 1.0]
    assert covered([FIRST, "Costs", SECOND], f"Costs {FIRST} {SECOND}") == [1.0, 0.0, 1.0]


def test_the_window_reaches_three_lines_before_and_ten_after() -> None:
    assert window([BOILERPLATE] * 9 + [ARTICLE, BOILERPLATE, ARTICLE] + [BOILERPLATE] * 20) == range(6, 22)
    assert window([BOILERPLATE]) == range(0)


def test_figures_of_a_set() -> None:
    outcomes = [Outcome("a.com", 1.0, 0.5, 3, 1, 0), Outcome("b.com", 0.5, 0.5, 0, 0, 2)]
    assert body_f1(outcomes) == pytest.approx(0.6)
    assert line_f1(outcomes) == pytest.approx(6 / 9)
    ranges = interval(outcomes, seed=7, rounds=200)
    assert ranges["body_f1"] == pytest.approx((0.5, 0.6667), abs=1e-3)
    assert ranges == interval(outcomes, seed=7, rounds=200)


def test_blocks_get_the_labels_of_equal_lines_and_of_most_tokens() -> None:
    half = SECOND.split(" would ")
    texts = [NAV.replace(" ", "\n"), FIRST, SIGN_UP, "Costs", half[0], f"would {half[1]}", "Never seen in the text"]
    assert block_labels(texts, PAGE) == [BOILERPLATE, ARTICLE, BOILERPLATE, ARTICLE, ARTICLE, ARTICLE, IGNORE]


def test_sites_of_one_owner_are_one_site() -> None:
    assert {site_of(f"https://{host}/x") for host in ("www.example.co.uk", "m.example.co.uk")} == {"example.co.uk"}
