"""Command line of the page model: ``python -m spinscore.training pages fit | evaluate``."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from spinscore.pages.modelfile import read_page_model, write_page_model
from spinscore.training.dataset import DataError
from spinscore.training.pages.card import card
from spinscore.training.pages.evaluate import best_settings, evaluate
from spinscore.training.pages.learn import about, lessons
from spinscore.training.pages.stages import START, Course

CANDIDATES = [replace(START, share=share) for share in (0.36, 0.42, 0.5)]


def add_command(commands: Any) -> None:
    """Adds the command to those of training."""
    about_it = "fit or evaluate the model that finds the article in a web page"
    command = commands.add_parser("pages", help=about_it, description=about_it)
    command.set_defaults(run=run)
    command.add_argument("step", choices=("fit", "evaluate"))
    command.add_argument("--data", type=Path, required=True, help="folder with boilerplate/")
    command.add_argument("--out", type=Path, required=True, help="model folder")
    command.add_argument("--seed", type=int, default=7)


def run(options: argparse.Namespace) -> None:
    """Fits the model on all pages (or reads it), measures it out of fold, and writes figures and card."""
    if options.step == "evaluate" and not (options.out / "model.json").is_file():
        raise DataError(f"no model at {options.out}: make it with `pages fit --data DIR --out {options.out}`.")
    course = Course(lessons(options.data, options.seed), options.seed)
    print(f"{len(course.lessons)} pages read")
    logits = course.out_of_fold(print)
    if options.step == "fit":
        settings = best_settings(course.lessons, logits, CANDIDATES, print)
        model = replace(course.fit(), settings=settings)
        model = write_page_model(options.out, model, about(course.lessons, options.seed))
    else:
        model = read_page_model(options.out)
    found = evaluate(course.lessons, logits, model.settings, options.seed)
    found["model"] = {"name": model.name, "digest": model.digest, "seed": options.seed}
    text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
    (options.out / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (options.out / "CARD.md").write_text(card(options.out, found), encoding="utf-8", newline="\n")
    for name, row in found["sets"].items():
        print(f"{name}: body F1 {row['body_f1']:.4f} {row['body_f1_interval']}, line F1 {row['line_f1']:.4f}")
