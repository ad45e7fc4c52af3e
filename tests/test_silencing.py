"""Accepted findings, and comments in a text that silence rules."""

from __future__ import annotations

import pytest

import spinscore
from spinscore import Profile, Scorer

TWO = "The summit in [City] ended.\n\nThe next is in [City] in May.\n\nLeave a Reply"


def rules_at(text: str) -> list[tuple[str, int]]:
    return [(finding.rule, text[: finding.start].count("\n\n")) for finding in spinscore.check(text)]


CITY, FORM = "leak.placeholder", "boilerplate.comment-prompt"


def comment(words: str) -> str:
    return f"<!-- spinscore: {words} -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TWO, [(CITY, 0), (CITY, 1), (FORM, 2)]),
        (f"{comment('ignore leak.placeholder')}\n\n{TWO}", [(CITY, 2), (FORM, 3)]),
        (f"{comment('ignore boilerplate')}\n\n{TWO}", [(CITY, 1), (CITY, 2), (FORM, 3)]),
        (f"{comment('ignore stance, leak')}\n\n{TWO}", [(CITY, 2), (FORM, 3)]),
        (f"{comment('ignore')}\n\n{TWO}", [(CITY, 2), (FORM, 3)]),
        (TWO.replace("ended.", f"ended. {comment('ignore leak.placeholder')}"), [(CITY, 1), (FORM, 2)]),
        (f"{TWO}\n\n{comment('ignore-all leak')}", [(FORM, 2)]),
        (f"{TWO}\n\n{comment('ignore-all')}", []),
        (f"{TWO}\n\n{comment('ignore')}", [(CITY, 0), (CITY, 1), (FORM, 2)]),
        (f"{comment('ignore-start leak')}\n\n{TWO}", [(FORM, 3)]),
        (
            TWO.replace("ended.\n\n", f"ended.\n\n{comment('ignore-start')}\n\n").replace(
                "May.", f"May.\n\n{comment('ignore-end')}"
            ),
            [(CITY, 0), (FORM, 4)],
        ),
    ],
)
def test_comments_silence_the_rules_they_name(text: str, expected: list[tuple[str, int]]) -> None:
    assert rules_at(text) == expected


def test_an_end_closes_the_start_of_the_same_names() -> None:
    first, second, third = TWO.split("\n\n")
    text = "\n\n".join(
        [
            comment("ignore-start leak"),
            comment("ignore-start boilerplate"),
            first,
            comment("ignore-end leak"),
            second,
            third,
        ]
    )
    assert rules_at(text) == [(CITY, 4)]


@pytest.mark.parametrize("words", ["ignored leak", "ignore-none", "disable leak", "ignore LEAK", "ignore leak;"])
def test_what_is_no_such_comment_silences_nothing(words: str) -> None:
    found = spinscore.check(f"{comment(words)}\n\n{TWO}", rules=["leak.placeholder"])
    assert len(found) == 2


def test_a_comment_that_names_no_rule_says_so_and_silences_nothing() -> None:
    report = spinscore.score(f"{comment('ignore leak.placholder')}\n\n{TWO}")
    assert len([f for f in report.findings if f.rule == CITY]) == 2
    (caveat,) = [caveat for caveat in report.caveats if "comment" in caveat]
    assert 'Did you mean "leak.placeholder"?' in caveat


def test_comments_themselves_are_no_findings(good: str) -> None:
    before = spinscore.check(good)
    text = f"{comment('ignore leak')}\n\n{good}"
    assert [f.fingerprint for f in spinscore.check(text)] == [f.fingerprint for f in before]


def test_silenced_findings_are_counted_in_a_caveat_and_cost_nothing(scorer: Scorer, good: str) -> None:
    text = good + "\n\nThe next summit is in [City]."
    marked = f"{text} {comment('ignore leak')}"
    assert scorer.score(marked).caveats == ("Silenced by comments in the text: 1 finding.",)
    assert scorer.score(text).verdict != "good"
    assert scorer.score(marked).verdict == "good"


