"""What the shipped model keeps of pages of many kinds, all written for these tests."""

from __future__ import annotations

import pytest

import spinscore
from spinscore.pages.blocks import read_page
from spinscore.pages.judging import judge

HEAD = """<!doctype html><html lang="en"><head><title>{title} - The Harbour Post</title>
<meta property="og:title" content="{title}"></head><body>
<header class="site-header"><a href="/">The Harbour Post</a>
<nav class="main-nav"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/culture">Culture</a></li><li><a href="/jobs">Jobs</a></li></ul></nav></header>"""
FOOT = """<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li>
<a href="/privacy">Privacy policy</a></li>
<li><a href="/terms">Terms of use</a></li></ul><p>© 2026 The Harbour Post. All rights reserved.</p></footer>
</body></html>"""

POOL = (
    "The town council voted on Monday night to close the open-air swimming pool by the harbour, ending a "
    "debate that has "
    "split the town for three years.",
    "Engineers had told members in May that the concrete basin, poured in 1961, loses about forty cubic "
    "metres of water "
    "a day, and that a repair would cost more than a new building.",
    "“Nobody wanted this,” said Ruth Adler, who chairs the works committee. “But we cannot go on heating the sea.”",
    "The swimming club, which has some four hundred members, said it would ask for a public vote before "
    "the diggers come.",
    "A new indoor pool is planned beside the railway station. Work is to begin next spring, and the first swimmers "
    "could be in the water two years later, if the region pays its half of the bill.",
)


def page(title: str, body: str) -> str:
    return HEAD.format(title=title) + body + FOOT


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def extracted(html: str) -> str:
    return spinscore.extract(html).text


def check(html: str, kept: tuple[str, ...], left_out: tuple[str, ...]) -> None:
    text = extracted(html)
    assert [part for part in kept if part not in text] == []
    assert [part for part in left_out if part in text] == []


def test_a_news_page_with_a_rail_of_other_stories() -> None:
    rail = "".join(
        f'<li><a href="/s/{n}"><h3>{title}</h3></a></li>'
        for n, title in enumerate(("Ferry runs late again", "Museum finds lost map", "Why the market moved to Friday"))
    )
    html = page(
        "Council closes the harbour pool",
        f"""<main><article><h1>Council closes the harbour pool</h1>
        <div class="byline">By <a href="/a/lena">Lena Brandt</a></div>
        <div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Email</a></div>
        <div class="article-body">{paragraphs(*POOL)}</div></article>
        <aside class="related"><h2>Related stories</h2><ul>{rail}</ul></aside></main>""",
    )
    check(html, POOL, ("Ferry runs late", "Related stories", "Tweet", "Privacy policy", "Sport", "All rights reserved"))


def test_a_blog_post_with_comments() -> None:
    comments = "".join(
        f"""<li class="comment" id="comment-{n}"><div class="comment-author">{name} says:</div>
        <div class="comment-meta"><a href="#c{n}">May {n}, 2026 at 9:1{n} am</a></div>
        <div class="comment-content"><p>{said}</p></div><div class="reply"><a href="#">Reply</a></div></li>"""
        for n, (name, said) in enumerate(
            (("Tom", "Great post, I learned to swim there as a child and I will miss it."),
             ("Ines", "Has anybody asked what happens to the kiosk? My aunt ran it for years."),
             ("Paul", "Thanks for writing this, I had no idea about the leak.")), start=1,
        )
    )  # fmt: skip
    html = page(
        "Goodbye to the pool",
        f"""<div id="content"><div class="post hentry"><h1 class="entry-title">Goodbye to the pool</h1>
        <div class="entry-content">{paragraphs(*POOL)}</div></div>
        <div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on “Goodbye to the pool”</h2>
        <ol class="comment-list">{comments}</ol><div id="respond"><h3>Leave a Reply</h3>
        <p>Your email address will not be published. Required fields are marked *</p></div></div></div>""",
    )
    check(
        html, POOL, ("I learned to swim", "My aunt ran it", "no idea about the leak", "Leave a Reply", "email address")
    )


