"""The shipped line model on articles of many kinds: nothing of an article is a sure verdict, page remains are found."""

from __future__ import annotations

import pytest

from spinscore.document import Document
from spinscore.lines import load_line_model

NEWS = """Council votes to close the river crossing for repairs

The bridge carries nine thousand vehicles a day and will be shut until spring

BARTON, March 3 - The city council voted on Tuesday to close the old river bridge to all traffic for five months.

Engineers found cracks in two of the stone piers in January, according to a report released with the agenda.

A long winter

"We cannot keep it open and look people in the eye," said Joan Pike, who leads the transport committee.

The pier that worries engineers most, seen from the east bank in January.

A ferry will carry walkers and cyclists from seven in the morning until ten at night while the work goes on.

What happens next

Contractors have until the end of April to bid, and the council expects to choose one before the summer break."""

RECIPE = """Lemon Barley Soup

This soup is what my grandmother made when the first frost came and the garden had nothing left to give but leeks.

Ingredients

2 leeks, sliced
1 cup pearl barley
1 litre vegetable stock
Juice of 1 lemon
Salt and pepper

Method

1. Soften the leeks in butter for ten minutes over a low heat, stirring now and then so that they do not brown.

2. Add the barley and the stock, bring it to the boil, and simmer until the barley is soft, about forty minutes.

3. Stir in the lemon juice and season well.

Serves 4"""

POEM = """The Ferryman

The river keeps a ledger of the rain,
And I, who cross it, keep a book as well.
The names of those who will not cross again
Are written where the water starts to swell.

I take a coin, I do not ask the name.
The rope is old, the winter makes it stiff.
They come in silk, they come in rags, the same,
And none of them has ever asked me if."""

TRANSCRIPT = """Interview with a lighthouse keeper

INTERVIEWER: How long did you live out there?

KEEPER: Thirty-one years, and I would have stayed longer if they had let me.

INTERVIEWER: Were you lonely?

KEEPER: No. I had the birds and the radio, and the boat came every second week when the sea allowed it.

INTERVIEWER: What did you eat?

KEEPER: Fish. A great deal of fish.

(Laughter)

INTERVIEWER: Would you do it again?

KEEPER: Tomorrow."""

TUTORIAL = """How to count the lines of a file

Open a terminal in the folder that holds the file, and type the command below without the dollar sign in front of it.

$ wc -l notes.txt

The first number is the count of line breaks, so a last line without one is not counted, which surprises many people.

def count(path):
    with open(path) as file:
        return sum(1 for line in file)

print(count("notes.txt"))

This version counts the last line as well, because a loop over a file gives every line, ended or not."""

LISTICLE = """Five trees for a small garden

Not every garden has room for an oak, but there is a tree for nearly every corner if you mind its height.

1. Rowan

It feeds the birds in autumn and never grows so tall that it takes the light from the windows of the house behind.

2. Crab apple

The blossom comes in April, and the fruit makes a jelly that goes well with cold meat and with strong cheese.

3. Snowy mespilus

Height: 4 metres
Soil: moist, not chalky
Light: sun or part shade

Plant it where you can see it from the kitchen, because the leaves turn copper in October and hold for three weeks."""

TABLE = """Rainfall at the four stations

The table gives the monthly totals in millimetres, measured at nine in the morning by volunteers of the weather society.

| Station | January | July |
| Barton | 81 | 47 |
| Ely Moor | 112 | 63 |
| Harbour | 74 | 39 |
| Long Hill | 140 | 88 |

Long Hill is the wettest because it stands highest, and the clouds from the west drop most of their rain there."""

LETTER = """To the editor

Your report on the closing of the swimming pool left out the people who use it most, the old and the very young.

My mother is eighty-four and has swum there every Thursday since the year it opened, and she will not drive to Rye.

If you care about this pool, write to the council before the end of the month and tell them what it means to you.

Yours faithfully,

Margaret Dunn

Barton"""

