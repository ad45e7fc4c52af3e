"""Made-up examples for the training tests, and the labelled corpora where they are at hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import shared_folder

from spinscore.training.dataset import Example, Terms

OPEN = Terms("open", "CC0")

SUBJECTS = "the mayor|a young teacher|the bus driver|our neighbour|the small museum|a local farmer|the committee".split(
    "|"
)
VERBS = "opened|painted|closed|visited|described|repaired|sold|measured".split("|")
OBJECTS = "the old bridge|a long report|the new library|a garden wall|three boats|the market hall|an empty house".split(
    "|"
)
TIMES = "last week|on Monday|in the spring|before the war|after the storm|this morning".split("|")


def article(seed: int, sentences: int = 24) -> str:
    """Plain made-up sentences in paragraphs of four."""
    rng = random.Random(seed)
    made = []
    for _ in range(sentences):
        words = " ".join(rng.choice(part) for part in (SUBJECTS, VERBS, OBJECTS, TIMES))
        made.append(
            f"{words[0].upper()}{words[1:]}, and nobody in the town of {rng.choice(['Ely', 'Rye', 'Bude'])} minded."
        )
    return "\n\n".join(" ".join(made[i : i + 4]) for i in range(0, sentences, 4))


def example(number: int, **changes: object) -> Example:
    """A human news article with a group of its own."""
    values: dict[str, object] = {
        "id": f"n{number}",
        "folder": "human",
        "text": article(number),
        "label": "human",
        "kind": "human",
        "generator": "human",
        "source": "made-up",
        "site": f"site{number}.example",
        "group": f"group{number}",
        "genre": "news",
        "terms": OPEN,
    }
    return Example(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def make() -> Callable[..., Example]:
    """The maker of made-up examples."""
    return example


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of labelled corpora; tests that need it are skipped where it is absent, and fail in CI."""
    return shared_folder() / "data"
