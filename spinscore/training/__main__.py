"""Command line of training: ``python -m spinscore.training split | fit | evaluate | rates | ai-vocabulary``."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spinscore.detectors
from spinscore.errors import SpinscoreError
from spinscore.registry import all_rules, select
from spinscore.training import ai_vocabulary, card, corpus, evaluate, fit, measuring, rate_tables, rates
from spinscore.training.dataset import DataError, Example, load
from spinscore.training.lines.commands import add_commands as add_line_commands
from spinscore.training.pages.commands import add_command as add_page_command
from spinscore.training.split import CALIBRATE, TRAIN, Split, make_split

FOLDERS = ("human", "pairs", "quality", "spin")
"""Folders that fitting and evaluation read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; 0 if it went well, 2 with a message on stderr if not."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except SpinscoreError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spinscore.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, about in (
        ("split", _split, "divide all labelled groups into folds and write the manifest"),
        ("fit", _fit, "train a scorecard and write model.json, metrics.json and CARD.md"),
        ("evaluate", _evaluate, "write metrics.json and CARD.md of a trained scorecard anew"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, required=True, help="folder with human/, quality/, spin/, pairs/ ...")
        command.add_argument("--out", type=Path, required=True, help="manifest file (split) or model folder")
        command.add_argument("--seed", type=int, default=7)
        if name != "split":
            command.add_argument("--split", type=Path, help="manifest (default: split.tsv beside the model folder)")
            command.add_argument("--brief", action="store_true", help="no figures for the other choice of sources")
            command.add_argument(
                "--commercial-only", action="store_true", help="leave out sources that allow no commercial use"
            )
    command = commands.add_parser("rates", help="count what each rule marks in clean text", description=rates.__doc__)
    command.set_defaults(run=_rates)
    command.add_argument("--data", type=Path, required=True, help="folder with boilerplate/, human/, quality/")
    command.add_argument("--rules", nargs="+", metavar="NAME", help="ids or families to show and write (default: all)")
    command.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth text, for a quick look")
    command.add_argument("--write", action="store_true", help="put the figures into the rules' [measured] tables")
    about = "make the table of densities in edited news that spin.ai-vocabulary compares with"
    command = commands.add_parser("ai-vocabulary", help=about, description=about)
    command.set_defaults(run=_ai_vocabulary)
    command.add_argument("--data", type=Path, required=True, help="folder with human/, quality/")
    command.add_argument("--out", type=Path, default=ai_vocabulary.TABLE, help="the table (default: the shipped one)")
    add_line_commands(commands)
    add_page_command(commands)
    return parser


def _rates(options: argparse.Namespace) -> None:
    if options.every < 1 or (options.write and options.every > 1):
        raise DataError("--every takes a number from 1, and --write needs all texts: leave one of them out.")
    chosen = select(options.rules)
    tallies = rates.measure(options.data, all_rules().values(), options.every)
    print(rates.table(tallies, chosen))
    if options.write:
        folder = Path(spinscore.detectors.__path__[0])
        for path in rate_tables.write(folder, tallies, chosen):
            print(f"wrote {path}")


def _ai_vocabulary(options: argparse.Namespace) -> None:
    print(ai_vocabulary.make(options.data, options.out))


def _split(options: argparse.Namespace) -> None:
    split = make_split(load(options.data), options.seed)
    split.save(options.out)
    print(f"{options.out}: {len(split.listed)} listed groups, digest {split.digest[:16]}")


def _fit(options: argparse.Namespace) -> None:
    examples, split = _read(options)
    tables = corpus.spin_tables(examples, split)
    model = train(examples, split, options.out.name, options.seed, commercial_only=options.commercial_only)
    fit.write_json(options.out / "model.json", model)
    print(f"{options.out}: base {model['base']:.3f}, {len(model['features'])} features, bands {model['bands']}")
    metrics = evaluate.evaluate(options.out, examples, split, tables, options.seed)
    if not options.brief:
        metrics["variant"] = _variant(options, examples, split)
    _write_figures(options.out, model, metrics)


