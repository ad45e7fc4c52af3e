"""What the model is tried on: named sets of texts, none of them trained on, each with what a good model says."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spinscore.training import layout
from spinscore.training.corpus import clean_articles, damaged_copies, spun_copies
from spinscore.training.damage import KINDS
from spinscore.training.dataset import Example
from spinscore.training.split import TEST, Split
from spinscore.training.substitution import Table

HEAVY, MODERATE = 0.8, 0.4
"""Strengths of table spinning: the chance that a word with known substitutes is replaced."""
AIMED = ("page.comment", "page.summary", "leak.slot")
"""Kinds of damage that an aim of the scorecard names."""
_EVERY, _SELDOM = 3, 6
"""Of the judge's articles, every third is damaged in each way that an aim names, every sixth in other ways."""
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Trial:
    """Texts of one kind. ``want`` is good, bad, or report (told, not judged); ``groups`` for resampling."""

    name: str
    about: str
    want: str
    texts: tuple[str, ...]
    groups: tuple[str, ...]


def _trial(name: str, about: str, want: str, examples: Sequence[Example]) -> Trial:
    texts = tuple(x.text for x in examples)
    return Trial(name, about, want, texts, tuple(x.group for x in examples))


def judge_trials(
    examples: Sequence[Example], tables: Mapping[str, Table], seed: int, *, brief: bool = False
) -> Iterator[Trial]:
    """``edited_modern`` as it is, damaged and spun. Nothing of it or its sites is trained on."""
    judge = [x for x in examples if x.kind == "edited"]
    part = judge[::_EVERY]
    yield _trial("edited_modern", "edited articles of 2023 and before, 832 sites", "good", judge)
    if not brief:
        for words in (80, 200):
            short = [replace(x, text=layout.shorten(x.text, words)) for x in part]
            yield _trial(f"edited_modern cut to {words} words", "the beginnings", "good", short)
    leaks = [kind for kind in KINDS if kind.startswith("leak.")]
    kinds = list(AIMED) if brief else [k for k in KINDS if k != "text.cut"]
    for kind in kinds:
        own = part if kind in AIMED else judge[::_SELDOM]
        trial = _trial(f"edited_modern + {kind}", f"one {kind}, wording held out", "bad", own)
        yield replace(trial, texts=tuple(damaged_copies(own, kind, seed)))
    mixed = _trial("edited_modern + any leak", "one leak of a kind drawn by turns, wording held out", "bad", judge)
    texts = [damaged_copies([x], leaks[i % len(leaks)], seed)[0] for i, x in enumerate(judge)]
    yield replace(mixed, texts=tuple(texts))
    for tool, table in tables.items():
        if tool == "apertium":
            continue
        for word, strength in (("heavily", HEAVY), ("moderately", MODERATE)):
            trial = _trial(f"edited_modern {word} spun, {tool}", f"table at {strength}", "bad", part)
            yield replace(trial, texts=tuple(spun_copies(part, table, strength, seed)))


def spin_trials(examples: Sequence[Example], split: Split) -> Iterator[Trial]:
    """The collections of spun and translated text, test folds where a part of them is trained on."""
    test = split.part((x for x in examples if x.folder == "spin"), TEST)
    bbc = [x for x in test if x.source == "bbc"]
    yield _trial("spin/bbc human", "test folds", "good", [x for x in bbc if x.kind == "human"])
    for generator in sorted({x.generator for x in bbc} - {"human"}):
        own = [x for x in bbc if x.generator == generator]
        yield _trial(f"spin/bbc {generator}", "test folds", "bad", own)
    raidar = [x for x in test if x.source.startswith("raidar")]
    yield _trial("spin/raidar human", "test folds, about 110 words", "good", [x for x in raidar if x.kind == "human"])
    own = [x for x in raidar if x.kind != "human"]
    yield _trial("spin/raidar gpt-3.5", "test folds, about 110 words", "report", own)
    whole = [x for x in examples if x.folder == "spin"]
    yield _trial("spin/wmt21 human", "human, translated or not", "good", _of(whole, "wmt21", "human"))
    yield _trial("spin/wmt21 mt", "neural machine translation of 2021", "report", _of(whole, "wmt21", "mt"))
    wild = [x for x in test if x.kind == "wild-spun"]
    yield _trial("spin/wild spun", "test folds, weak labels", "bad", wild)
    small = [x for x in whole if x.source in ("cubegin", "Vcan", "ap_technologies")]
    yield _trial("spin/wild human", "small agencies' pages, weak labels", "good", small)


def pair_trials(examples: Sequence[Example]) -> Iterator[Trial]:
    """US political news and spins of it: no text of these is trained on."""
    news = [x for x in examples if x.folder == "pairs" and x.group.startswith("ev:")]
    for kind, want in (("human", "good"), ("synonym", "bad"), ("mt", "bad"), ("heavy", "bad")):
        yield _trial(f"pairs/news {kind}", "another source of news", want, [x for x in news if x.kind == kind])


def other_trials(examples: Sequence[Example], split: Split) -> Iterator[Trial]:
    """Clean articles of the test folds by genre, and texts that the score is told of but not trained on."""
    clean = split.part(clean_articles(examples), TEST)
    clean = [replace(x, text=layout.shorten(x.text, _LONGEST)) for x in clean]
    for genre in sorted({x.genre for x in clean if x.folder == "human"}):
        own = [x for x in clean if x.folder == "human" and x.genre == genre]
        yield _trial(f"human/{genre}", "test folds", "good", own)
    yield _trial("quality/brown", "test folds, 1961", "good", [x for x in clean if x.source == "brown"])
    yield _trial("quality/bbc", "test folds, 2004-05", "good", [x for x in clean if x.source == "bbc"])
    kinds = ("learner-essay", "transcript", "news-mostly-true", "news-mixed", "news-mostly-false", "news-no-factual")
    for kind in (*kinds, "news-fake", "news-real"):
        yield _trial(f"report/{kind}", "never trained on", "report", [x for x in examples if x.kind == kind])
    for source in ("fdg-xsum", "fdg-writing"):
        for kind in ("human", "llm"):
            own = [x for x in examples if x.source == source and x.kind == kind]
            yield _trial(f"report/{source} {kind}", "150 words, LLM continuations", "report", own)


def layout_trials(examples: Sequence[Example]) -> Iterator[tuple[str, Trial, Trial]]:
    """Pairs of trials that differ only in what must not matter: line breaks, quotes, a cut end."""
    judge = [x for x in examples if x.kind == "edited"][::_EVERY]
    plain = _trial("as it is", "", "good", judge)
    changes: Mapping[str, Callable[[str], str]] = {
        "one line": layout.one_line,
        "hard-wrapped": lambda text: "\n\n".join(textwrap.fill(p, 72) for p in layout.paragraphs(text)),
        "straight quotes": layout.straighten,
        "curled quotes": lambda text: layout.curl(layout.straighten(text)),
        "end cut off": lambda text: text[: max(len(text) - 60, len(text) // 2)],
    }
    for name, change in changes.items():
        yield name, plain, replace(plain, texts=tuple(map(change, plain.texts)))


def _of(examples: Iterable[Example], source: str, kind: str) -> list[Example]:
    return [x for x in examples if x.source == source and x.kind.startswith(kind)]
