"""Programs that take the article out of a web page, each called in its own way. All give plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version

Extract = Callable[[str], str | None]
Make = Callable[[], dict[str, Extract]]


def extractors() -> Iterator[tuple[str, Extract] | str]:
    """Name and function of each peer, and for each package that is missing a sentence that says so."""
    makers: tuple[tuple[str, Make], ...] = (
        ("trafilatura", _trafilatura),
        ("resiliparse", _resiliparse),
        ("readability-lxml", _readability),
        ("rs-trafilatura", _rs_trafilatura),
    )
    for package, make in makers:
        try:
            for setting, work in make().items():
                yield f"{package} {version(package)}{setting}", work
        except ImportError as error:
            yield f"{package}: left out, {error}"


def _trafilatura() -> dict[str, Extract]:
    from trafilatura import extract

    bare = partial(extract, include_comments=False)
    return {
        "": extract,
        ", no comments": bare,
        ", no comments, favor_precision": partial(bare, favor_precision=True),
        ", no comments, favor_recall": partial(bare, favor_recall=True),
        ", no comments, fast": partial(bare, fast=True),
    }


def _resiliparse() -> dict[str, Extract]:
    from resiliparse.extract.html2text import extract_plain_text

    return {"": partial(extract_plain_text, main_content=True, alt_texts=False, list_bullets=False)}


def _rs_trafilatura() -> dict[str, Extract]:
    from rs_trafilatura import extract

    return {"": lambda html: extract(html).main_content}


_BREAKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre section "
    "table td th tr ul".split()
)


def _readability() -> dict[str, Extract]:
    """readability-lxml gives HTML; its text is taken with a line break around each element that is not inline."""
    import lxml.etree
    import lxml.html
    from readability import Document

    def text(html: str) -> str:
        tree = lxml.html.fromstring(Document(html).summary(html_partial=True))
        parts: list[str] = []
        for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
            if element.tag in _BREAKS:
                parts.append("\n")
            following = element.text if event == "start" else element.tail
            parts.append(following or "")
        return "".join(parts)

    return {"": text}