def test_a_consent_layer_is_not_the_article() -> None:
    layer = """<div id="cookie-consent" class="consent-banner" role="dialog"><h2>We value your privacy</h2>
    <p>We and our 812 partners store and access information on a device, such as cookies, and process personal data
    for personalised advertising and content. You may accept or manage your choices at any time.</p>
    <button>Accept all</button><button>Manage options</button></div>"""
    html = page("Council closes the harbour pool", f"<article><h1>Pool</h1>{paragraphs(*POOL)}</article>{layer}")
    check(html, POOL, ("812 partners", "Accept all", "We value your privacy"))


def test_a_recipe_keeps_its_lists() -> None:
    ingredients = ("300 g flour", "2 eggs", "150 ml milk", "1 pinch of salt", "2 tbsp butter, melted")
    steps = (
        "Whisk the eggs with the milk and the salt until the mixture is smooth.",
        "Stir in the flour a little at a time, then let the batter rest for half an hour.",
        "Heat the butter in a heavy pan and fry thin pancakes, two minutes on each side.",
    )
    intro = (
        "My grandmother made these pancakes on Sunday evenings, when nobody wanted to cook and everybody was hungry.",
        "They need nothing that is not in the house anyway, and they taste as good cold the next morning.",
    )
    html = page(
        "Sunday pancakes",
        f"""<article class="recipe"><h1>Sunday pancakes</h1><div class="entry-content">{paragraphs(*intro)}
        <h2>Ingredients</h2><ul>{"".join(f"<li>{x}</li>" for x in ingredients)}</ul>
        <h2>Method</h2><ol>{"".join(f"<li>{x}</li>" for x in steps)}</ol>
        <p>Serve them at once with sugar and lemon, or fill them with cheese and spinach for a proper meal.</p>
        </div></article>""",
    )
    check(html, (*intro, *ingredients, *steps, "Serve them at once"), ("Terms of use", "Jobs"))


def test_documentation_keeps_code_and_tables() -> None:
    prose = (
        "The client keeps one connection open for all requests. Create it once, when the program starts, and "
        "hand it to the functions that need it.",
        "Requests that fail with a server error are sent again, up to three times, with a growing pause between them.",
        "Set the options below if the defaults do not suit you. A pause of zero turns repetition off.",
    )
    contents = "".join(f'<li><a href="/{x}">{x}</a></li>' for x in ("Install", "Client", "Errors"))
    html = page(
        "Using the client",
        f"""<div class="sidebar"><ul>{contents}</ul></div>
        <main class="content"><h1>Using the client</h1><p>{prose[0]}</p>
        <pre><code>client = Client("https://example.org")\nanswer = client.get("/status")</code></pre>
        <h2>Repetition</h2><p>{prose[1]}</p><p>{prose[2]}</p>
        <table><tr><th>Option</th><th>Default</th><th>Meaning</th></tr>
        <tr><td>retries</td><td>3</td><td>how often a request is sent again</td></tr>
        <tr><td>pause</td><td>0.5</td><td>seconds before the first repetition</td></tr></table></main>""",
    )
    check(html, (*prose, 'client.get("/status")', "Repetition", "how often a request"), ("Privacy policy", "Culture"))


def test_a_second_article_below_the_first_is_not_part_of_it() -> None:
    other = (
        "The museum on the hill has found a map of the coast that was thought to be lost since the fire of 1897.",
        "It lay between two boards in the attic, where a carpenter came upon it while he was mending the roof.",
        "Visitors can see it from June on, in the small room beside the library, behind glass and in dim light.",
    )
    html = page(
        "Council closes the harbour pool",
        f"""<article id="a1"><h1>Council closes the harbour pool</h1>
        <div class="body">{paragraphs(*POOL)}</div></article>
        <div class="related"><h2>More from the Post</h2><ul><li><a href="/1">Ferry runs late again</a></li></ul></div>
        <article id="a2"><h1>Museum finds lost map</h1><div class="body">{paragraphs(*other)}</div></article>""",
    )
    text = extracted(html)
    assert all(part in text for part in POOL)
    assert "Ferry runs late" not in text


