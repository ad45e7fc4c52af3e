"""What scoring costs, counted and not timed: modules loaded, files opened, stages run, steps per character."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spinscore import Scorer
from spinscore.document import Document
from spinscore.lazy import Lazy

ROOT = Path(__file__).parents[1]

LOADED = """
import sys
import numpy
before = set(sys.modules)
import spinscore
{then}
outside = {{name.split(".")[0] for name in set(sys.modules) - before}} - set(sys.stdlib_module_names) - {{"spinscore"}}
print(sorted(name for name in outside if name not in ("numpy", "_distutils_hack", "__main__")))
"""

WATCHED = """
import sys
import spinscore
scorer = spinscore.Scorer(model=sys.argv[1])
text = open(sys.argv[2], encoding="utf-8").read()
scorer.score(text)
spinscore.clean(text)
seen = []
watched = ("open", "socket", "subprocess", "os.", "import", "exec", "compile", "shutil", "tempfile", "urllib", "ctypes")
def watch(event, arguments):
    if event.startswith(watched):
        seen.append((event, str(arguments)[:80]))
sys.addaudithook(watch)
for passage in (text, text[:300], text + text, "[City] unheardofword " * 60, ""):
    scorer.score(passage)
    spinscore.check(passage, rules=["leak"])
    spinscore.measure(passage)
    spinscore.clean(passage)
print(seen)
"""


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.parametrize(
    "then",
    ["", "spinscore.check('Held in [City].')", "spinscore.measure('word ' * 80)", "spinscore.clean('Leave a Reply')"],
    ids=["import", "check", "measure", "clean"],
)
def test_only_numpy_is_loaded(then: str) -> None:
    assert run(LOADED.format(then=then)) == "[]"


def test_a_score_loads_only_numpy(small_model: Path) -> None:
    score = (
        "print(end='') ; r = spinscore.Scorer(model=sys.argv[1]).score('The bridge was open again. ' * 40).to_dict()"
    )
    assert run(LOADED.format(then=score), str(small_model)) == "[]"


def test_import_reads_no_rule_and_no_table() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import spinscore
print([name for name in opened if name.endswith((".toml", ".tsv", ".npy", ".gz", ".json"))])
"""
    assert run(program) == "[]"


def test_after_the_first_score_no_file_is_opened_and_no_socket_made(small_model: Path) -> None:
    assert run(WATCHED, str(small_model), str(ROOT / "tests" / "articles" / "poor.txt")) == "[]"


def test_every_stage_of_a_document_runs_at_most_once_per_score(
    scorer: Scorer, poor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: dict[str, int] = {}
    for name, stage in list(vars(Document).items()):
        if isinstance(stage, Lazy):

            def counted(doc: Document, name: str = name, stage: Any = stage) -> Any:
                counts[name] = counts.get(name, 0) + 1
                return stage.func(doc)

            counter = Lazy(counted)
            counter.__set_name__(Document, name)
            monkeypatch.setattr(Document, name, counter)
    scorer.score(poor)
    assert counts
    assert set(counts.values()) == {1}


def test_a_score_parses_one_document(scorer: Scorer, poor: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    create = Document.__init__

    def counted(self: Document, *arguments: Any, **named: Any) -> None:
        made.append(self)
        create(self, *arguments, **named)

    monkeypatch.setattr(Document, "__init__", counted)
    scorer.score(poor)
    assert len(made) == 1


def steps(scorer: Scorer, text: str) -> int:
    """Function calls, in Python and in C, while a text is scored: what grows with the work, the same on any machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        scorer.score(text)
    finally:
        sys.setprofile(None)
    return calls


HOSTILE = {
    "brackets": "[",
    "braces": "{",
    "slots": "[City] ",
    "slots in lines": "[City]\n\n",
    "quotes": '"a ',
    "single quotes": "‘a’b ",
    "open quotes": "“a\n",
    "initials": "A. ",
    "stops": ". ",
    "line breaks": "\n",
    "windows line breaks": "\r\n",
    "short lines": "ab c\n",
    "fences": "```\n",
    "fenced code": "```\nx = {1};\n```\n\nSome words here.\n\n",
    "indented code": "Words.\n\n    x = {1};\n\n",
    "tags": "<a ",
    "entities": "&amp; ",
    "comment forms": "Leave a Reply\n\nThe bridge was closed again on Monday, the council said.\n\n",
    "menu": "Share\n",
    "spintax": "{a|b} ",
    "prose": "The bridge over the harbour reopened on Monday, and perhaps nobody noticed it at all.\n\n",
    "sentences": "It is open. ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_steps_grow_with_the_length_and_not_faster(scorer: Scorer, piece: str) -> None:
    size = 12_000 // len(piece)
    scorer.score(piece * size)
    small, large = steps(scorer, piece * size), steps(scorer, piece * (4 * size))
    assert large <= 4.6 * small + 2000
