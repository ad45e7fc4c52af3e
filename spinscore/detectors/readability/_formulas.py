"""The classic readability formulas for English, as pure functions of a text's counts.

Each is the published one, with textstat's constants where editions differ, and agrees with textstat 0.7.13 where
both count the same words, sentences and syllables. Grades are years of US schooling.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Final, NamedTuple


class Counts(NamedTuple):
    """What the formulas rest on. `characters` are all but spaces, and `chunks` what stands between spaces."""

    words: int
    sentences: int
    syllables: int
    letters: int
    characters: int
    chunks: int
    polysyllables: int
    long_words: int
    mini_words: int
    unfamiliar: int
    unfamiliar_spache: int
    complex_words: int
    linsear_points: int
    linsear_sentences: int

    @property
    def words_per_sentence(self) -> float:
        """Mean sentence length."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """Mean word length."""
        return self.syllables / self.words


def flesch_reading_ease(n: Counts) -> float:
    """Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948). Higher is easier."""
    return 206.835 - 1.015 * n.words_per_sentence - 84.6 * n.syllables_per_word


def flesch_kincaid_grade(n: Counts) -> float:
    """Kincaid, Fishburne, Rogers & Chissom, Research Branch Report 8-75, US Naval Air Station Memphis (1975)."""
    return 0.39 * n.words_per_sentence + 11.8 * n.syllables_per_word - 15.59


def smog_index(n: Counts) -> float:
    """McLaughlin, "SMOG grading", Journal of Reading 12 (1969); meant for 30 sentences or more."""
    return 1.043 * math.sqrt(30 * n.polysyllables / n.sentences) + 3.1291


def coleman_liau_index(n: Counts) -> float:
    """Coleman & Liau, Journal of Applied Psychology 60 (1975)."""
    return (5.8 * n.letters - 29.6 * n.sentences) / n.words - 15.8


def automated_readability_index(n: Counts) -> float:
    """Smith & Senter, AMRL-TR-6620, Wright-Patterson Air Force Base (1967); strokes include punctuation."""
    return 4.71 * n.characters / n.chunks + 0.5 * n.words_per_sentence - 21.43


def dale_chall_readability_score(n: Counts) -> float:
    """Dale & Chall, "A formula for predicting readability", Educational Research Bulletin 27 (1948)."""
    percent = 100 * n.unfamiliar / n.words
    return 0.1579 * percent + 0.0496 * n.words_per_sentence + (3.6365 if percent > 5 else 0)


def linsear_write_formula(n: Counts) -> float:
    """Linsear Write, in O'Hayre, "Gobbledygook Has Gotta Go", US Bureau of Land Management (1966)."""
    points = n.linsear_points / n.linsear_sentences
    return (points - 2 if points <= 20 else points) / 2


def gunning_fog(n: Counts) -> float:
    """Gunning, "The Technique of Clear Writing" (1952); complex words are unfamiliar, of three syllables or more."""
    return 0.4 * (n.words_per_sentence + 100 * n.complex_words / n.words)


def spache_readability(n: Counts) -> float:
    """Spache, "Good Reading for Poor Readers" (1953), revised constants; counts every use of an unfamiliar word."""
    return 0.141 * n.words_per_sentence + 8.6 * n.unfamiliar_spache / n.words + 0.839


def lix(n: Counts) -> float:
    """Björnsson, "Läsbarhet" (1968): sentence length plus the percentage of words over six letters."""
    return n.words_per_sentence + 100 * n.long_words / n.words


def rix(n: Counts) -> float:
    """Anderson, "Lix and Rix", Journal of Reading 26 (1983): words over six letters per sentence."""
    return n.long_words / n.sentences


def mcalpine_eflaw(n: Counts) -> float:
    """McAlpine, "From plain English to global English" (2006): words, short ones twice, per sentence."""
    return (n.words + n.mini_words) / n.sentences


_GRADED: Final = (
    smog_index,
    coleman_liau_index,
    automated_readability_index,
    dale_chall_readability_score,
    linsear_write_formula,
    gunning_fog,
)
_EASE_GRADES: Final = ((100, 13), (90, 5), (80, 6), (70, 7), (60, 8), (50, 10), (40, 11), (30, 12))


def text_standard(n: Counts) -> float:
    """The grade named most often by eight formulas, each naming it rounded down, up and to the nearest; 1 to 18.

    textstat's consensus of its own, ties going to the one named first; Flesch reading ease names the grade
    of its band.
    """
    kincaid = flesch_kincaid_grade(n)
    grades = [math.floor(kincaid), math.ceil(kincaid), round(kincaid), *_ease_grades(flesch_reading_ease(n))]
    for formula in _GRADED:
        grade = formula(n)
        grades += math.floor(grade), math.ceil(grade), round(grade)
    return float(max(1, min(Counter(grades).most_common(1)[0][0], 18)))


def _ease_grades(ease: float) -> tuple[int, ...]:
    """The grade of a band of Flesch reading ease; 13 outside of 30 to 100, two grades for plain English."""
    grade = next((grade for least, grade in _EASE_GRADES if ease >= least), 13)
    return (8, 9) if grade == 8 else (grade,)
