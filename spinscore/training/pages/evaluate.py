"""Figures of the page model: on each set, by models that saw no page of the same site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spinscore.pages.model import Settings, chosen, probabilities
from spinscore.pages.texts import Floats
from spinscore.training.pages.gold import SETS
from spinscore.training.pages.measures import Outcome, body_f1, interval, judge, line_f1
from spinscore.training.pages.stages import Lesson


def outcomes(lessons: Sequence[Lesson], logits: Sequence[Floats], settings: Settings) -> dict[str, list[Outcome]]:
    """The outcome on each page that is labelled in full, by set."""
    found: dict[str, list[Outcome]] = {name: [] for name in SETS}
    for x, odds in zip(lessons, logits, strict=True):
        if x.gold.source in found:
            found[x.gold.source].append(judge(x.gold, extracted(x, odds, settings)))
    return found


def extracted(x: Lesson, logits: Floats, settings: Settings) -> str:
    """The text that the model makes of a page."""
    kept = chosen(probabilities(logits), x.read, settings)
    return "\n\n".join(text for text, keep in zip(x.read.page.texts, kept, strict=True) if keep)


def figures(found: Sequence[Outcome], seed: int) -> dict[str, Any]:
    """Body F1 with mean precision and recall, line F1, both with 95 % intervals by sites."""
    ranges = interval(found, seed)
    count = len(found)
    return {
        "pages": count,
        "sites": len({x.site for x in found}),
        "body_f1": round(body_f1(found), 4),
        "body_f1_interval": ranges["body_f1"],
        "body_precision": round(sum(x.precision for x in found) / count, 4),
        "body_recall": round(sum(x.recall for x in found) / count, 4),
        "line_f1": round(line_f1(found), 4),
        "line_f1_interval": ranges["line_f1"],
        "lines_found": sum(x.found for x in found),
        "lines_missed": sum(x.missed for x in found),
        "article_lines_lost": sum(x.lost for x in found),
    }


def evaluate(lessons: Sequence[Lesson], logits: Sequence[Floats], settings: Settings, seed: int) -> dict[str, Any]:
    """All figures: by set, and where a set has several languages, of the others than English."""
    found = {name: figures(results, seed) for name, results in outcomes(lessons, logits, settings).items() if results}
    other = [x for x in lessons if x.gold.source == "magic_article" and x.gold.lang != "en"]
    inside = {x.gold.id for x in other}
    odds = [z for x, z in zip(lessons, logits, strict=True) if x.gold.id in inside]
    if other:
        found["magic_article, not English"] = figures(outcomes(other, odds, settings)["magic_article"], seed)
    return {"sets": found, "partial": partial(lessons, logits, settings)}


def partial(lessons: Iterable[Lesson], logits: Iterable[Floats], settings: Settings) -> dict[str, Any]:
    """On pages that are labelled in part (mostly German): labelled blocks of the article kept, of the rest left out."""
    kept = lost = left_out = wrong = pages = 0
    for x, odds in zip(lessons, logits, strict=True):
        if x.gold.source in SETS:
            continue
        keep = chosen(probabilities(odds), x.read, settings)
        pages += 1
        kept += int((keep & (x.target == 1)).sum())
        lost += int((~keep & (x.target == 1)).sum())
        left_out += int((~keep & (x.target == 0)).sum())
        wrong += int((keep & (x.target == 0)).sum())
    return {"pages": pages, "kept": kept, "lost": lost, "left_out": left_out, "wrongly_kept": wrong}


def best_settings(
    lessons: Sequence[Lesson], logits: Sequence[Floats], candidates: Iterable[Settings], report: Callable[[str], None]
) -> Settings:
    """The candidate with the best mean of body F1 and half the line F1 over the sets.

    They are chosen on the figures that are then reported, which flatters these a little: few candidates, many pages.
    """
    best: tuple[float, Settings] | None = None
    for settings in candidates:
        found = [x for x in outcomes(lessons, logits, settings).values() if x]
        value = sum(body_f1(x) + line_f1(x) / 2 for x in found) / len(found)
        report(f"{settings}: {value:.4f}")
        if best is None or value > best[0]:
            best = (value, settings)
    if best is None:
        raise ValueError("no candidates")
    return best[1]
