"""Bars as inline SVG: sizes are presentation attributes, which a strict Content-Security-Policy allows."""

from __future__ import annotations


def gauge(score: float, base: float | None, verdict: str) -> str:
    """The score on a scale from 0 to 100, with a tick where an ordinary article stands."""
    tick = "" if base is None else f'<rect class="tick" x="{_at(base)}" y="0" width="2" height="18"/>'
    return (
        '<svg class="gauge" aria-hidden="true" width="100%" height="18">'
        '<rect class="track" x="0" y="4" width="100%" height="10" rx="5"/>'
        f'<rect class="fill {verdict}" x="0" y="4" width="{_at(max(score, 1.0))}" height="10" rx="5"/>{tick}</svg>'
    )


def small_gauge(score: float, verdict: str) -> str:
    """The score as a thin bar, for a table."""
    return (
        '<svg class="bar" aria-hidden="true" width="100%" height="6">'
        '<rect class="track" width="100%" height="6" rx="3"/>'
        f'<rect class="fill {verdict}" width="{_at(max(score, 2.0))}" height="6" rx="3"/></svg>'
    )


def stretch(before: float, after: float, low: float, high: float, kind: str) -> str:
    """A bar from one score to another on the scale from low to high, with a hairline where it begins."""
    left, right = sorted(((before - low) / (high - low) * 100, (after - low) / (high - low) * 100))
    width = max(right - left, 0.8)
    left = min(left, 100 - width)
    return (
        '<svg class="bar" aria-hidden="true" width="100%" height="10">'
        '<rect class="rail" y="4.5" width="100%" height="1"/>'
        f'<rect class="{kind}" x="{_at(left)}" width="{_at(width)}" height="10" rx="1.5"/></svg>'
    )


def position(value: float, low: float, high: float) -> str:
    """A dot for a value on its usual range, at the edge for a value outside."""
    place = min(max((value - low) / (high - low) * 100, 0.0), 100.0)
    kind = "dot" if low <= value <= high else "dot outside"
    return (
        '<svg class="bar range" aria-hidden="true" width="100%" height="10">'
        '<rect class="rail" y="4.5" width="100%" height="1"/>'
        f'<circle class="{kind}" cx="{_at(2 + place * 0.96)}" cy="5" r="4"/></svg>'
    )


def _at(percent: float) -> str:
    return f"{min(max(percent, 0.0), 100.0):.2f}".rstrip("0").rstrip(".") + "%"
