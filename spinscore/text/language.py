"""Whether a text is English running prose, judged by its function words."""

from __future__ import annotations

import numpy as np

from spinscore.text.lexicon import WordFacts

MIN_FUNCTION = 0.20
"""English prose has 35 to 50 % function words, lists and recipes 20 to 30 %; other languages under 10 %."""
MIN_KNOWN = 0.55


def is_english(facts: WordFacts) -> bool:
    """Whether enough tokens are English function words, and enough are English words at all."""
    total = facts.ids.size
    if total == 0:
        return False
    function = int(np.count_nonzero(facts.function)) / total
    known = int(np.count_nonzero(facts.ids)) / total
    return function >= MIN_FUNCTION and known >= MIN_KNOWN