def test_a_profile_can_turn_comments_off() -> None:
    strict = Scorer(profile=Profile(inline_ignore=False))
    found = strict.check(f"{comment('ignore-all')}\n\n{TWO}")
    assert {CITY, FORM} <= {finding.rule for finding in found}
    assert Profile(inline_ignore=False).digest != Profile().digest


@pytest.mark.parametrize(
    "text",
    [comment("ignore") * 3, "<!-- spinscore: ignore" * 500, comment("ignore a" + ".b" * 900)],
    ids=["in a row", "never closed", "a long name"],
)
def test_odd_comments_do_no_harm(text: str) -> None:
    spinscore.score(text + TWO)
    spinscore.score(text)


def test_accepted_findings_are_left_out_one_by_one(scorer: Scorer) -> None:
    first, second, form = scorer.check(TWO)
    report = scorer.score(TWO, ignore=[first.fingerprint])
    assert [finding.start for finding in report.findings] == [second.start, form.start]
    assert "Left out as accepted: 1 finding." in report.caveats
    assert scorer.check(TWO, ignore={second.fingerprint, form.fingerprint}) == (first,)
    assert spinscore.check(TWO, ignore=(f.fingerprint for f in (first, second, form))) == ()


def test_accepting_a_finding_lifts_the_score_and_an_edit_elsewhere_keeps_it_accepted(scorer: Scorer, good: str) -> None:
    text = good + "\n\nThe next summit is in [City]."
    (slot,) = [finding for finding in scorer.check(text) if finding.rule == CITY]
    before = scorer.score(text).score
    after = scorer.score("A new first paragraph.\n\n" + text, ignore=[slot.fingerprint])
    assert before is not None
    assert after.score is not None
    assert after.score > before
    assert after.verdict == "good"


def test_fingerprints_that_fit_nothing_change_nothing(scorer: Scorer, poor: str) -> None:
    assert scorer.score(poor, ignore=["0" * 16]) == scorer.score(poor)


@pytest.mark.parametrize(
    ("ignore", "message"), [("abc", r"Write ignore=\[\"abc\"\]"), (3, "got int"), ([3], "got int")]
)
def test_wrong_fingerprints_are_refused(scorer: Scorer, ignore: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        scorer.score(TWO, ignore=ignore)  # type: ignore[arg-type]


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_comments_one_after_another_count_for_the_same_block(between: str) -> None:
    comments = between.join([comment("ignore leak"), comment("ignore boilerplate"), comment("ignore stance")])
    assert rules_at(f"{comments}\nPerhaps in [City].\n\nLeave a Reply") == [(FORM, comments.count("\n\n") + 1)]


def test_very_many_comments_cost_no_more_each(scorer: Scorer) -> None:
    text = f"{comment('ignore')}\n" * 20_000 + "In [City]."
    assert scorer.check(text) == ()


@pytest.mark.parametrize("words", ["ignroe leak", "disable leak", "ignore leak - it is quoted", "ignore Leak"])
def test_a_comment_that_is_not_understood_is_told(scorer: Scorer, words: str) -> None:
    report = scorer.score(f"{comment(words)}\nIn [City].")
    assert CITY in [finding.rule for finding in report.findings]
    assert report.caveats[1:] == (
        "Comments in the text that are not understood: 1. Write <!-- spinscore: ignore RULE -->.",
    )


def test_many_names_that_are_no_rules_are_one_short_caveat(scorer: Scorer) -> None:
    report = scorer.score(f"{comment('ignore leak because it is a quote of theirs')}\nIn [City].")
    assert report.caveats[2:] == (
        'A comment in the text names no rule or family: "because", "it", "is", "a", "quote". '
        "All are listed by: spinscore rules",
    )


def test_a_start_that_is_said_twice_is_ended_once() -> None:
    first, second, third = TWO.split("\n\n")
    start = comment("ignore-start leak")
    text = "\n\n".join([start, first, start, second, comment("ignore-end leak"), "It is in [City].", third])
    assert rules_at(text) == [(CITY, 5), (FORM, 6)]
