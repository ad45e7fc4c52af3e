"""The little language of phrases."""

from __future__ import annotations

import pytest

from spinscore.errors import RuleError
from spinscore.wording import expand, fold_words


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("leave a reply", ["leave a reply"]),
        ("Leave a Reply!", ["leave a reply"]),
        ("leave a (reply|comment)", ["leave a reply", "leave a comment"]),
        ("[please] share", ["please share", "share"]),
        ("share [this [now]]", ["share this now", "share this", "share"]),
        ("(a (b|c)|d) e", ["a b e", "a c e", "d e"]),
        ("[a|b] c", ["a c", "b c", "c"]),
        ("{n} comments", ["{n} comments"]),
        ("by {} on", ["by {} on"]),
        ("don’t (go|don't)", ["don't go", "don't don't"]),
        ("read more »", ["read more"]),
        ("e-mail address", ["e-mail address"]),
        ("comment(s|)", ["comments", "comment"]),
        ("(same|same)", ["same"]),
        ("(|x) y", ["y", "x y"]),
    ],
)
def test_expand(phrase: str, expected: list[str]) -> None:
    assert [" ".join(words) for words in expand(phrase)] == expected


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("leave (a reply", "a ( is not closed"),
        ("leave [a reply", "a [ is not closed"),
        ("leave a) reply", "a bracket closes that was not opened"),
        ("leave (a] reply", "a ( is not closed"),
        ("hello {name}", "braces may only be {n} or {}"),
        ("", "holds no word"),
        ("…", "holds no word"),
        ("[maybe]", None),
        ("{}", "would match anything"),
        ("{n} {}", "would match anything"),
        ("(a|b|c|d|e|f|g|h)" * 4, "over 2000 variants"),
    ],
)
def test_expand_says_what_is_wrong(phrase: str, said: str | None) -> None:
    if said is None:
        assert expand(phrase) == [("maybe",)]
        return
    with pytest.raises(RuleError) as caught:
        expand(phrase)
    assert said in str(caught.value)
    assert repr(phrase) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t reply!", ["don't", "reply"]),
        ("plain words here", ["plain", "words", "here"]),
        ("TWO", ["two"]),
        ("3.5 per cent", ["3.5", "per", "cent"]),
        ("U.S.", ["u.s"]),
        ("  ", []),
    ],
)
def test_fold_words(text: str, expected: list[str]) -> None:
    assert fold_words(text) == expected


def test_phrases_fold_as_documents_do() -> None:
    from spinscore.document import Document

    text = "It’s the U.S. Senate’s well-known 3.5 % İstanbul CAFÉ_name rule"
    assert tuple(fold_words(text)) == Document.parse(text).words
