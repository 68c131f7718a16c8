"""Whether a word is a personal name, as a byline prints it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from kg.tables import numbers, ordered

# By the surname's class in surnames.tsv: what it alone says for a name, on the scale of given.tsv in tens.
SURNAME_SCORES = {1: 3.0, 2: 1.5, 3: -1.5}
COMPOUND_SCORE = 5.0
# A given character that no table row knows.
UNKNOWN_GIVEN = -0.5
# A sum above this is a name: 90% of the authors of ../shared/corpus/train, 7% of the words of two and three characters
# in jieba's dictionary.
NAME_THRESHOLD = 1.0
# What a word that has not the shape of a name takes from the others beside it.
UNKNOWN = -3.0
LONGEST_NAME = 4
LONGEST_DOTTED_NAME = 15
# Names of other languages, told by the characters they are written with (transliteration.txt).
DOTTED_SCORE = 3.0
FOREIGN_SCORE = 1.2
FOREIGN_LENGTHS = range(3, 7)
MIN_FOREIGN_SHARE = 0.7
DOTS = "·•・‧"


@lru_cache(maxsize=20_000)
def name_score(word: str) -> float:
    """How much a word looks like a Chinese personal name: positive if it does, at least NAME_THRESHOLD to be believed.

    Naive Bayes over its characters: how often the surname is met, and how much more the others stand in given names
    than in other words. A name with a dot (买买提·艾力) is believed by its shape.
    """
    bare = "".join(char for char in word if char not in DOTS)
    if bare != word:
        fits = len(word) <= LONGEST_DOTTED_NAME and is_hanzi(bare) and word[0] not in DOTS and word[-1] not in DOTS
        return DOTTED_SCORE if fits and _foreign_share(bare) > MIN_FOREIGN_SHARE else -9.0
    if len(word) in FOREIGN_LENGTHS and is_hanzi(word) and _foreign_share(word) == 1.0:
        return max(FOREIGN_SCORE, _han_score(word))
    return _han_score(word)


def _foreign_share(word: str) -> float:
    """The share of characters that names of other languages are written with."""
    return sum(char in _foreign_characters() for char in word) / len(word)


@cache
def _foreign_characters() -> frozenset[str]:
    return frozenset("".join(ordered("names/transliteration.txt"))) - {" "}


def _han_score(word: str) -> float:
    if not 2 <= len(word) <= LONGEST_NAME or not is_hanzi(word):
        return -9.0
    surnames, given = numbers("names/surnames.tsv"), numbers("names/given.tsv")
    best = -9.0
    for size in (1, 2):
        surname, rest = word[:size], word[size:]
        if surname not in surnames or not 1 <= len(rest) <= 2:
            continue
        score = COMPOUND_SCORE if size == 2 else SURNAME_SCORES[surnames[surname]]
        score += sum(given.get(char, UNKNOWN_GIVEN * 10) for char in rest) / 10 / len(rest)
        best = max(best, score)
    return best


def mean_score(words: Sequence[str]) -> float:
    """How much words that stand together look like names: their mean score.

    One that no table knows (a minority's name, the rarest surnames) may be carried by the others; where most are
    unknown, or one has not even the length of a name, none is believed.
    """
    scores = [max(UNKNOWN, name_score(word)) for word in words]
    known = sum(score > UNKNOWN for score in scores)
    shaped = all(
        score > UNKNOWN or (2 <= len(word) <= LONGEST_NAME and is_hanzi(word))
        for word, score in zip(words, scores, strict=True)
    )
    return sum(scores) / len(scores) if shaped and scores and 2 * known >= len(words) else -9.0


def is_hanzi(text: str) -> bool:
    """Whether a text is made of hanzi alone."""
    return bool(text) and all("\u3400" <= char <= "\u9fff" or char == "〇" for char in text)
