"""The line model: which blocks of a plain text are not the article, judged by content and by context."""

from __future__ import annotations

from spinscore.lines.model import LineModel, Verdict
from spinscore.lines.store import load_line_model

__all__ = ["LineModel", "Verdict", "load_line_model"]