def test_a_chinese_page() -> None:
    prose = (
        "市政府星期一晚上决定关闭港口旁边的露天游泳池，结束了三年来在全市引起争论的问题。",
        "工程师五月告诉议员，这座一九六一年建成的水池每天漏水约四十立方米，修理的费用比重新建造还要高。",
        "游泳俱乐部有四百多名会员，他们表示将要求在拆除之前举行全民投票。新的室内游泳池计划建在火车站旁边。",
        "工程预计明年春天开始，如果省里能够支付一半的费用，两年以后市民就可以在新的游泳池里游泳了。",
    )
    html = f"""<!doctype html><html lang="zh"><head><title>市政府关闭游泳池_港口新闻</title></head><body>
    <div class="nav"><a href="/">首页</a><a href="/n">新闻</a><a href="/s">体育</a><a href="/e">娱乐</a></div>
    <div class="main"><h1>市政府关闭游泳池</h1><div class="info">2026-05-04 09:12 来源：港口新闻</div>
    <div class="content">{paragraphs(*prose)}</div></div>
    <div class="hot"><h3>热门文章</h3><ul><li><a href="/1">渡船再次晚点</a></li>
    <li><a href="/2">博物馆找到古地图</a></li></ul></div>
    <div class="footer">版权所有 © 港口新闻 <a href="/about">关于我们</a></div></body></html>"""
    check(html, prose, ("渡船再次晚点", "关于我们", "娱乐"))


def test_a_german_page() -> None:
    prose = (
        "Der Stadtrat hat am Montagabend beschlossen, das Freibad am Hafen zu schließen. Damit endet ein "
        "Streit, der die "
        "Stadt drei Jahre lang beschäftigt hat.",
        "Gutachter hatten im Mai erklärt, dass das Becken aus dem Jahr 1961 täglich vierzig Kubikmeter Wasser verliert "
        "und eine Sanierung teurer wäre als ein Neubau.",
        "Der Schwimmverein mit seinen rund vierhundert Mitgliedern will nun einen Bürgerentscheid verlangen, bevor die "
        "Bagger kommen.",
    )
    html = f"""<!doctype html><html lang="de"><head><title>Stadtrat schließt Freibad | Hafenbote</title></head><body>
    <nav><a href="/">Start</a><a href="/lokal">Lokales</a><a href="/sport">Sport</a></nav>
    <div class="artikel"><h1>Stadtrat schließt Freibad</h1>{paragraphs(*prose)}</div>
    <div class="kommentare"><h3>Kommentare</h3><p>Bitte melden Sie sich an, um einen Kommentar zu schreiben.</p></div>
    <div class="footer"><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></div></body></html>"""
    check(html, prose, ("Impressum", "Lokales", "melden Sie sich an"))


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<div class="card"><a href="/p/{n}">Product {n}</a><span>${n}.99</span></div>' for n in range(40)),
        "<form><label>Email</label><input name='e'><label>Password</label><input name='p'>"
        "<button>Log in</button></form>",
        "",
    ],
)
def test_a_page_without_an_article_gives_little_or_nothing(body: str) -> None:
    article = spinscore.extract(page("Shop", body))
    kept = [block for block in article.blocks if block.is_article]
    assert len(article.text) < 60, article.text
    assert all(block.probability < 0.8 for block in kept)


def test_the_title_is_no_part_of_the_text() -> None:
    html = page("Council closes the harbour pool", f"<h1>Council closes the harbour pool</h1>{paragraphs(*POOL)}")
    article = spinscore.extract(html)
    assert article.title == "Council closes the harbour pool"
    assert article.text.startswith(POOL[0])


def test_judging_is_deterministic_and_fits_the_blocks() -> None:
    read = read_page(page("Pool", f"<article>{paragraphs(*POOL)}</article>"))
    likely, kept = judge(read)
    assert len(likely) == len(kept) == len(read.texts)
    assert all(0 <= p <= 1 for p in likely)
    assert judge(read) == (likely, kept)


def test_a_page_without_text_has_no_blocks_to_judge() -> None:
    assert judge(read_page("<!doctype html><html><body><img src=x></body></html>")) == ([], [])
