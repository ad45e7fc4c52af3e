"""The parts of the documentation that are made from the code: rule pages, tables, the command line, notebooks."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

import spinscore
from spinscore_docs import borrowed, docstrings, notebooks, rule_pages
from spinscore_docs.directives import CommandLine, Families, Features, ReportSchema
from spinscore_docs.files import replace, write


def setup(app: Sphinx) -> ExtensionMetadata:
    """Called by Sphinx."""
    app.connect("builder-inited", _write)
    app.connect("source-read", _relink)
    app.connect("autodoc-process-docstring", docstrings.process)
    app.connect("autodoc-process-signature", docstrings.signature)
    app.add_directive("spinscore-command-line", CommandLine)
    app.add_directive("spinscore-families", Families)
    app.add_directive("spinscore-features", Features)
    app.add_directive("spinscore-report-schema", ReportSchema)
    return {"version": spinscore.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _write(app: Sphinx) -> None:
    docs = Path(app.srcdir)
    for name, text in borrowed.borrowed(docs.parent).items():
        write(docs / name, text)
    replace(docs / "reference" / "rules", rule_pages.pages())
    replace(docs / "notebooks", notebooks.executed(docs.parent / "notebooks"))


def _relink(_app: Sphinx, page: str, source: list[str]) -> None:
    """Links of pages written by hand work in the repository; here they are made to work on the site."""
    path = f"docs/{page}.md"
    if path not in borrowed.MADE.values() and not page.startswith(("reference/rules/", "notebooks/")):
        source[0] = borrowed.relinked(source[0], path, path)