def _evaluate(options: argparse.Namespace) -> None:
    examples, split = _read(options)
    model = json.loads((options.out / "model.json").read_text(encoding="utf-8"))
    old = options.out / "metrics.json"
    metrics = evaluate.evaluate(options.out, examples, split, corpus.spin_tables(examples, split), options.seed)
    if old.is_file() and (variant := json.loads(old.read_text(encoding="utf-8")).get("variant")):
        metrics["variant"] = variant
    _write_figures(options.out, model, metrics)


def _read(options: argparse.Namespace) -> tuple[tuple[Example, ...], Split]:
    path = options.split or options.out.parent / "split.tsv"
    if not path.is_file():
        raise DataError(f"no split manifest at {path}: make it with `split --data DIR --out {path}`.")
    return load(options.data, FOLDERS), Split.load(path)


def train(examples: Sequence[Example], split: Split, name: str, seed: int, *, commercial_only: bool) -> dict[str, Any]:
    """The contents of model.json for a model trained on the examples."""
    allowed = [x for x in examples if not (commercial_only and x.noncommercial and x.kind != "edited")]
    tables = corpus.spin_tables(examples, split)
    specs = measuring.learnt_specs()
    names = [spec.name for spec in specs]
    rows = {
        part: corpus.make_rows(allowed, split, folds, tables, seed)
        for part, folds in (("train", TRAIN), ("calibrate", CALIBRATE))
    }
    fitted = fit.fit(specs, fit.sample(rows["train"], names), fit.sample(rows["calibrate"], names), seed)
    training = {
        "seed": seed,
        "commercial_only": commercial_only,
        "versions": fit.versions(),
        "split": split.digest,
        "data": _digest(allowed),
        "rows": {part: len(found) for part, found in rows.items()},
        "parts": dict(sorted(Counter(row.part for row in rows["train"]).items())),
        "choices": {"prior": fit.PRIOR, "good_kept": fit.GOOD_KEPT, "poor_kept": fit.POOR_KEPT, "caps": dict(fit.CAPS)},
        "calibration": dict(fitted.calibration),
        "rules": [rule.id for rule in measuring.learnt_rules()],
        "sources": _sources(allowed, {row.group for part in rows.values() for row in part}),
    }
    return fit.to_dict(name, fitted, specs, training)


def _variant(options: argparse.Namespace, examples: Sequence[Example], split: Split) -> dict[str, Any]:
    """The main figures of a model trained with the other choice of sources."""
    other = train(examples, split, "other", options.seed, commercial_only=not options.commercial_only)
    path = options.out / "other-model.json"
    try:
        fit.write_json(path, other)
        tables = corpus.spin_tables(examples, split)
        return evaluate.evaluate_briefly(path, examples, tables, options.seed)
    finally:
        path.unlink(missing_ok=True)


def _digest(examples: Sequence[Example]) -> str:
    """SHA-256 over ids and texts, in order: which data a model was trained on, without the data."""
    digest = hashlib.sha256()
    for x in examples:
        digest.update(f"{x.id}\0{x.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _sources(examples: Sequence[Example], groups: set[str]) -> list[dict[str, Any]]:
    """The sources of the training and calibration rows with their terms."""
    used = [x for x in examples if x.group in groups and x.folder != "pairs" and x.kind != "edited"]
    counts = Counter(x.source for x in used)
    terms = {x.source: x.terms for x in used}
    return [
        {"source": source, "texts": counts[source], "terms": terms[source].terms, "licence": terms[source].licence}
        for source in sorted(counts)
    ]


def _write_figures(out: Path, model: dict[str, Any], metrics: dict[str, Any]) -> None:
    metrics = {"model": model["digest"], "split": model["training"]["split"], **metrics}
    fit.write_json(out / "metrics.json", metrics)
    (out / "CARD.md").write_text(card.render(model, metrics), encoding="utf-8", newline="\n")
    for row in metrics["targets"]:
        print(f"{'met   ' if row['met'] else 'MISSED'} {row['target']}: {row['reached']:.3f} (aim {row['aim']})")


if __name__ == "__main__":
    sys.exit(main())
