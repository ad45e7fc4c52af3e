"""Figures are written into rule files in place: counted keys change, judged ones and comments stay."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from spinscore.registry import all_rules
from spinscore.training.dataset import DataError
from spinscore.training.rate_tables import BY_CORPUS, NOTE, Figures, figures, is_split, with_figures, write
from spinscore.training.rates import ARTICLES, Tally

RULE = all_rules()["leak.placeholder"]
COUNTED: Figures = {"words": 900, "hits_per_million": 2.5, "major_per_million": 1.0}
PLAIN = """\
id = "leak.x"
why = \"\"\"
[measured] is no header here.
\"\"\"

[[example]]
text = "a"
"""
JUDGED = """\
id = "leak.x"

[measured]
# Each hit was read.
words = 7
hits_per_million = 9.00
critical_per_million = 1.00
false_critical = 0
judged = "1 of 3 was right"

# The next part.
[[example]]
text = "a"
"""
SPLIT = """\
id = "stance.x"

[measured]
judged_precision = 0.91
babe = { findings = 3, right = 0.5 }

[measured.hits_per_million]
# By corpus.
news = 347
fiction = 1

[[example]]
text = "a"
"""


def test_counted_keys_change_in_place_and_judgements_stay() -> None:
    assert with_figures(JUDGED, COUNTED) == JUDGED.replace("words = 7", "words = 900").replace(
        "hits_per_million = 9.00\ncritical_per_million = 1.00", "hits_per_million = 2.50\nmajor_per_million = 1.00"
    )


def test_a_table_is_made_before_the_examples() -> None:
    new = with_figures(PLAIN, COUNTED)
    assert new.index(NOTE) < new.index("words = 900") < new.index("[[example]]")
    assert tomllib.loads(new)["measured"] == COUNTED
    assert new.replace(new[new.index("[measured]\n#") : new.index("[[example]]")], "") == PLAIN


def test_figures_come_before_the_comments_on_other_keys() -> None:
    text = '[measured]\n# Read by one person.\njudged = 0.9\n\n[[example]]\ntext = "a"\n'
    counted = "words = 900\nhits_per_million = 2.50\nmajor_per_million = 1.00\n"
    assert with_figures(text, COUNTED) == text.replace("# Read", f"{NOTE}\n{counted}# Read")


def test_the_table_by_corpus_is_renewed_and_its_comments_stay() -> None:
    counted = {**COUNTED, BY_CORPUS: {"fiction": 2.5, "news": 300}}
    new = with_figures(SPLIT, counted)
    measured = tomllib.loads(new)["measured"]
    assert measured == {**counted, "judged_precision": 0.91, "babe": {"findings": 3, "right": 0.5}}
    assert "[measured.by_corpus]\n# By corpus.\nfiction = 2.5\nnews = 300\n\n[[example]]" in new
    assert with_figures(new, counted) == new
    assert [is_split(text) for text in (SPLIT, new, JUDGED)] == [True, True, False]


def test_a_table_by_corpus_is_made_behind_the_others() -> None:
    new = with_figures(JUDGED, {**COUNTED, BY_CORPUS: {"news": 300}})
    assert 'right"\n\n[measured.by_corpus]\n# Findings per million words.\nnews = 300\n\n# The next part.' in new


@pytest.mark.parametrize("text", [PLAIN, JUDGED])
def test_writing_twice_changes_nothing(text: str) -> None:
    once = with_figures(text, COUNTED)
    assert with_figures(once, COUNTED) == once


def test_a_form_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(DataError, match="cannot be written in place"):
        with_figures('measured = { words = 3 }\n\n[[example]]\ntext = "a"\n', COUNTED)


def tallies(hits: int) -> dict[str, Tally]:
    found = Tally(texts=3, words=1_000_000)
    found.findings.update({(RULE.id, "major"): hits, (RULE.id, "info"): 1})
    articles = Tally(texts=50, words=10)
    articles.severe[RULE.id] = 2
    return {"news": found, ARTICLES: articles}


def test_findings_for_information_are_no_hits_of_a_rule_that_finds_fault() -> None:
    assert figures(tallies(4), RULE) == {
        "words": 1_000_000,
        "hits_per_million": 4.0,
        "major_per_million": 4.0,
        "info_per_million": 1.0,
        "articles": 50,
        "articles_marked": 2,
    }


def test_rules_for_information_mark_no_articles_and_frequent_ones_are_split_by_corpus() -> None:
    found = figures(tallies(400), replace(RULE, severity="info"))
    assert found == {"words": 1_000_000, "hits_per_million": 401.0, BY_CORPUS: {ARTICLES: 0.0, "news": 401}}


def test_rare_findings_are_split_where_they_were_before() -> None:
    assert BY_CORPUS not in figures(tallies(4), RULE)
    assert figures(tallies(4), RULE, split=True)[BY_CORPUS] == {ARTICLES: 0.0, "news": 4.0}


def test_files_that_say_so_already_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "leak" / "placeholder.toml"
    path.parent.mkdir()
    path.write_text(JUDGED, encoding="utf-8")
    assert write(tmp_path, tallies(4), [RULE]) == [path]
    assert tomllib.loads(path.read_text("utf-8"))["measured"]["articles_marked"] == 2
    assert write(tmp_path, tallies(4), [RULE]) == []