ABOUT_PAGES = """Why nobody reads the cookie banner

Every site now asks for consent, and almost nobody reads what they agree to, says a study from the university in Bonn.

The researchers showed 1,200 people a banner that said "Accept all cookies" and measured how long they looked at it.

Most clicked within a second. "Share this article" buttons and newsletter forms did no better, the authors write.

They suggest that sites ask once, in plain words, and that the browser remembers the answer for every other site."""

ARTICLES = {
    "news": NEWS,
    "recipe": RECIPE,
    "poem": POEM,
    "transcript": TRANSCRIPT,
    "tutorial": TUTORIAL,
    "listicle": LISTICLE,
    "table": TABLE,
    "letter": LETTER,
    "about pages": ABOUT_PAGES,
}


def sure_lines(text: str, marked: str = "") -> dict[str, str]:
    """The sure lines of a text; a rule has found its last block if `marked` says so."""
    doc = Document(text)
    verdicts = load_line_model().judge(doc, [""] * (len(doc.block_list) - 1) + [marked])
    return {text[slice(*doc.block_list[v.block])]: v.rule for v in verdicts if v.sure}


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_of_an_article_is_sure(name: str) -> None:
    assert sure_lines(ARTICLES[name]) == {}


@pytest.mark.parametrize("name", ARTICLES)
def test_nor_with_single_line_breaks(name: str) -> None:
    assert sure_lines(ARTICLES[name].replace("\n\n", "\n")) == {}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Sign up for our daily newsletter and get the best stories in your inbox", "boilerplate.newsletter"),
        ("© 2024 Barton Observer. All rights reserved.", "boilerplate.copyright"),
        ("Subscribe now to read the full story. Already a subscriber? Log in", "boilerplate.paywall"),
        ("Share on Facebook Share on Twitter Share via Email", "boilerplate.share"),
        ("We use cookies to improve your experience. Accept all cookies", "boilerplate.cookie"),
        ("Leave a Reply Your email address will not be published", "boilerplate.comment-prompt"),
        ("Filed under: News, Bridges, Transport", "boilerplate.tags"),
        ("You might also like", "boilerplate.related"),
        ("Posted by Anna Weber on March 3, 2024", "boilerplate.byline"),
        ("Home News Sport Culture Contact", "boilerplate.navigation"),
        ("Photograph: Tom Ellis/Getty Images", "boilerplate.credit"),
    ],
)
def test_page_remains_beside_what_a_rule_has_found_are_sure_and_named(line: str, rule: str) -> None:
    assert sure_lines(f"{NEWS}\n\n{line}\n\nFollow us on Facebook", "boilerplate.share") == {line: rule}


@pytest.mark.parametrize(
    "line",
    [
        "We may earn a commission if you buy through links on this page.",
        "Anna Weber is a reporter covering transport. Follow her on Twitter @annaweber",
        "© 2024 Barton Observer. All rights reserved.",
    ],
)
def test_a_remain_alone_in_a_clean_text_is_found_but_not_sure(line: str) -> None:
    doc = Document(f"{NEWS}\n\n{line}")
    last = len(doc.block_list) - 1
    found = [(v.block, v.sure) for v in load_line_model().judge(doc, [""] * (last + 1))]
    assert found == [(last, False)]


def test_a_list_of_related_headlines_is_found_as_a_whole() -> None:
    related = ("Most Read", "Man rescued from roof after three nights in flood", "Why the price of bread has doubled")
    doc = Document("\n\n".join((NEWS, *related)))
    found = {v.block for v in load_line_model().judge(doc, [""] * len(doc.block_list))}
    last = len(doc.block_list)
    assert found >= {last - 3, last - 2, last - 1}


def test_verdicts_are_in_order_and_the_same_each_time() -> None:
    doc = Document(NEWS + "\n\nMost Read\n\nSign up for our newsletter\n\n© 2024 Barton Observer. All rights reserved.")
    marked = [""] * len(doc.block_list)
    first = load_line_model().judge(doc, marked)
    assert first == load_line_model().judge(Document(doc.text), marked)
    assert [v.block for v in first] == sorted({v.block for v in first})
    assert load_line_model().judge(doc, [*marked[:-1], "boilerplate.copyright"])[-1].block < len(marked) - 1
