"""Phrases compared as strings, where words are not set apart."""

from __future__ import annotations

import pytest

from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.rule import Phrase
from spinscore.stringindex import StringIndex, squeeze, variants


def hits(phrase: Phrase, text: str) -> list[str]:
    doc = Document(text)
    index = StringIndex([(0, phrase)])
    found = index.find_in(doc, range(len(doc.block_list)))
    return [doc.text[doc.token_starts[m.first] : doc.token_ends[m.last - 1]] for m in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("コメント (12)", "コメント（３）"),
        ("댓글 3개", "댓글3개"),
        ("12条评论 »", "3,000 条评论"),
        ("Cookie を使用", "cookieを使用。"),
        ("སྐད་ཡིག།", "སྐདཡིག"),
    ],
)
def test_what_is_squeezed_to_the_same(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


def test_vowel_signs_are_kept() -> None:
    assert squeeze("กี่") != squeeze("กา")
    assert squeeze("မှတ်ချက်") != squeeze("မတချက")


def test_variants_of_a_phrase() -> None:
    assert variants("(发表|撰写)[你的]评论") == ["发表你的评论", "发表评论", "撰写你的评论", "撰写评论"]
    assert variants("甲|乙") == ["甲", "乙"]
    assert variants("对{}的回复") == ["对{}的回复"]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        (Phrase("发表评论", "line"), "发表评论 »", ["发表评论"]),
        (Phrase("发表评论", "line"), "市长不愿发表评论", []),
        (Phrase("{n}条评论", "line"), "共识\n\n12 条评论", ["12 条评论"]),
        (Phrase("标签", "start"), "标签：预算、教育", ["标签"]),
        (Phrase("标签", "start"), "标签 | 预算", ["标签"]),
        (Phrase("标签", "start"), "标签里写着预算", []),
        (Phrase("标签", "start"), "商品标签：预算", []),
        (Phrase("翻印必究"), "本报版权所有，翻印必究。", ["本报版权所有，翻印必究"]),
        (Phrase("版权所有", "end"), "晨报社版权所有。", ["晨报社版权所有"]),
        (Phrase("版权所有", "end"), "版权所有者起诉了报社。", []),
        (Phrase("在{}上分享", "line"), "在微博上分享", ["在微博上分享"]),
        (Phrase("在{}上分享", "line"), "在上分享", []),
        (Phrase("댓글 ({n}|{n}개)", "line"), "댓글 3개", ["댓글 3개"]),
    ],
)
def test_where_a_phrase_may_stand(phrase: Phrase, text: str, expected: list[str]) -> None:
    assert hits(phrase, text) == expected


def test_a_long_paragraph_is_no_line() -> None:
    assert hits(Phrase("在{}分享", "line"), "在" + "村里人说" * 80 + "分享") == []


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (Phrase("{}", "line"), "match anything"),
        (Phrase("甲{}乙{}丙", "line"), "only one {}"),
        (Phrase("甲{乙}"), "braces"),
        (Phrase("甲{}乙"), 'at = "line"'),
        (Phrase("(甲|乙", "line"), "not closed"),
        (Phrase("甲", "line", next=("乙",)), "no neighbours"),
    ],
)
def test_a_bad_phrase_is_refused(phrase: Phrase, said: str) -> None:
    with pytest.raises(RuleError, match=said.replace("{", r"\{").replace("}", r"\}")):
        StringIndex([(0, phrase)])
