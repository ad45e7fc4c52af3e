"""Readability of a document: the classic formulas under textstat's names, and the measures they are made of.

Counted as textstat counts: a sentence has at least three words, unless no sentence has; a hyphenated word and a
number are one word; words are familiar or not by `spinscore.text.lexicon.familiar`. Two things differ on purpose.
Headings, list items and lines without a full stop are sentences of their own here, where textstat runs them into
the next sentence; and "Mr. Smith" or "3.5 percent" does not end a sentence. On plain prose the formulas agree
(`tests/test_agreement.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.detectors.readability import _formulas as formulas
from spinscore.detectors.readability._formulas import Counts
from spinscore.document import Document
from spinscore.features import FeatureSpec
from spinscore.findings import Finding
from spinscore.text.chars import SPACE

LINSEAR_WORDS: Final = 100
"""Linsear Write looks at the first hundred words."""
LEAST_WORDS: Final = 3
"""Words that make a sentence; a name, a date or a label is not one."""
LEAST_SENTENCES: Final = 5
"""Under this many sentences how much their length varies would be a guess."""
LONG_SENTENCE: Final = 30
"""Words from which a sentence counts as long; plain-language guides advise at most 20 to 25."""

_FORMULAS: Final = (
    formulas.flesch_reading_ease,
    formulas.flesch_kincaid_grade,
    formulas.smog_index,
    formulas.coleman_liau_index,
    formulas.automated_readability_index,
    formulas.dale_chall_readability_score,
    formulas.linsear_write_formula,
    formulas.gunning_fog,
    formulas.spache_readability,
    formulas.lix,
    formulas.rix,
    formulas.mcalpine_eflaw,
    formulas.text_standard,
)
_NAMED: Final = tuple((f"readability.{formula.__name__}", formula) for formula in _FORMULAS)

_GRADE: Final = "US school grade"
_ROWS: Final[tuple[tuple[str, str, float, float, int, str], ...]] = (
    ("flesch_reading_ease", "points", 0, 100, 1, "Flesch reading ease: 60 to 70 is plain English."),
    ("flesch_kincaid_grade", _GRADE, 0, 18, 0, "Flesch-Kincaid grade, from sentence and word length."),
    ("smog_index", _GRADE, 3, 18, 0, "SMOG grade, from words of three or more syllables."),
    ("coleman_liau_index", _GRADE, 0, 18, 0, "Coleman-Liau grade, from letters instead of syllables."),
    ("automated_readability_index", _GRADE, 0, 18, 0, "Automated readability index, from keystrokes."),
    ("dale_chall_readability_score", "points", 4, 12, 0, "Dale-Chall: under 5 for a ten-year-old, over 9 college."),
    ("linsear_write_formula", _GRADE, 0, 20, 0, "Linsear Write grade of the first hundred words."),
    ("gunning_fog", _GRADE, 4, 20, 0, "Gunning fog, from sentence length and complex words."),
    ("spache_readability", _GRADE, 1, 10, 0, "Spache grade, made for the first school years."),
    ("lix", "points", 20, 70, 0, "LIX: under 30 very easy, over 55 very hard."),
    ("rix", "long words per sentence", 0, 12, 0, "RIX: words of seven or more letters per sentence."),
    ("mcalpine_eflaw", "words per sentence", 10, 50, 0, "McAlpine EFLAW: up to 20 is easy for learners."),
    ("text_standard", _GRADE, 1, 18, 0, "The grade that most of the formulas give."),
    ("words_per_sentence", "words", 8, 35, 0, "How long its sentences are."),
    ("syllables_per_word", "syllables", 1.2, 2, 0, "How long its words are when spoken."),
    ("letters_per_word", "letters", 3.8, 5.8, 0, "How long its words are when written."),
    ("sentence_length_sd", "words", 2, 18, 0, "How much its sentences differ in length."),
    ("burstiness", "ratio", 0.2, 0.9, 0, "How unevenly sentence lengths vary; low is a metronome."),
    ("longest_sentence", "words", 15, 80, 0, "How long its longest sentence is."),
    ("long_sentence_share", "share of sentences", 0, 0.6, 0, "How many sentences run to 30 words or more."),
    ("difficult_word_share", "share of words", 0.1, 0.6, 0, "How many words are not on Dale and Chall's list."),
    ("function_word_share", "share of words", 0.25, 0.6, 0, "How much of it is grammar words."),
)
FEATURES: Final = tuple(
    FeatureSpec(f"readability.{name}", unit, low, high, direction, about)
    for name, unit, low, high, direction, about in _ROWS
)
_UNKNOWN: Final = dict.fromkeys((spec.name for spec in FEATURES), math.nan)


def measure(doc: Document, findings: Mapping[str, Sequence[Finding]]) -> dict[str, float]:
    """All FEATURES of a document; nan for a text without words, and for spread in under five sentences."""
    if not doc.words:
        return dict(_UNKNOWN)
    starts = doc.tokens[:, 0]
    first = starts.searchsorted(doc.sentences[:, 0])
    last = starts.searchsorted(doc.sentences[:, 1])
    lengths = _sentence_lengths(first, last)
    n = _count(doc, lengths, first, last)
    values = {name: formula(n) for name, formula in _NAMED}
    values["readability.words_per_sentence"] = n.words_per_sentence
    values["readability.syllables_per_word"] = n.syllables_per_word
    values["readability.letters_per_word"] = n.letters / n.words
    values |= _spread(lengths)
    values["readability.difficult_word_share"] = n.unfamiliar / n.words
    values["readability.function_word_share"] = int(np.count_nonzero(doc.facts.function)) / n.words
    return values


def _sentence_lengths(first: npt.NDArray[np.intp], last: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Words of each sentence that counts, or of the whole text as one sentence where none does."""
    lengths = last - first
    counted = lengths[lengths >= LEAST_WORDS]
    return counted if counted.size else np.array([lengths.sum()])


