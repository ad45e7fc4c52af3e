"""Files of the repository that are pages of the site too, and links that lead to them."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

MADE = {
    "CHANGELOG.md": "docs/changelog.md",
    "models/README.md": "docs/reference/models.md",
    "models/en-1/CARD.md": "docs/reference/model.md",
    "models/lines-1/CARD.md": "docs/reference/model-lines.md",
    "models/pages-1/CARD.md": "docs/reference/model-pages.md",
}
"""Path in the repository, and the page that is made of it."""

PAGES = {**MADE, "README.md": "docs/index.md", "docs/README.md": "docs/index.md"}

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)(?=[)#])")
_BARE = re.compile(r"\[([^\]]*)\]\(\x00\)")


def borrowed(root: Path) -> dict[str, str]:
    """The pages that are files elsewhere in the repository, path within docs/ to text."""
    return {
        page.removeprefix("docs/"): relinked((root / path).read_text("utf-8"), path, page)
        for path, page in MADE.items()
    }


def relinked(text: str, path: str, page: str) -> str:
    """A text of the file `path` with links that work on the page `page`; where there is no page, words remain."""

    def target(match: re.Match[str]) -> str:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[1]))
        if wanted.startswith("notebooks/") and wanted.endswith(".ipynb"):
            wanted = f"docs/{wanted}"
        wanted = PAGES.get(wanted, wanted)
        return posixpath.relpath(wanted, posixpath.dirname(page)) if wanted.startswith("docs/") else "\x00"

    return _BARE.sub(r"\1", _LINK.sub(target, text))
