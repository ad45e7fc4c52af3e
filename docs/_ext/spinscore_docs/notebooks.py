"""The notebooks, run from top to bottom where they stand, so that pages show what readers will see."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient


def executed(folder: Path) -> dict[str, str]:
    """The notebooks of a folder with their outputs, by file name. An error in a cell stops the build."""
    return {path.name: _run(path) for path in sorted(folder.glob("*.ipynb"))}


def _run(path: Path) -> str:
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day: they would make every build differ
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text}\n"
