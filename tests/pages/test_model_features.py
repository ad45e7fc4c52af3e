"""What the page model looks at, checked by hand on small pages."""

from __future__ import annotations

import numpy as np
import pytest

from spinscore.pages.blocks import read_page
from spinscore.pages.context import CONTEXT, context
from spinscore.pages.features import OWN, Read, Scores, own
from spinscore.pages.model import NAMES
from spinscore.pages.texts import HEAD_TOKENS, Floats, Texts

PAGE = """<!doctype html><html><head><title>Rates rise again - The Post</title>
<meta name="description" content="The central bank raised its main rate by a quarter point on Thursday."></head><body>
<nav class="mainMenu"><a href="/">Home</a></nav><article><h1>Rates rise again</h1>
<div class="body"><p>The central bank raised its main rate.</p><p>Nobody was surprised, said <b>Ann Lee</b>.</p>
<p>See <a href="/x">all rates</a></p></div></article><article><h1>Other news</h1></article></body></html>"""


def columns(html: str) -> tuple[Read, dict[str, list[float]]]:
    read = Read.of(read_page(html))
    zeros = np.zeros(len(read.page.texts), np.float32)
    rows = own(read, Scores(zeros, zeros, zeros))
    assert rows.shape == (len(zeros), len(OWN))
    return read, {name: rows[:, NAMES[name]].round(3).tolist() for name in OWN}


def test_own_features_of_a_small_page() -> None:
    read, found = columns(PAGE)
    assert read.page.texts[0] == "Home"
    assert found["link_density"][:2] == [1.0, 0.0]
    assert found["link_density"][4] == pytest.approx(9 / 13, abs=1e-3)
    assert found["in_nav"] == [1, 0, 0, 0, 0, 0]
    assert found["level"] == [0, 1, 0, 0, 0, 1]
    assert found["ends_stop"] == [0, 0, 1, 1, 0, 0]
    assert found["h1_before"] == [0, 0, 1, 1, 1, 1]
    assert found["article_rank"] == [0, 1, 1, 1, 1, 2]
    assert found["title"][1] == 1.0
    assert found["title_distance"] == [-1, 0, 1, 2, 3, 4]
    assert found["description"][2] > 0.8 > 0.2 > found["description"][3]
    assert found["twins_0"][2:5] == pytest.approx([np.log(3)] * 3, abs=1e-3)


def test_names_are_split_into_words_and_shared() -> None:
    read, _ = columns("<!doctype html><body><div class='sideBar x'><p>One.</p><p>Two.</p></div>")
    tree = read.tree
    names = [tree._names[number] for number in tree.names.tolist()]
    assert ("<div", "side", "bar", "x") in names
    assert names.count(("<p",)) == 2
    assert len(tree._names) < len(names)


@pytest.mark.parametrize(
    ("texts", "counts"), [(["One two", "three"], [2, 1]), (["北京很大", "a 北京"], [4, 3]), (["—", "don't"], [0, 1])]
)
def test_tokens_of_texts(texts: list[str], counts: list[int]) -> None:
    assert Texts(texts).counts.tolist() == counts


def test_a_text_has_the_same_features_wherever_it_stands() -> None:
    alone, among = Texts(["Sign up for 25 more"]).hashed(), Texts(["Home", "Sign up for 31 more", "İstanbul"]).hashed()
    first = among.first_pair
    assert np.array_equal(among.pairs[first[1] : first[2]], alone.pairs)
    assert np.array_equal(among.singles[2:4], alone.singles)


def test_of_a_long_text_only_the_beginning_is_looked_at() -> None:
    assert len(Texts(["word " * 500]).hashed().pairs) == 2 * HEAD_TOKENS


def test_context_of_one_block_and_of_many() -> None:
    for count in (1, 5):
        read, _ = columns("<!doctype html><body>" + "<p>The bank raised its rate.</p>" * count)
        zeros = np.zeros(count, np.float32)
        logit: Floats = np.linspace(-2, 2, count, dtype=np.float32)
        rows = context(read, own(read, Scores(zeros, zeros, zeros)), NAMES, logit)
        assert rows.shape == (count, len(CONTEXT))
        assert np.isfinite(rows).all()
        if count == 5:
            before, after = (CONTEXT.index(f"guess_{side}_1") for side in ("before", "after"))
            assert rows[:, before].tolist() == [-8, -2, -1, 0, 1]
            assert rows[:, after].tolist() == [-1, 0, 1, 2, -8]
            assert rows[:, CONTEXT.index("mass_before")][0] == 0
