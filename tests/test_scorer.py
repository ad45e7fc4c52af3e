"""The scorer: when it gives no score, what a profile and critical findings do, and that nothing about it changes."""

from __future__ import annotations

import json
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

import spinscore
from spinscore import Profile, Scorer
from spinscore.errors import ModelError, ProfileError, TextTooLongError
from spinscore.model.scorecard import Scorecard

GERMAN = (
    "Die Brücke über den alten Hafen ist am Montag nach zwei Jahren wieder für den Verkehr geöffnet worden. Die ersten "
    "Lastwagen fuhren kurz nach sechs Uhr am Morgen hinüber, gefolgt von einer Schlange von Autos, die bis zum Markt "
    "reichte. Der Stadtrat will im März entscheiden, ob die Händler am Kai entschädigt werden, und wer dafür zahlt."
)


def test_a_good_article_has_a_score_a_verdict_and_no_caveat(scorer: Scorer, good: str) -> None:
    report = scorer.score(good)
    assert (report.score, report.base, report.verdict, report.caveats) == (78.6, 76.9, "good", ())
    assert [(part.name, part.points) for part in report.contributions] == [("stance.hedging.count_per_1000", 1.7)]
    assert report.error is None
    assert report.text is good


def test_a_poor_article_has_a_low_score_and_its_account(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    assert report.score is not None
    assert report.score < 40
    assert report.verdict == "poor"
    assert report.contributions[0].name.startswith("leak.placeholder.")
    points = [abs(part.points) for part in report.contributions]
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize(("words", "scored"), [(0, False), (1, False), (49, False), (50, True)])
def test_fewer_than_fifty_words_have_no_score(scorer: Scorer, good: str, words: int, scored: bool) -> None:
    report = scorer.score(" ".join(good.replace("\n", " ").split()[:words]))
    assert (report.score is not None) == scored
    if not scored:
        count = "1 word" if words == 1 else f"{words} words"
        assert report.caveats == (f"No score: {count}; under 50 it would be a guess.",)
        assert (report.base, report.contributions, report.verdict) == (None, (), None)


def test_findings_and_features_are_given_without_a_score_too(scorer: Scorer) -> None:
    report = scorer.score("Held in [City].")
    assert [finding.text for finding in report.findings] == ["[City]"]
    assert report.features["leak.placeholder.count_per_1000"] == pytest.approx(1000 / 3)


def test_another_language_has_no_score(scorer: Scorer) -> None:
    report = scorer.score(GERMAN)
    assert report.score is None
    assert report.caveats == ("No score: the text is in German as it seems; the model small knows English.",)


@pytest.mark.parametrize(
    ("lang", "scored"), [("en", True), ("EN-gb", True), ("de", False), ("fr-CA", False), (None, True), ("", True)]
)
def test_a_language_that_is_told(scorer: Scorer, good: str, lang: str | None, scored: bool) -> None:
    report = scorer.score(good, lang=lang)
    assert (report.score is not None) == scored
    if not scored:
        assert report.caveats == (f'No score: the language is "{lang}", the model small knows "en".',)


def test_a_told_language_does_not_make_german_english(scorer: Scorer) -> None:
    assert scorer.score(GERMAN, lang="en").score is None


@pytest.mark.parametrize("text", ["Held in [City].", "[City] " + GERMAN])
def test_a_critical_finding_without_a_score_asks_for_a_review(scorer: Scorer, text: str) -> None:
    report = scorer.score(text)
    assert report.at_least("critical")
    assert (report.score, report.verdict) == (None, "review")


def test_a_critical_finding_caps_the_verdict(small_model: Path, good: str) -> None:
    text = good.replace("Monday", "[City]")
    lenient = Scorer(Profile(good=5, poor=1), str(small_model))
    assert lenient.score(text).verdict == "review"
    assert lenient.score(good).verdict == "good"
    mild = Scorer(Profile(good=5, poor=1, severity={"leak.placeholder": "minor"}), str(small_model))
    assert mild.score(text).verdict == "good"


@pytest.mark.parametrize(
    ("bands", "verdict"),
    [
        ({}, "good"),
        ({"good": 80}, "review"),
        ({"good": 90, "poor": 80}, "poor"),
        ({"good": 78.6}, "good"),
        ({"good": 30}, "good"),
    ],
)
def test_the_bands_of_a_profile(small_model: Path, good: str, bands: dict[str, float], verdict: str) -> None:
    assert Scorer(Profile(**bands), str(small_model)).score(good).verdict == verdict


def test_a_band_for_good_below_the_bands_of_the_model_moves_the_band_for_poor(make_scorecard: Any, good: str) -> None:
    strict = Scorecard.from_json(json.dumps(make_scorecard(bands={"good": 95.0, "poor": 90.0})))
    assert Scorer(model=strict).score(good).verdict == "poor"
    assert Scorer(Profile(good=70), strict).score(good).verdict == "good"


@pytest.mark.parametrize(("ranges", "scored"), [([5.0, 900.0], True), ([900.0, 900.0], False), ([5.0, 5.0], True)])
def test_a_text_far_from_the_training_texts_in_two_measures_has_no_score(
    make_scorecard: Any, good: str, ranges: list[float], scored: bool
) -> None:
    shapes = [
        {"name": name, "kind": "steps", "edges": [], "values": [0.1], "missing": 0.0, "range": [low, low + 30.0]}
        for name, low in zip(("stance.hedges_per_1000", "stance.attitude_per_1000"), ranges, strict=True)
    ]
    card = Scorecard.from_json(json.dumps(make_scorecard(features=shapes)))
    report = Scorer(model=card).score(good)
    assert (report.score is not None) == scored
    assert scored or report.caveats == (
        "No score: far from all text the model was trained on (stance.hedges_per_1000, stance.attitude_per_1000).",
    )


def test_a_rule_that_is_off_contributes_nothing_and_is_named(small_model: Path, good: str) -> None:
    text = good.replace("Monday", "[City]")
    report = Scorer(Profile(disable=["leak"]), str(small_model)).score(text)
    assert report.caveats == ("Turned off by the profile: leak.",)
    assert all(finding.family != "leak" for finding in report.findings)
    assert report.score == 78.6
    assert not any(part.name.startswith("leak.") for part in report.contributions)


def test_a_measure_that_is_off_contributes_nothing(small_model: Path, good: str) -> None:
    report = Scorer(Profile(disable=["stance"]), str(small_model)).score(good)
    assert (report.score, report.contributions) == (report.base, ())


def test_an_allowed_wording_lifts_the_score(small_model: Path, scorer: Scorer, good: str) -> None:
    text = good.replace("Monday", "[City]")
    report = Scorer(Profile(allow={"leak.placeholder": ["[city]"]}), str(small_model)).score(text)
    before = scorer.score(text)
    assert report.score == 78.6
    assert before.score is not None
    assert before.score < 78.6


def test_too_long_a_text_is_refused(small_model: Path) -> None:
    scorer = Scorer(Profile(max_chars=1000), str(small_model))
    with pytest.raises(TextTooLongError, match=r"score\(\) got 1,001 characters, the limit is 1,000"):
        scorer.score("x" * 1001)
    assert scorer.score("x" * 1000).score is None


@pytest.mark.parametrize("call", ["score", "check", "measure", "clean"])
@pytest.mark.parametrize("value", [None, b"bytes", 5, ["text"]])
def test_every_call_refuses_what_is_no_text_by_its_own_name(scorer: Scorer, call: str, value: Any) -> None:
    for owner in (spinscore, scorer) if call != "score" else (scorer,):
        with pytest.raises(TypeError, match=rf"{call}\(\) takes text as str, got {type(value).__name__}\."):
            getattr(owner, call)(value)


def test_a_scorer_cannot_be_changed(scorer: Scorer) -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        scorer.profile = Profile()  # type: ignore[misc]
    with pytest.raises(AttributeError, match="cannot be changed"):
        scorer.other = 1  # type: ignore[attr-defined]


def test_a_scorer_can_be_pickled(small_model: Path, poor: str) -> None:
    scorer = Scorer(Profile(disable=["stance"], good=70), str(small_model))
    again = pickle.loads(pickle.dumps(scorer))
    assert again.profile == scorer.profile
    assert again.score(poor).to_dict() == scorer.score(poor).to_dict()


def test_a_profile_may_be_a_path_or_a_mapping(tmp_path: Path, small_model: Path) -> None:
    path = tmp_path / "newsroom.toml"
    path.write_text('disable = ["stance"]', "utf-8")
    profiles = [Scorer(p, str(small_model)).profile for p in (path, str(path), {"disable": ["stance"]})]
    assert profiles == [Profile(disable=("stance",))] * 3


def test_a_wrong_profile_and_a_wrong_model_are_refused(small_model: Path) -> None:
    with pytest.raises(ProfileError):
        Scorer({"disabled": []}, str(small_model))
    with pytest.raises(ProfileError, match="No such file"):
        Scorer("nowhere.toml", str(small_model))
    with pytest.raises(ModelError, match="no model"):
        Scorer(model="en-99")


def test_a_model_that_needs_an_unknown_feature_is_refused(tmp_path: Path, make_scorecard: Any) -> None:
    features = make_scorecard()["features"]
    features[0]["name"] = "leak.unheard-of.coverage"
    path = tmp_path / "model.json"
    path.write_text(json.dumps(make_scorecard(features=features)), "utf-8")
    with pytest.raises(
        ModelError, match=r"model small needs features that this version lacks: leak\.unheard-of\.coverage"
    ):
        Scorer(model=path)


def test_provenance_tells_profiles_and_models_apart(
    tmp_path: Path, small_model: Path, make_scorecard: Any, good: str
) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(make_scorecard(base=0.5)), "utf-8")
    plain = Scorer(model=small_model).score(good).provenance
    other_model = Scorer(model=path).score(good).provenance
    other_profile = Scorer(Profile(good=70), small_model).score(good).provenance
    assert set(plain) == {"library", "rules", "lines", "model", "profile"}
    assert [key for key in plain if plain[key] != other_model[key]] == ["model"]
    assert [key for key in plain if plain[key] != other_profile[key]] == ["profile"]


