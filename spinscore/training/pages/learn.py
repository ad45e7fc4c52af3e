"""Fits the page model on all pages and writes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spinscore.pages.model import PageModel
from spinscore.pages.modelfile import write_page_model
from spinscore.training.pages.gold import SETS, load_pages
from spinscore.training.pages.stages import Course, Lesson, lesson

TRAINING_SETS = (*SETS, "traf_eval")
"""The last one is labelled in part only, and mostly German: it teaches, but is not measured."""


def lessons(data: Path, seed: int) -> list[Lesson]:
    """All pages to learn from."""
    return [found for page in load_pages(data, TRAINING_SETS) if (found := lesson(page, seed))]


def fit(course: Course, out: Path) -> PageModel:
    """The model of all pages, written to a folder and read again."""
    return write_page_model(out, course.fit(), about(course.lessons, course.seed))


def about(found: Sequence[Lesson], seed: int) -> dict[str, object]:
    """What a model was trained on."""
    sets = {name: sum(x.gold.source == name for x in found) for name in TRAINING_SETS}
    return {"seed": seed, "pages": sets, "sites": len({x.gold.site for x in found})}
