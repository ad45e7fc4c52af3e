"""What spinscore is timed against. A peer that is not installed is named and left out."""

from __future__ import annotations

import html
import logging
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from _timing import Contender, Work

Make = Callable[[], dict[str, Work]]


def peers() -> Iterator[Contender | str]:
    """Contenders, warmed up, and for each package that is missing a sentence that says so."""
    makers: tuple[tuple[str, Make], ...] = (
        ("textstat", _textstat),
        ("proselint", _proselint),
        ("jusText", _justext),
        ("datatrove", _datatrove),
    )
    yield Contender("str.split", str.split)
    for package, make in makers:
        try:
            made = make()
            for name, work in made.items():
                work("A first sentence, to load what loads late. And a second one.")
                yield Contender(f"{package} {_version(package)}: {name}", work)
        except (ImportError, LookupError) as error:
            yield f"{package}: left out, {type(error).__name__}: {str(error).strip().splitlines()[0]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _textstat() -> dict[str, Work]:
    sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
    from textstat_offline import provide_cmudict, twelve

    provide_cmudict()
    return {"its twelve": twelve}


def _proselint() -> dict[str, Work]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    if not registry.checks:
        registry.register_many(__register__)
    return {"all checks": lambda text: LintFile("article", text).lint()}


def _justext() -> dict[str, Work]:
    import justext

    stoplist = justext.get_stoplist("English")

    def on_paragraphs(text: str) -> object:
        blocks = "".join(f"<p>{html.escape(block)}</p>" for block in re.split(r"\n+", text))
        return justext.justext(f"<html><body>{blocks}</body></html>", stoplist)

    def on_one(text: str) -> object:
        return justext.justext(f"<html><body><p>{html.escape(text)}</p></body></html>", stoplist)

    return {"HTML paragraphs": on_paragraphs, "plain text in one <p>": on_one}


def _datatrove() -> dict[str, Work]:
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    logging.getLogger("datatrove").setLevel(logging.ERROR)
    gopher = (GopherQualityFilter(), GopherRepetitionFilter())
    web = (C4QualityFilter(), FineWebQualityFilter())

    def run(filters: tuple[object, ...]) -> Work:
        return lambda text: [each.filter(Document(text=text, id="0")) for each in filters]  # type: ignore[attr-defined]

    return {
        "Gopher quality + repetition": run(gopher),
        "C4 + FineWeb quality": run(web),
        "Gopher + C4 + FineWeb": run(gopher + web),
    }
