"""Trains the syllable model from CMUdict.

    python -m spinscore.training.syllables        # accuracy on a tenth of the dictionary that training did not see

An averaged perceptron (Freund & Schapire 1999; averaging after Collins 2002) over the windows of
`spinscore.text.syllables`. The dictionary says how many syllables a word has, not which letters carry them; so the
best-scored letters, as many as there are syllables, are taken to be the carriers while learning. All arithmetic
is in integers and the order of words comes from a checksum, so the weights are the same on every machine.
`spinscore.training.lexicon` writes them to the package's data.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from spinscore.text.syllables import by_rule, candidates, nested

EPOCHS: Final = 6
MARGIN: Final = 3  # a letter scored closer to zero than this is corrected even when it is on the right side
KEPT: Final = 20_000  # windows; 40,000 are no more accurate on held-out words, 10,000 lose a quarter of a percent
SCALE: Final = 8  # weights are stored in eighths
_MODELLED: Final = re.compile("[a-z]*[aeiouy][a-z]*")


class Perceptron:
    """Integer weights of windows and their running sums."""

    def __init__(self, words: Mapping[str, int], kept: Collection[str] | None = None) -> None:
        spread = {word: candidates(word) for word in words}
        if kept is None:
            seen = Counter(name for letters in spread.values() for letter in letters for name in letter)
            kept = [name for name, times in seen.items() if times > 1]
        self.names = sorted(kept)
        index = {name: place for place, name in enumerate(self.names)}
        self.rows = {
            word: [[index[name] for name in letter if name in index] for letter in letters]
            for word, letters in spread.items()
            if 0 < words[word] <= len(letters)
        }
        self.counts = words
        self.weights = [0] * len(self.names)
        self.sums = [0] * len(self.names)
        self.steps = 1

    def learn(self) -> Perceptron:
        """EPOCHS passes over the words, each in another order."""
        for epoch in range(EPOCHS):
            for word in sorted(self.rows, key=lambda word: (zlib.crc32(f"{epoch} {word}".encode()), word)):
                self._learn_word(self.rows[word], self.counts[word])
        return self

    def _learn_word(self, letters: list[list[int]], syllables: int) -> None:
        weights = self.weights
        scores = [sum([weights[place] for place in letter]) for letter in letters]
        self.steps += 1
        ranked = sorted(range(len(letters)), key=scores.__getitem__, reverse=True)
        for rank, letter in enumerate(ranked):
            if rank < syllables and scores[letter] <= MARGIN:
                self._move(letters[letter], 1)
            elif rank >= syllables and scores[letter] >= -MARGIN:
                self._move(letters[letter], -1)

    def _move(self, places: list[int], step: int) -> None:
        for place in places:
            self.weights[place] += step
            self.sums[place] += step * self.steps

    def averages(self) -> dict[str, int]:
        """The mean of each weight over all steps, in units of 1/SCALE, rounded."""
        totals = (weight * self.steps - behind for weight, behind in zip(self.weights, self.sums, strict=True))
        rounded = ((2 * SCALE * total + self.steps) // (2 * self.steps) for total in totals)
        return dict(zip(self.names, rounded, strict=True))


def train(pronounced: Mapping[str, int]) -> dict[str, int]:
    """Weights by window, from syllables by word: learn with all windows, keep the strongest, learn again."""
    words = {word: count for word, count in pronounced.items() if _MODELLED.fullmatch(word)}
    first = Perceptron(words).learn().averages()
    kept = sorted(first, key=lambda name: (-abs(first[name]), name))[:KEPT]
    final = Perceptron(words, kept).learn().averages()
    return {name: weight for name, weight in sorted(final.items()) if weight}


def exceptions(pronounced: Mapping[str, int], weights: Mapping[str, int]) -> dict[str, int]:
    """The words that the model gets wrong, in two rounds: a part of a word may be an exception itself."""
    wrong: dict[str, int] = {}
    model = nested(weights)
    for plain in (True, False):
        for word, count in sorted(pronounced.items()):
            if word.isalpha() == plain and by_rule(word, model, wrong) != count:
                wrong[word] = count
    return wrong


def is_held_out(word: str) -> bool:
    """A fixed tenth of all words."""
    return zlib.crc32(word.encode()) % 10 == 0


def main() -> int:
    """Print the accuracy of the model alone on words it did not see, all and those of the spelling dictionary."""
    from spinscore.training.lexicon import pronounced_words, spelling_words

    pronounced = pronounced_words()
    model = nested(train({word: count for word, count in pronounced.items() if not is_held_out(word)}))
    for name, chosen in (("CMUdict", pronounced.keys()), ("spelling dictionary", spelling_words().keys())):
        held_out = [word for word in sorted(chosen) if word in pronounced and is_held_out(word)]
        right = sum(by_rule(word, model, {}) == pronounced[word] for word in held_out)
        print(f"{name}: {right} of {len(held_out)} held-out words right, {right / len(held_out):.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
