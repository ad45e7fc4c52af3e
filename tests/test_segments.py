"""Articles in segments: findings come back as pieces, and the article is judged as a whole."""

from __future__ import annotations

import pytest

from spinscore import Finding, Piece, Scorer, Segment
from spinscore.errors import ReportError
from spinscore.segments import join, pieces_of


def blocks(text: str) -> list[tuple[str | int, str]]:
    return [(f"block-{number}", block) for number, block in enumerate(text.split("\n\n"))]


def test_segments_score_as_the_whole_article_does(scorer: Scorer, poor: str) -> None:
    whole, parts = scorer.score(poor), scorer.score_segments(blocks(poor))
    assert parts.text == poor
    assert (parts.score, parts.verdict, parts.features) == (whole.score, whole.verdict, whole.features)
    assert [f.fingerprint for f in parts.findings] == [f.fingerprint for f in whole.findings]


def test_pieces_say_what_of_each_segment_is_covered(scorer: Scorer, poor: str) -> None:
    texts = dict(blocks(poor))
    report = scorer.score_segments(texts.items())
    assert report.findings
    for finding in report.findings:
        assert "\n\n".join(texts[p.id][p.start : p.end] for p in finding.pieces) == finding.text


def test_a_finding_may_run_over_several_segments(scorer: Scorer) -> None:
    report = scorer.score_segments(
        [(1, "The end."), (2, "Leave a Reply"), (3, "Your email address will not be published.")]
    )
    (finding,) = report.findings
    assert finding.pieces == (Piece(2, 0, 13), Piece(3, 0, 41))
    assert report.segments == (Segment(1, 0, 8), Segment(2, 10, 23), Segment(3, 25, 66))


def test_empty_segments_have_no_pieces(scorer: Scorer) -> None:
    report = scorer.score_segments([("a", ""), ("b", "In [City]."), ("c", ""), ("d", "")])
    assert [finding.pieces for finding in report.findings] == [(Piece("b", 3, 9),)]
    assert scorer.score_segments([]).text == ""


def test_a_plain_text_has_no_pieces(scorer: Scorer) -> None:
    assert [finding.pieces for finding in scorer.score("In [City].").findings] == [()]


def test_contributions_point_at_the_findings_with_pieces(scorer: Scorer, poor: str) -> None:
    report = scorer.score_segments(blocks(poor))
    found = [finding for part in report.contributions for finding in part.findings]
    assert found
    assert all(finding.pieces for finding in found)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, [Piece("a", 0, 5)]),
        (4, 8, [Piece("a", 4, 5), Piece("b", 0, 1)]),
        (5, 7, []),
        (0, 99, [Piece("a", 0, 5), Piece("b", 0, 2), Piece("d", 0, 3)]),
        (9, 11, []),
    ],
)
def test_pieces_of_a_span(start: int, end: int, expected: list[Piece]) -> None:
    segments = join([("a", "aaaaa"), ("b", "bb"), ("c", ""), ("d", "ddd")], "test")[1]
    assert list(pieces_of(segments, start, end)) == expected


def test_edits_stay_in_their_segments(scorer: Scorer) -> None:
    segments = [("a", "Itâ€™s a town."), ("b", "Ten years."), ("c", "Itâ€™s another, itâ€™s said.")]
    report = scorer.score_segments(segments)
    assert report.edited_segments() == (("a", "It’s a town."), ("b", "Ten years."), ("c", "It’s another, it’s said."))
    assert "\n\n".join(text for _, text in report.edited_segments()) == report.apply_edits()


def test_edited_segments_of_a_plain_text_are_refused(scorer: Scorer) -> None:
    with pytest.raises(ReportError, match="use apply_edits"):
        scorer.score("A text.").edited_segments()


@pytest.mark.parametrize(
    ("segments", "error", "message"),
    [
        ("text", TypeError, r"Write \[\(1, text\)\]"),
        (["text"], TypeError, "entry 0 is str"),
        ([("a", "x"), ("b",)], TypeError, "entry 1 is tuple"),
        ([(1.5, "x")], TypeError, "entry 0 has float"),
        ([("a", "x"), ("a", "y")], ValueError, "two segments with the id 'a'"),
        ([("a", b"x")], TypeError, "segment 'a', takes text as str, got bytes"),
        ([("a", None)], TypeError, "segment 'a', takes text as str, got NoneType"),
    ],
)
def test_what_is_no_segment_is_refused(scorer: Scorer, segments: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        scorer.score_segments(segments)  # type: ignore[arg-type]


def test_accepted_findings_are_left_out_of_segments_too(scorer: Scorer) -> None:
    segments = [("a", "In [City]."), ("b", "In [City].")]
    first: Finding = scorer.score_segments(segments).findings[0]
    report = scorer.score_segments(segments, ignore=[first.fingerprint])
    assert [finding.pieces for finding in report.findings] == [(Piece("b", 3, 9),)]


def test_an_article_without_segments_has_none_after_edits(scorer: Scorer) -> None:
    assert scorer.score_segments([]).edited_segments() == ()


@pytest.mark.parametrize(
    ("segments", "message"),
    [({"a": "One."}, r"got dict\. Write segments\.items\(\)\."), (None, "got NoneType"), (5, "got int")],
)
def test_what_holds_no_segments_is_refused(scorer: Scorer, segments: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        scorer.score_segments(segments)  # type: ignore[arg-type]
