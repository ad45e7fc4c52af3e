"""The scorecard: an additive model as plain numbers. Log-odds of "good" = base + a step value a feature."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spinscore.digests import digest
from spinscore.errors import ModelError

SCHEMA = "spinscore.scorecard/1"


@dataclass(frozen=True, slots=True)
class Shape:
    """What one feature adds to the log-odds: `values[i]` where edges[i-1] < x <= edges[i], `missing` for nan."""

    name: str
    edges: tuple[float, ...]
    values: tuple[float, ...]
    missing: float
    low: float
    high: float
    direction: int = 0

    def __call__(self, value: float) -> float:
        if value != value:
            return self.missing
        return self.values[bisect_left(self.edges, value)]


@dataclass(frozen=True)
class Scorecard:
    """A model that scoring can read: shapes, base and bands. Made by `spinscore.training`."""

    name: str
    language: str
    base: float
    good: float
    poor: float
    shapes: tuple[Shape, ...]
    digest: str
    _measures: tuple[Shape, ...] = field(init=False, repr=False, compare=False)
    """The shapes of document features, which stand for the whole text and not for a rule."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_measures", tuple(shape for shape in self.shapes if shape.name.count(".") == 1))

    def contributions(self, features: Mapping[str, float]) -> list[tuple[str, float]]:
        """Feature name and log-odds for each shape that adds something."""
        return [(shape.name, c) for shape in self.shapes if (c := shape(features[shape.name]))]

    def missing_features(self, known: Iterable[str]) -> list[str]:
        """The features that the model needs and the code lacks."""
        return sorted({shape.name for shape in self.shapes} - set(known))

    def out_of_range(self, features: Mapping[str, float]) -> list[str]:
        """Document features that lie further outside the training range than that range is wide."""
        far = []
        for shape in self._measures:
            if (value := features[shape.name]) == value:
                width = shape.high - shape.low
                if value < shape.low - width or value > shape.high + width:
                    far.append(shape.name)
        return far

    @classmethod
    def from_json(cls, text: str, origin: str = "model.json") -> Scorecard:
        """The scorecard in a JSON text. Raises ModelError naming the file and what is wrong."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data["schema"] != SCHEMA:
                raise ModelError(f'{origin}: schema is "{data["schema"]}", this version reads "{SCHEMA}"')
            if data["digest"] != digest_of(data):
                raise ModelError(f"{origin}: the digest does not fit the contents; the file was changed or cut")
            card = cls(
                name=str(data["name"]),
                language=str(data["language"]),
                base=float(data["base"]),
                good=float(data["bands"]["good"]),
                poor=float(data["bands"]["poor"]),
                shapes=tuple(_shape(entry) for entry in data["features"]),
                digest=str(data["digest"]),
            )
        except ModelError:
            raise
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{origin}: not a scorecard: {type(error).__name__}: {error}") from None
        numbers = [card.base, card.good, card.poor]
        for shape in card.shapes:
            numbers += [*shape.edges, *shape.values, shape.missing, shape.low, shape.high]
            if len(shape.values) != len(shape.edges) + 1 or list(shape.edges) != sorted(shape.edges):
                raise ModelError(f'{origin}: feature "{shape.name}" needs sorted edges and one value more than edges')
        if not all(math.isfinite(number) for number in numbers):
            raise ModelError(f"{origin}: all numbers must be finite")
        return card


def _shape(entry: Mapping[str, Any]) -> Shape:
    if entry["kind"] != "steps":
        raise ValueError(f'kind "{entry["kind"]}" of feature "{entry["name"]}" is not known')
    low, high = entry["range"]
    return Shape(
        str(entry["name"]),
        tuple(map(float, entry["edges"])),
        tuple(map(float, entry["values"])),
        float(entry["missing"]),
        float(low),
        float(high),
        int(entry.get("direction", 0)),
    )


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a scorecard without its digest."""
    bare = {key: value for key, value in data.items() if key != "digest"}
    return digest(json.dumps(bare, sort_keys=True, separators=(",", ":")))


def sigmoid(x: float) -> float:
    """The probability of log-odds, without overflow.

    >>> sigmoid(0.0)
    0.5
    """
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-min(x, 700.0)))
    e = math.exp(max(x, -700.0))
    return e / (1.0 + e)