def _count(
    doc: Document, lengths: npt.NDArray[np.intp], first: npt.NDArray[np.intp], last: npt.NDArray[np.intp]
) -> Counts:
    known = doc.facts
    many = np.count_nonzero
    poly = known.syllables >= 3
    unfamiliar = ~known.dale_chall
    space = (doc.kinds & SPACE) != 0
    head = min(len(doc.words), LINSEAR_WORDS)
    opening = np.minimum(last, head) - np.minimum(first, head)
    return Counts(
        words=len(doc.words),
        sentences=len(lengths),
        syllables=int(known.syllables.sum()),
        letters=int(known.letters.sum()),
        characters=len(doc.text) - int(many(space)),
        chunks=int(many(space[1:] < space[:-1])) + (not space[0]),
        polysyllables=int(many(poly)),
        long_words=int(many(known.letters > 6)),
        mini_words=int(many(known.letters <= 3)),
        unfamiliar=int(many(unfamiliar)),
        unfamiliar_spache=len(doc.words) - int(many(known.spache)),
        complex_words=int(many(unfamiliar & poly)),
        linsear_points=head + 2 * int(many(poly[:head])),
        linsear_sentences=int(many(opening >= LEAST_WORDS)) or 1,
    )


def _spread(lengths: npt.NDArray[np.intp]) -> dict[str, float]:
    """How sentence lengths vary: standard deviation, its ratio to the mean, and the long ones."""
    n = len(lengths)
    mean = int(lengths.sum()) / n
    sd = math.sqrt(max(int(lengths @ lengths) / n - mean * mean, 0)) if n >= LEAST_SENTENCES else math.nan
    return {
        "readability.sentence_length_sd": sd,
        "readability.burstiness": sd / mean,
        "readability.longest_sentence": float(lengths.max()),
        "readability.long_sentence_share": int(np.count_nonzero(lengths >= LONG_SENTENCE)) / n,
    }
