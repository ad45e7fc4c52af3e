"""Where sentences end: abbreviations, quotations, headings, other scripts."""

from __future__ import annotations

import itertools

import pytest

from spinscore.document import Document


def sentences(text: str) -> list[str]:
    doc = Document.parse(text)
    return [text[start:end] for start, end in doc.sentences.tolist()]


@pytest.mark.parametrize(
    "marked",
    [
        "The bridge reopened on Monday.|Traffic was light.",
        "Who paid for it?|Nobody knows!|The mayor would not say.",
        "“We are open,” she said.|“Come in.”|Nobody came.",
        'He said "stop."|Then he left.',
        "It rained (a little.)|Then it stopped.",
        "Wait…|Then it began.",
        "Really?!|Yes.",
        "He waited...|Then he went home.",
        "The offer ended.|‘No deal,’ said the union.",
        "She earns 3.5 million.|That is a lot.",
        "It closed in 2019.|300 people lost their jobs.",
        "これは文です。|次の文です。",
    ],
)
def test_sentences_end(marked: str) -> None:
    parts = marked.split("|")
    text = "".join(parts) if "。" in marked else " ".join(parts)
    assert sentences(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones on St. Mary's Street.",
        "Gen. Petraeus and Sen. Cruz spoke on Jan. 6 in room No. 4.",
        "The U.S. Senate voted at 3 p.m. Friday.",
        "J. K. Rowling wrote it.",
        "George W. Bush was there.",
        "He is a Ph.D. student of Acme Inc. Chairman Brown.",
        "Prices rose 3.5 percent, e.g. Bread.",
        "It was approx. 40 miles, i.e. too far.",
        "Visit example.com for more.",
        "Yahoo! is a company, and Jeopardy! is a show.",
        "“Why?” she asked.",
        "“Stop!” he shouted at the driver.",
        "He said … nothing at all.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "marked",
    [
        "It happened in the U.S.|The president was told.",
        "He works for Acme Inc.|He likes it.",
        "Doors open at 7 p.m.|The show starts later.",
        "So did I.|The others stayed.",
    ],
)
def test_an_abbreviation_may_close_a_sentence(marked: str) -> None:
    assert sentences(marked.replace("|", " ")) == marked.split("|")


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert sentences("The long road home\n\nIt began in May. It ended in June.") == [
        "The long road home",
        "It began in May.",
        "It ended in June.",
    ]


def test_a_sentence_goes_on_over_a_hard_wrapped_line() -> None:
    text = (
        "The council voted on Tuesday night to repair the old bridge over the\n"
        "river, which has been closed to lorries since a crack was found in its\n"
        "second pier. Work will begin in the spring and is expected to last until\n"
        "the autumn, when the road above it will be opened to all traffic again."
    )
    found = sentences(text)
    assert [sentence.split()[0] for sentence in found] == ["The", "Work"]
    assert [sentence.split()[-1] for sentence in found] == ["pier.", "again."]


def test_a_stop_glued_to_the_next_sentence_ends_it() -> None:
    assert sentences("The talks failed.They will go on.") == ["The talks failed.", "They will go on."]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_no_text_no_sentences(text: str) -> None:
    assert Document.parse(text).sentences.shape == (0, 2)


@pytest.mark.parametrize("text", ["...", ".", "!?", "a. b. c. ", ". . .", "。。"])
def test_sentences_of_signs_are_never_empty_and_never_overlap(text: str) -> None:
    spans = Document.parse(text).sentences.tolist()
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == text.replace(" ", "")