def test_threads_get_the_reports_of_one(scorer: Scorer, good: str, poor: str) -> None:
    texts = [good, poor, GERMAN, good.replace("Monday", "[City]")] * 5
    alone = [scorer.score(text).to_dict() for text in texts]
    results: list[Any] = [None] * 4
    gate = threading.Barrier(4)

    def work(number: int) -> None:
        gate.wait()
        results[number] = [scorer.score(text).to_dict() for text in texts]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [alone] * 4


def test_the_scorer_checks_measures_and_cleans_with_its_profile(small_model: Path) -> None:
    scorer = Scorer(Profile(disable=["leak"]), small_model)
    text = "Held in [City].\n\nLeave a Reply\n\nYour email address will not be published."
    assert {finding.family for finding in scorer.check(text)} == {"boilerplate"}
    assert scorer.measure(text)["leak.placeholder.coverage"] == 0
    assert scorer.clean(text) == "Held in [City]."


def test_check_takes_ids_and_families() -> None:
    form = "Leave a Reply\n\nYour email address will not be published."
    text = f"The summit, held in [City], ended on Friday with a promise of talks in spring.\n\n{form}"
    assert {f.rule for f in spinscore.check(text, rules=["leak.placeholder"])} == {"leak.placeholder"}
    assert {f.rule for f in spinscore.check(text, rules=["boilerplate"])} == {"boilerplate.comment-prompt"}
    assert {f.rule for f in spinscore.check(text, rules=[])} == set()


def test_the_public_names_are_there_and_no_function_shares_its_name_with_a_module() -> None:
    import importlib.util

    for name in spinscore.__all__:
        assert hasattr(spinscore, name)
        if callable(getattr(spinscore, name)) and name[0].islower():
            assert importlib.util.find_spec(f"spinscore.{name}") is None
