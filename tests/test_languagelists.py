"""Lists of phrases by language."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinscore import languagelists
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.errors import RuleError
from spinscore.phrases import PhraseIndex
from spinscore.phrasetable import read_list
from spinscore.registry import all_rules, build_rule

ENGLISH = "The council voted on Tuesday to repair the old bridge by the mill before the autumn, and work starts in May."
GERMAN = "Der Rat hat am Dienstag beschlossen, die alte Brücke bis zum Herbst zu erneuern."
RULES = RuleSet(tuple(all_rules().values()))


def found(text: str, lang: str | None = None) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in RULES.run(Document(text, lang=lang))]


def test_a_foreign_block_below_an_english_article_is_found() -> None:
    assert found(f"{ENGLISH}\n\nSchreibe einen Kommentar") == [
        ("boilerplate.comment-prompt", "Schreibe einen Kommentar")
    ]


def test_english_is_not_touched_by_other_lists() -> None:
    """All of these are lines in some list: German, Norwegian, Danish, Dutch."""
    assert found(f"{ENGLISH}\n\nArchive\n\nDel\n\nLaden") == []


def test_the_language_that_the_caller_gives_decides() -> None:
    line = "Netiquette"  # of the German list, and English
    assert found(f"{ENGLISH}\n\n{line}", lang="de") == [("boilerplate.navigation", line)]
    assert found(f"{ENGLISH}\n\n{line}", lang="en") == []
    assert found(f"{ENGLISH}\n\n{line}", lang="tlh") == []


def test_english_lines_are_found_in_any_language() -> None:
    assert found(f"{GERMAN}\n\nLeave a Reply") == [("boilerplate.comment-prompt", "Leave a Reply")]


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u202b", "\u2067"])
def test_marks_of_direction_change_nothing(mark: str) -> None:
    article = "قرر مجلس المدينة يوم الثلاثاء ترميم الجسر القديم قرب الطاحونة قبل حلول الخريف."
    text = f"{article}\n\n{mark}اترك تعليقاً{mark}"
    assert [rule for rule, _ in found(text)] == ["boilerplate.comment-prompt"]


def test_a_list_is_read_when_a_text_needs_it() -> None:
    index = PhraseIndex(tuple(all_rules().values()))
    index.find(Document(ENGLISH))
    assert index._lists._indexes == {}
    index.find(Document(GERMAN))
    assert list(index._lists._indexes) == ["de"]


def test_a_folder_of_rules_may_have_lists_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "boilerplate" / "languages"
    folder.mkdir(parents=True)
    (folder / "de.tsv").write_text(
        "rule\ttext\tat\tconfidence\nlottery\tLos kaufen\tline\t0.9\nother\tNiete\tline\n", "utf-8"
    )
    data = {
        "id": "boilerplate.lottery",
        "title": "A lottery",
        "severity": "minor",
        "why": "why",
        "suggestion": "s",
        "since": "1",
        "example": [{"text": "No."}],
    }
    rule = build_rule(data, path="lottery.toml", expected_id="boilerplate.lottery", origin=str(tmp_path))
    doc = Document(f"{GERMAN}\n\nLos kaufen\n\nNiete")
    assert [(match.phrase.name, match.phrase.confidence) for match in PhraseIndex((rule,)).find(doc)] == [
        ("Los kaufen", 0.9)
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("text\trule\n", 'first column must be "rule"'),
        ("rule\tat\n", 'second column must be "text"'),
        ("rule\ttext\tat\nshare\tTeilen\tnowhere\n", "line 2"),
        ("rule\ttext\nshare\n", "line 2 has no text"),
        ("rule\ttext\tat\nshare\tTeilen\tline\tmore\n", "more cells than the header"),
    ],
)
def test_a_bad_list_is_refused(table: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        list(read_list(table, "boilerplate/languages/de.tsv"))


def test_a_list_of_an_unknown_language_is_refused() -> None:
    with pytest.raises(RuleError, match='"tlh" is no language that is told apart'):
        languagelists.check("tlh", [])
