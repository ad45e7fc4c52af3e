"""What it costs to begin: import, shell to first report, first score, memory of a worker. Medians of several runs.

    python tests/benchmarks/startup.py [--runs N] [--model NAME_OR_PATH]

Every figure comes from fresh processes of this interpreter; the kinds of run take turns. Memory is the peak resident
set (Linux, macOS) of a process after 200 articles of about 5 KB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import _articles

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/harbour-bridge.txt"
IMPORTS = """
import time
begun = time.perf_counter()
import numpy
then = time.perf_counter()
import spinscore
print(then - begun, time.perf_counter() - then)
"""
SCORES = """
import resource, sys, time
sys.path.insert(0, {here!r})
import _articles
texts = _articles.articles(200)
import spinscore
begun = time.perf_counter()
score = spinscore.{call}
score(texts[0])
print(time.perf_counter() - begun)
begun = time.perf_counter()
score(texts[1])
print(time.perf_counter() - begun)
for text in texts[2:]:
    score(text)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
"""


def run(arguments: Sequence[str]) -> tuple[list[float], float, str]:
    """The numbers that a fresh interpreter prints, its wall-clock seconds, and the last line of its complaint."""
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    spent = time.perf_counter() - begun
    if done.returncode:
        return [], spent, (done.stderr.strip().splitlines() or ["no message"])[-1]
    return [float(line) for line in done.stdout.split() if _is_number(line)], spent, ""


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def measure(runs: int, model: str | None) -> dict[str, list[float]]:
    """Figures by name, one entry a run. A call that fails is named on standard error and left out."""
    call = "score" if model is None else f"Scorer(model={model!r}).score"
    here = str(Path(__file__).parent)
    shell = ["-m", "spinscore", "score", EXAMPLE, *([] if model is None else ["--model", model])]
    figures: dict[str, list[float]] = {}
    told: set[str] = set()

    def note(kind: str, arguments: Sequence[str], names: Sequence[str], *, whole: bool = False) -> None:
        numbers, spent, complaint = run(arguments)
        if complaint:
            if kind not in told:
                print(f"{kind}: left out, {complaint}", file=sys.stderr)
            told.add(kind)
            return
        for name, number in zip(names, [spent] if whole else numbers, strict=True):
            figures.setdefault(name, []).append(number)

    for _ in range(runs):
        note("bare", ["-c", "pass"], ["interpreter, s"], whole=True)
        note("imports", ["-c", IMPORTS], ["import numpy, s", "import spinscore after it, s"])
        note("shell", shell, [f"shell: python -m spinscore score {EXAMPLE}, s"], whole=True)
        note(
            "score",
            ["-c", SCORES.format(here=here, call=call)],
            ["first score, s", "second score, s", "worker after 200 articles, MB"],
        )
        note(
            "measure",
            ["-c", SCORES.format(here=here, call="measure")],
            ["first measure, s", "second measure, s", "measure: worker after 200 articles, MB"],
        )
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Times import, first report and first score in fresh processes.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each kind (default 7)")
    parser.add_argument("--model", help="name or path of a scorecard instead of the default")
    options = parser.parse_args(arguments)
    assert len(_articles.article(0)) > 4000
    figures = measure(options.runs, options.model)
    width = max(map(len, figures))
    print(f"{'':{width}}  {'median':>9}  {'best':>9}")
    for name, numbers in figures.items():
        print(f"{name:{width}}  {statistics.median(numbers):9.3f}  {min(numbers):9.3f}")


if __name__ == "__main__":
    main()
