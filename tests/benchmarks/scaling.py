"""Whether time grows with length alone: prose and hostile texts from 10 KB to 1 MB.

    python tests/benchmarks/scaling.py [--top BYTES] [--only WORD] [--model NAME_OR_PATH] [--limit SECONDS] [--no-gc]

Growth is the slope of log time over log size between a tenth of the largest size and the largest: 1 is linear, 2 is
quadratic. Over 1.2 a line is flagged. A text is not made longer once it took over the limit. Exit code 1 if
any line is flagged. Python's garbage collector looks at long lists again and again, which adds to growth; --no-gc shows
what is left without it.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import math
import random
import sys
import time
from collections.abc import Callable, Sequence

import _articles

import spinscore

TOP = 1_000_000
STEPS = (0.01, 0.03, 0.1, 0.3, 1.0)
FLAG = 1.2
BOILERPLATE = (
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\n"
    "Share this:\n\nClick to share on Twitter (Opens in new window)\n\nRelated Articles\n\n"
    "Subscribe to our newsletter\n\nAll rights reserved.\n\n"
)
REPEATED = {
    "square brackets": "[",
    "open slots": "[a ",
    "braces": "{",
    "open spintax": "{a|",
    "double braces": "{{a ",
    "angle brackets": "<",
    "open tags": "<a ",
    "percent": "%",
    "percent words": "%a ",
    "straight quotes": '"',
    "open quotes": "“a ",
    "single quotes": "‘a ",
    "apostrophes": "a’",
    "bars": "a|",
    "addresses": "http://",
    "line breaks": "\n",
    "windows line breaks": "a\r\n",
    "spaces": " ",
    "spaces and a letter": "a" + 99 * " ",
    "full stops": ".",
    "one-word sentences": "a. ",
    "initials": "A. ",
    "one giant word": "a",
    "one giant number": "1,",
    "hyphens": "a-",
    "dashes": "-",
    "underscores": "_",
    "dollar names": "$A_",
    "hash marks": "# ",
    "backticks": "`",
    "fences": "```\n",
    "indented code": "\n    x = {};\n\n",
    "ampersands": "&amp",
    "at signs": "@A ",
    "colons": "a: ",
    "bullets": "- a\n",
    "wide characters": "語",
    "emoji": "😀 ",
    "combining marks": "e\u0301",
    "mojibake": "â€™",
    "short lines": "so it is\n",
    "one sentence": "The ferry leaves at nine and the bus at ten. ",
    "boilerplate": BOILERPLATE,
}


_CALLS = itertools.count()


def prose(size: int) -> str:
    """Articles one after the other; their paragraphs come again with other names."""
    return _articles.article(7, size)[:size]


def new_words(size: int) -> str:
    """Sentences of words that no list knows, all different, and other ones at each call."""
    rng = random.Random(next(_CALLS))
    letters = "abcdefghijklmnopqrstuvwxyz"
    sentences = []
    length = 0
    while length < size:
        words = ["".join(rng.choices(letters, k=rng.randint(3, 10))) for _ in range(12)]
        sentences.append(" ".join(words).capitalize() + "." + ("\n\n" if len(sentences) % 5 == 4 else " "))
        length += len(sentences[-1])
    return "".join(sentences)[:size]


def shuffled(size: int) -> str:
    """The words of the bank in new sentences, so that nothing comes twice."""
    rng = random.Random(6)
    words = prose(50_000).split()
    blocks = []
    length = 0
    while length < size:
        blocks.append(" ".join(rng.choices(words, k=60)))
        length += len(blocks[-1]) + 2
    return "\n\n".join(blocks)[:size]


def texts() -> dict[str, Callable[[int], str]]:
    """By name, makers of texts of a given number of characters."""
    made: dict[str, Callable[[int], str]] = {
        "prose": prose,
        "shuffled prose": shuffled,
        "new words": new_words,
    }
    for name, unit in REPEATED.items():
        made[name] = lambda size, unit=unit: (unit * (size // len(unit) + 1))[:size]
    return made


def timed(work: Callable[[str], object], make: Callable[[int], str], size: int) -> float:
    """CPU seconds of one call; the better of two where it is short."""
    best = math.inf
    for _ in range(2):
        text = make(size)
        begun = time.process_time()
        work(text)
        best = min(best, time.process_time() - begun)
        if best > 1:
            break
    return best


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The least-squares slope of log time over log size, over the upper decade of the sizes."""
    points = [
        (math.log(size), math.log(max(spent, 1e-6)))
        for size, spent in zip(sizes, seconds, strict=True)
        if size >= 0.09 * sizes[-1]
    ]
    if len(points) < 2:
        return math.nan
    x0 = sum(x for x, _ in points) / len(points)
    y0 = sum(y for _, y in points) / len(points)
    return sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times spinscore.score on growing texts.")
    parser.add_argument("--top", type=int, default=TOP, help="the largest size in characters (default 1,000,000)")
    parser.add_argument("--only", default="", help="only texts whose name holds this")
    parser.add_argument("--model", help="name or path of a scorecard instead of the default")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds at which to stop (default 20)")
    parser.add_argument("--no-gc", action="store_true", help="without Python's garbage collector: the algorithms alone")
    options = parser.parse_args(arguments)
    if options.no_gc:
        gc.disable()
    work: Callable[[str], object]
    try:
        work = spinscore.score if options.model is None else spinscore.Scorer(model=options.model).score
        work("A first sentence.")
        print("spinscore.score")
    except spinscore.SpinscoreError as error:
        print(f"spinscore.measure in place of spinscore.score: {error}")
        work = spinscore.measure
    work(prose(5000))
    sizes = [int(step * options.top) for step in STEPS]
    print(f"{'':22}" + "".join(f"{size / 1000:>9,.0f} KB" for size in sizes) + f"{'MB/s':>9}{'growth':>9}")
    flagged = 0
    for name, make in texts().items():
        if options.only not in name:
            continue
        done: list[int] = []
        seconds: list[float] = []
        for size in sizes:
            seconds.append(timed(work, make, size))
            done.append(size)
            if seconds[-1] > options.limit:
                break
        slope = growth(done, seconds)
        size = len(make(done[-1]).encode("utf-8", "surrogatepass"))
        is_bad = slope > FLAG or len(done) < len(sizes)
        flagged += is_bad
        cells = [f"{1000 * spent:>9,.1f} ms" for spent in seconds] + [f"{'-':>12}"] * (len(sizes) - len(done))
        speed = size / seconds[-1] / 1e6
        mark = "  <-- flagged" if is_bad else ""
        print(f"{name:22}{''.join(cells)}{speed:>9.2f}{slope:>9.2f}{mark}", flush=True)
    print(f"{flagged} flagged" if flagged else "none flagged")
    return int(flagged > 0)


if __name__ == "__main__":
    sys.exit(main())
