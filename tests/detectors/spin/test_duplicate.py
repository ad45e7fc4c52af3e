"""What one finding of `spin.duplicate` holds, and how little work hostile texts make."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

import spinscore
from spinscore.detectors.spin import duplicate
from spinscore.detectors.spin._duplicate_likeness import common_order
from spinscore.detectors.spin._duplicate_pairs import REACH, similar_pairs
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.findings import Finding
from spinscore.registry import select

RULE = "spin.duplicate"
PASSAGE = (
    "The ferry between Harwick and Port Ellison will stop on Friday, two weeks earlier than planned. "
    "An inspector found cracks in one of the engine mounts, and the repair will take until March. "
    "The company will run a bus round the bay instead."
)
SHORT = PASSAGE.removesuffix(" The company will run a bus round the bay instead.")
BETWEEN = "About 400 people use the crossing every day."
SENTENCE = "The council approved the new bridge over the Tarn on Monday after a long debate in the town hall."
TITLE = "Council approves the bridge over the Tarn"


def found(text: str, title: str | None = None) -> tuple[Finding, ...]:
    return spinscore.check(text, rules=[RULE], title=title)


def test_a_copied_passage_is_one_major_finding_that_names_its_first_place() -> None:
    text = f"{PASSAGE}\n\n{BETWEEN}\n\n{PASSAGE}"
    (finding,) = found(text)
    assert (finding.start, finding.end) == (text.rindex(PASSAGE), len(text))
    assert finding.related == ((0, len(PASSAGE)),)
    assert (finding.severity, finding.confidence) == ("major", 0.95)


def test_a_copied_passage_of_few_words_is_minor() -> None:
    (finding,) = found(f"{SHORT}\n\n{BETWEEN}\n\n{SHORT}")
    assert (finding.text, finding.severity) == (SHORT, "minor")


def test_what_is_announced_by_a_colon_may_be_said_again_on_purpose() -> None:
    for passage in (SHORT, PASSAGE):
        (finding,) = found(f"{passage}\n\nGrace Whitfield said:\n\n{passage}\n\n{BETWEEN}")
        assert finding.severity == "info"


def test_instructions_come_back() -> None:
    step = "Wait until the ferry has come to a halt and the sailor has put out the bridge before you start the engine."
    (finding,) = found(f"In Harwick it is windy. {step} It takes a minute.\n\n{BETWEEN} {step} {SENTENCE}")
    assert (finding.text, finding.severity) == (step, "info")
    manual = [f"{n}. Open the gate and drive on to the deck number {n}." for n in range(1, 7)]
    assert found("\n\n".join([f"It is windy. {SENTENCE}", *manual, f"{BETWEEN} {SENTENCE}"])) == ()


def test_sentences_that_are_hardly_alike_are_only_mentioned() -> None:
    said = "The museum in Kestrel Bay will be closed for two years from May, and its paintings will be kept in a mine."
    again = "The museum in Kestrel Bay will stay closed for two years, and visitors will miss its paintings for longer."
    (finding,) = found(f"{said} {again}")
    assert (finding.severity, finding.confidence < 0.7) == ("info", True)


def test_a_paraphrase_is_minor_and_less_sure_than_a_copy() -> None:
    said = "The museum in Kestrel Bay will close for two years so that its roof can be replaced, the director said."
    again = "The director stated that the museum in Kestrel Bay will close for two years to replace its roof."
    (finding,) = found(f"{said} {again}")
    assert finding.text == again
    assert finding.related == ((0, len(said)),)
    assert finding.severity == "minor"
    assert 0.6 <= finding.confidence < 0.9


def test_a_sentence_that_is_set_off_is_less_sure() -> None:
    inside = f"{SENTENCE} It will cost nine million pounds."
    (alone,) = found(f"{inside}\n\n{BETWEEN}\n\n{SENTENCE}")
    (within,) = found(f"{inside}\n\n{BETWEEN} {SENTENCE} {BETWEEN[6:]}")
    assert alone.confidence < within.confidence


def test_a_passage_that_stands_three_times_may_be_a_form() -> None:
    findings = found("\n\n".join([PASSAGE, BETWEEN, PASSAGE, "Nobody was hurt.", PASSAGE]))
    assert [finding.severity for finding in findings] == ["info", "info"]


def test_the_given_title_is_found_in_the_text() -> None:
    text = f"{SENTENCE}\n\n{TITLE}\n\n{BETWEEN}"
    (finding,) = found(text, title=TITLE)
    assert finding.text == TITLE
    assert finding.related == ()
    assert found(text) == ()


def test_the_given_title_may_head_the_text() -> None:
    assert found(f"{TITLE}\n\n{SENTENCE}\n\n{BETWEEN}", title=TITLE) == ()
    (finding,) = found(f"{TITLE}\n\n{SENTENCE}\n\n{TITLE}", title=TITLE)
    assert finding.related == ((0, len(TITLE)),)


def test_the_given_title_may_stand_below_a_section_and_a_byline() -> None:
    head = f"Harwick and the bay\n\nBy Grace Whitfield, our reporter at the town hall\n\n{TITLE}"
    assert found(f"{head}\n\n{SENTENCE}\n\n{BETWEEN}", title=TITLE) == ()
    (finding,) = found(f"{head}\n\n{SENTENCE}\n\n{TITLE}\n\n{BETWEEN}", title=TITLE)
    assert finding.related == ((head.index(TITLE), len(head)),)


@pytest.mark.parametrize("title", ["‘I never wanted to be the boss’", '"I never wanted to be the boss"'])
def test_a_title_that_quotes_somebody_may_be_said_again(title: str) -> None:
    text = f"{SENTENCE}\n\nDid you want to be the mayor?\n\nNo. I never wanted to be the boss. {BETWEEN}"
    assert found(text, title=title) == ()
    assert found(f"{title}\n\n{text}") == ()
    assert [finding.text for finding in found(text, title=title[1:-1])] == ["I never wanted to be the boss."]


def test_an_article_may_end_in_its_title() -> None:
    assert found(f"{TITLE}\n\n{SENTENCE}\n\n{BETWEEN}\n\nThat is why the {TITLE[0].lower()}{TITLE[1:]}.") == ()
    assert found(f"{TITLE}\n\n{SENTENCE}\n\n{BETWEEN} {TITLE}.") == ()


@pytest.mark.parametrize("title", ["", " ", "—", "Tarn", "x " * 10_000, "\ud800 a b c d e"])
def test_any_title_will_do(title: str) -> None:
    assert found(f"{SENTENCE}\n\n{BETWEEN}", title=title) == ()


def test_what_a_boilerplate_rule_explains_is_no_doubling() -> None:
    button = "Sign up for our newsletter and get the best stories delivered to your inbox every morning."
    text = f"{SENTENCE}\n\n{button}\n\n{BETWEEN}\n\n{button}"
    assert len(RuleSet(select([RULE])).run(Document.parse(text))) == 1
    assert RULE not in {finding.rule for finding in spinscore.check(text)}


@pytest.mark.parametrize("text", ["", ".", "a. b. c.", "\ud800\n\ud800", "!!!\n\n!!!\n\n!!!", "word " * 500])
def test_odd_texts_hold_no_doubling(text: str) -> None:
    assert found(text) == ()


def test_distant_sentences_meet_by_their_rare_words() -> None:
    filler = [f"The {word} of the town was quiet on that day, and the {word} knew it well." for word in WORDS]
    doc = Document.parse(" ".join([SENTENCE, *filler, SENTENCE]))
    assert (0, len(filler) + 1) in similar_pairs(doc)


@pytest.mark.parametrize("word", ["new", "{}th"])
def test_pairs_grow_no_faster_than_the_text(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [SENTENCE.replace("new", word.format(n)) for n in range(2_000)]
    doc = Document.parse(" ".join(sentences))
    assert len(similar_pairs(doc)) <= REACH * len(sentences)
    compared = 0
    once = duplicate.likeness

    def counted(*wordings: object) -> tuple[float, bool]:
        nonlocal compared
        compared += 1
        return once(*wordings)  # type: ignore[arg-type]

    monkeypatch.setattr(duplicate, "likeness", counted)
    found(doc.text)
    assert compared <= 100 + len(sentences) // 2


def test_common_order_is_the_longest_common_subsequence() -> None:
    draw = random.Random(4)
    for _ in range(200):
        one, other = ("".join(draw.choices("abcd", k=draw.randrange(12))) for _ in range(2))
        assert common_order(one, other) == by_table(one, other)


def by_table(one: Sequence[str], other: Sequence[str]) -> int:
    """The textbook way, for comparison."""
    row = [0] * (len(other) + 1)
    for a in one:
        last = 0
        for at, b in enumerate(other, 1):
            last, row[at] = row[at], last + 1 if a == b else max(row[at], row[at - 1])
    return row[-1]


WORDS = (
    "baker", "school", "river", "market", "garden", "church", "tailor", "doctor", "painter", "sailor", "teacher",
    "farmer", "butcher", "station", "factory", "library", "theatre", "hospital", "prison", "harbour",
)  # fmt: skip
