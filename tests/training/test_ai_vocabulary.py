"""The table of densities in edited news: from which articles, how, and that the shipped one is what comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spinscore.document import Document
from spinscore.training import ai_vocabulary
from spinscore.training.__main__ import main
from spinscore.training.dataset import DataError, Example

Make = Callable[..., Example]
FILLER = "the council closed the old bridge on monday ".split()


def text(words: int, style: int) -> str:
    """So many words, of which the first are different style words."""
    chosen = "delve tapestry showcases intricate pivotal".split()[:style]
    return " ".join([*chosen, *(FILLER * words)][:words])


def test_only_news_from_before_language_models_is_the_reference(make: Make) -> None:
    kept = [
        make(1),
        make(2, folder="quality", source="bbc"),
        make(3, folder="quality", source="buzzfeed-v02", kind="news-mostly-true"),
    ]
    others = [
        make(4, genre="opinion"),
        make(5, folder="quality", source="buzzfeed-v02", kind="news-mixed"),
        make(6, folder="quality", source="aed", kind="edited"),
        make(7, folder="quality", source="fdg-xsum", kind="llm"),
    ]
    assert ai_vocabulary.reference([*others, *kept]) == kept


def test_long_articles_are_cut_and_short_ones_left_out() -> None:
    documents = [Document.parse(text(words, 3)) for words in (100, 200, 1000)]
    whole, cut = ai_vocabulary.densities(documents, 150, 250)
    assert whole == 15.0
    assert 1000 * 3 / 250 < cut <= 1000 * 3 / 150


def test_style_words_behind_the_cut_do_not_count() -> None:
    doc = Document.parse(f"{text(700, 0)} delve")
    assert list(ai_vocabulary.densities([doc], 150, 250)) == [0.0]
    assert list(ai_vocabulary.densities([doc], 700, None)) == [pytest.approx(1000 / 701)]


def test_the_table_holds_the_shares_of_articles(make: Make) -> None:
    articles = [make(number, text=text(1000, number % 4)) for number in range(200)]
    lines = ai_vocabulary.table(articles).splitlines()
    assert lines[1].endswith("From 200 articles: human/news.")
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    assert header[:3] == ["words", "texts", "10"]
    assert [row[:2] for row in rows] == [["150", "200"], ["250", "200"], ["400", "200"], ["700", "200"]]
    longest = dict(zip(header[2:], rows[-1][2:], strict=True))
    assert (longest["20"], longest["50"], longest["70"], longest["99"]) == ("0.000", "1.000", "2.000", "3.000")


def test_too_few_articles_are_refused(make: Make) -> None:
    with pytest.raises(DataError, match="only 50 articles of 150 words"):
        ai_vocabulary.table([make(number, text=text(160, 1)) for number in range(50)])


def test_values_are_rounded_up(make: Make) -> None:
    articles = [make(number, text=text(701, 1)) for number in range(100)]
    assert ai_vocabulary.table(articles).splitlines()[-1].split("\t")[-1] == "1.427"  # 1000 / 701 = 1.42653


@pytest.mark.corpus
def test_the_shipped_table_is_what_the_command_makes(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.tsv"
    assert main(["ai-vocabulary", "--data", str(data), "--out", str(out)]) == 0
    assert out.read_bytes() == ai_vocabulary.TABLE.read_bytes()
