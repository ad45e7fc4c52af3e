"""Builds the weights of runs of three letters: `python -m spinscore.training.languages --models DIR`.

DIR is the folder `lingua/language-models` of the package lingua-language-detector 1.3.5 (Apache License 2.0), the last
one in pure Python: how often each language uses each run of three letters within words, counted by its author on
corpora of the Wortschatz project of Leipzig (CC BY 4.0). Only the figures of the most frequent runs are taken. The
decompressor of brotli must be installed; no code of the package runs.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from spinscore.languagelists import read
from spinscore.text.chars import code_points
from spinscore.text.language import languages, run_keys
from spinscore.wording import fold_words

_SCALE = 8.0
_MOST = 500
"""Runs of each language that are kept."""
_FLOOR = 3e-6
"""The share of a run that a language hardly has."""
_FILL = 1500
"""Runs of other languages that own lists are filled up with."""
_SHARED_SCRIPTS = ("Latn", "Cyrl", "Arab", "Deva")


def read_shares(folder: Path, code: str, name: str) -> dict[str, float]:
    """The share of each run of letters among those that begin with the same letters but the last."""
    import brotli

    data = json.loads(brotli.decompress((folder / code / f"{name}.json.br").read_bytes()))
    shares = {}
    for share, runs in data["ngrams"].items():
        above, _, below = share.partition("/")
        for run in runs.split():
            shares[run] = int(above) / int(below)
    return shares


def read_runs(folder: Path, code: str) -> dict[str, float]:
    """The share of each run of three letters in a language."""
    ones, twos, threes = (read_shares(folder, code, name) for name in ("unigrams", "bigrams", "trigrams"))
    return {run: share * twos[run[:2]] * ones[run[0]] for run, share in threes.items()}


def own_runs(code: str, others: Mapping[str, float]) -> dict[str, float]:
    """The shares in a language of which there are no counts: those in its own lists, filled up with some others."""
    words = list(languages()[code].words)
    for _, phrase in read("spinscore", "boilerplate", code):
        words += fold_words(re.sub(r"\{n?\}|[()|\[\]]", " ", phrase.text))
    counts = Counter(word[at : at + 3] for word in words for at in range(len(word) - 2))
    total = sum(counts.values()) + _FILL
    return {run: (counts[run] + _FILL * others.get(run, 0.0)) / total for run in {*counts, *others}}


def build(folder: Path) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int8], list[str]]:
    """Sorted keys of runs, weights in steps of 1/8 nat by run and language, and the codes of the languages."""
    counted: dict[str, dict[str, float]] = {}
    groups: dict[str, list[str]] = {script: [] for script in _SHARED_SCRIPTS}
    for code, language in languages().items():
        script = language.scripts[0]
        if script in groups and (folder / code).is_dir():
            groups[script].append(code)
            counted[code] = read_runs(folder, code)
    for script, members in groups.items():
        average = {
            run: sum([counted[code].get(run, 0.0) for code in members]) / len(members)
            for run in runs_of(counted, members)
        }
        for code, language in languages().items():
            if language.scripts[0] == script and code not in counted and not language.like:
                counted[code] = own_runs(code, average)
                members.append(code)
    codes = sorted(counted)
    weights: dict[str, list[int]] = {}
    for members in groups.values():
        for run in runs_of(counted, members):
            logs = {code: math.log(counted[code].get(run, 0.0) + _FLOOR) for code in members}
            mean = sum(logs.values()) / len(logs)
            steps = {code: round(max(-127.0, min(127.0, _SCALE * (log - mean)))) for code, log in logs.items()}
            weights[run] = [steps.get(code, 0) for code in codes]
    keys = np.array([int(run_keys(code_points(run))[0]) for run in weights], np.uint64)
    order = keys.argsort()
    return keys[order], np.array(list(weights.values()), np.int8)[order], codes


def most_frequent(shares: Mapping[str, float]) -> list[str]:
    """The runs of a language that are kept."""
    return sorted(shares, key=lambda run: (-shares[run], run))[:_MOST]


def runs_of(counted: Mapping[str, Mapping[str, float]], members: Sequence[str]) -> list[str]:
    """The runs that are kept for the languages of one script."""
    return sorted({run for code in members for run in most_frequent(counted[code])})


def main() -> None:
    """Writes the three files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data")
    options = parser.parse_args()
    keys, weights, codes = build(options.models)
    np.save(options.out / "language_runs.npy", keys)
    np.save(options.out / "language_weights.npy", weights)
    (options.out / "language_columns.txt").write_text(" ".join(codes) + "\n", "utf-8")
    print(f"{len(keys)} runs, {len(codes)} languages")


if __name__ == "__main__":
    main()
