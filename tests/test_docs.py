"""The examples on the front page and under docs/ work: Python and commands run and print what the page shows.

`python tests/test_docs.py` writes what the examples print into the pages, after a change of rules or model.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import spinscore
from spinscore import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MADE = tuple(f"docs{line}" for line in (DOCS / ".gitignore").read_text("utf-8").splitlines() if line.startswith("/"))
PAGES = [
    ROOT / "README.md",
    ROOT / "notebooks" / "README.md",
    ROOT / "models" / "README.md",
    *(path for path in sorted(DOCS.rglob("*.md")) if not path.relative_to(ROOT).as_posix().startswith(MADE)),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
PATH = re.compile(r"# (\S+\.(?:toml|py))\n")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^(?:\s*- run: )?(?:\S*/)?spinscore ([^|>\n]*)", re.M)


class Block(NamedTuple):
    """A fenced block of a page, and the block of text that follows it: what it prints."""

    language: str
    source: str
    shown: tuple[int, int] | None


def name_of(part: object) -> str:
    return part.relative_to(ROOT).as_posix() if isinstance(part, Path) else str(part)


def every_block(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    found = list(BLOCK.finditer(text))
    for block, following in itertools.zip_longest(found, found[1:]):
        shows = following and following[1] == "text" and not text[block.end() : following.start()].strip()
        yield Block(block[1], block[2], following.span(2) if following and shows else None)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language, in order."""
    return [block.source for block in every_block(page) if block.language == language]


def run_as_shown(page: Path) -> str:
    """The page as it reads once all its examples were run, in one namespace, from the root of the repository."""
    article = (ROOT / "examples" / "harbour-bridge.txt").read_text("utf-8")
    rich = "".join(f"<p>{escape(line)}</p>" for line in article.splitlines())
    names: dict[str, Any] = {"text": article, "html": rich, "articles": [article, "A clean text."]}
    names["spinscore"] = spinscore
    text = page.read_text("utf-8")
    replaced: list[tuple[int, int, str]] = []
    for number, block in enumerate(every_block(page), 1):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            if block.language == "python" and not PATH.match(block.source):
                exec(compile(block.source, f"{page.name}, block {number}", "exec"), names)
            elif block.language == "sh" and block.shown:
                (command,) = COMMAND.findall(block.source)
                cli.main(shlex.split(command))
        if block.shown:
            replaced.append((*block.shown, f"{printed.getvalue().strip(chr(10))}\n"))
    for start, end, output in reversed(replaced):
        text = text[:start] + output + text[end:]
    return text


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_run_and_print_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run_as_shown(page) == page.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_are_ones_that_the_command_line_takes(page: Path) -> None:
    for source in [*blocks(page, "sh"), *blocks(page, "yaml")]:
        for command in COMMAND.findall(source):
            cli.parser().parse_args(shlex.split(command, comments=True))


def test_the_hook_in_the_how_to_is_one_that_the_repository_offers() -> None:
    used = re.findall(r"- id: (\S+)", (DOCS / "how-to" / "ci.md").read_text("utf-8"))
    offered = re.findall(r"^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.M)
    assert used
    assert set(used) <= set(offered)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_profiles_are_valid(page: Path) -> None:
    for source in blocks(page, "toml"):
        if page.name != "writing-rules.md":  # rule files: tests/authoring/test_how_to.py follows that page
            data = tomllib.loads(source)
            spinscore.Profile.from_dict(data["tool"]["spinscore"] if "tool" in data else data)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    missing = [target for target in targets if target and not (page.parent / target).exists()]
    assert missing == []


def test_everything_public_is_in_the_reference() -> None:
    described = re.findall(r"^\.\. auto\w+:: (\w+)$", (DOCS / "reference" / "api.md").read_text("utf-8"), re.M)
    assert sorted(described) == sorted(set(spinscore.__all__) - {"__version__"})


def test_the_report_in_the_readme_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    shown = (ROOT / "README.md").read_text("utf-8").partition("```text\n")[2].partition("\n```")[0]
    cli.main(["score", str(ROOT / "examples" / "harbour-bridge.txt")])
    printed = capsys.readouterr().out.replace(str(ROOT) + "/", "").strip("\n")
    assert printed == shown


if __name__ == "__main__":
    os.chdir(ROOT)
    for page in PAGES:
        page.write_text(run_as_shown(page), "utf-8")
