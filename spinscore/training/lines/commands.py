"""The commands of the line model: python -m spinscore.training lines fit | evaluate."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spinscore.lines.model import LineModel
from spinscore.lines.store import read_line_model, write_line_model
from spinscore.training.dataset import DataError, Sources
from spinscore.training.lines import card
from spinscore.training.lines.fit import Log, Validated, fit_model, validate
from spinscore.training.lines.layouts import layout_figures
from spinscore.training.lines.measure import measure
from spinscore.training.lines.table import Table, make_table, marker
from spinscore.training.lines.texts import Text, load_texts
from spinscore.training.split import Split


def add_commands(commands: Any) -> None:
    """Adds the command `lines` with its own commands to those of training."""
    about = "fit and evaluate the line model, which judges the blocks of plain text"
    lines = commands.add_parser("lines", help=about, description=about)
    own = lines.add_subparsers(required=True, metavar="command")
    for name, run, help_text in (
        ("fit", _fit, "train, choose the points of operation, write the files, figures and card"),
        ("evaluate", _evaluate, "cross-validate again at the model's points and write figures and card anew"),
    ):
        command = own.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(run=run)
        command.add_argument("--data", type=Path, required=True, help="folder with boilerplate/, quality/, human/")
        command.add_argument("--out", type=Path, required=True, help="model folder")
        command.add_argument("--seed", type=int, default=7)
        command.add_argument("--split", type=Path, help="manifest (default: split.tsv beside the model folder)")


def _fit(options: argparse.Namespace) -> None:
    log = _logger()
    table = _table(options, log)
    validated = validate(table, options.seed, log)
    model, training = fit_model(table, validated, options.out.name, options.seed, log)
    training["sources"] = sources_of(table.texts, Sources(options.data))
    model = write_line_model(options.out, model, training)
    log(f"wrote {options.out}: digest {model.digest[:16]}")
    _write_figures(options, model, table, validated, log)


def _evaluate(options: argparse.Namespace) -> None:
    log = _logger()
    model = read_line_model(options.out)
    table = _table(options, log)
    _write_figures(options, model, table, validate(table, options.seed, log, model.settings), log)


def _table(options: argparse.Namespace, log: Log) -> Table:
    path = options.split or options.out.parent / "split.tsv"
    if not path.is_file():
        raise DataError(f"no split manifest at {path}: make it with `split --data DIR --out {path}`.")
    table = make_table(load_texts(options.data, Split.load(path), options.seed), marker())
    log(f"{len(table.texts)} texts, {len(table.labels)} blocks")
    return table


def _write_figures(options: argparse.Namespace, model: LineModel, table: Table, validated: Validated, log: Log) -> None:
    figures = {"model": model.digest, **measure(validated.scored, options.seed)}
    figures["layouts"] = layout_figures(model, table.texts, marker())
    text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    (options.out / "metrics.json").write_text(text, encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in options.out.glob("*.npy"))
    written = json.loads((options.out / "model.json").read_text(encoding="utf-8"))
    (options.out / "CARD.md").write_text(card.render(written, figures, size), encoding="utf-8", newline="\n")
    residual, typed = figures["residual"]["rules and model"], figures["typed"]["at 2 % of content"]
    log(f"residual line F1 {residual['f1']} {residual['interval']}, lost {residual['characters lost']:.2%}")
    log(f"typed lines: recall {typed['recall']} with {typed['content flagged']} of the content")


def sources_of(texts: Iterable[Text], sources: Sources) -> list[Mapping[str, Any]]:
    """The sources of the texts with their number and terms."""
    counts = Counter(text.source for text in texts)
    return [
        {"source": name, "texts": count, "terms": sources[name].terms, "licence": sources[name].licence}
        for name, count in sorted(counts.items())
    ]


def _logger() -> Log:
    started = time.monotonic()
    return lambda message: print(f"{time.monotonic() - started:6.0f} s  {message}", flush=True)
