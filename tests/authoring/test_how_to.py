"""The how-to on writing rules, followed to the letter in a copy of the checkout: files written, commands run.

`python tests/authoring/test_how_to.py` writes what the commands print into the page.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "writing-rules.md"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
FILE = re.compile(r"# ((?:spinscore|tests|acme-rules)/\S+)\n")
OWN = "acme-rules"


def blocks() -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Language, source and place of each fenced block."""
    for match in BLOCK.finditer(PAGE.read_text("utf-8")):
        yield match[1], match[2], match.span(2)


def files() -> dict[str, str]:
    """The files that the page shows whole, by path."""
    return {match[1]: source for _, source, _ in blocks() if (match := FILE.match(source))}


def copied(folder: Path) -> Path:
    """A checkout: the library, its models, and the cases of its rules."""
    checkout = folder / "checkout"
    leave = shutil.ignore_patterns("__pycache__", "training")
    for part in ("spinscore", "models", "tests/rules"):
        shutil.copytree(ROOT / part, checkout / part, ignore=leave)
    return checkout


def run(arguments: list[str], checkout: Path, here: Path) -> str:
    """What `spinscore` of a checkout prints."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "spinscore", *arguments],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def followed(folder: Path) -> str:
    """The page as it reads once somebody did all it says, in order."""
    checkout = copied(folder)
    own = folder / OWN
    text = PAGE.read_text("utf-8")
    replaced: list[tuple[int, int, str]] = []
    here = checkout
    for language, source, span in blocks():
        if match := FILE.match(source):
            path = folder / match[1] if match[1].startswith(OWN) else checkout / match[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, "utf-8")
            if path.name == "pyproject.toml":
                (own / "src" / "acme_rules").mkdir(parents=True)
                (own / "src" / "acme_rules" / "__init__.py").touch()
                here = own
        elif language == "console":
            command = source.partition("\n")[0].removeprefix("$ ")
            printed = run(shlex.split(command)[1:], checkout, here)
            replaced.append((*span, f"$ {command}\n{printed}"))
    for start, end, shown in reversed(replaced):
        text = text[:start] + shown + text[end:]
    return text


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return followed(tmp_path_factory.mktemp("newcomer"))


def test_the_commands_print_what_the_page_shows(page: str) -> None:
    assert page == PAGE.read_text("utf-8")


def test_the_rules_of_the_page_pass_in_the_end(page: str) -> None:
    outcomes = re.findall(r"^\$ spinscore rules test [^\n]*\n[\w.-]+  (.*)", page, re.M)
    assert [outcome.split("  ")[0] for outcome in outcomes] == ["to write", "2 to mend", "passed"]


def test_the_page_needs_two_files_a_detector_and_no_edit_elsewhere() -> None:
    shown = [path for path in files() if not path.startswith(OWN)]
    stem = "boilerplate/print_version"
    assert shown == [
        f"spinscore/detectors/{stem}.toml",
        f"tests/rules/{stem}.toml",
        f"spinscore/detectors/{stem}.py",
    ]
    assert not (ROOT / shown[0]).exists()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        PAGE.write_text(followed(Path(scratch)), "utf-8")
