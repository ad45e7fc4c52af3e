"""Generated pages on disk, written only where they changed, so that a second build is quick."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Makes a file hold a text."""
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def replace(folder: Path, pages: Mapping[str, str]) -> None:
    """Makes a folder hold these pages and no other file, path within it to text."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        write(folder / name, text)
