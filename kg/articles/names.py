"""Whether a word is a personal name, as a byline prints it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.articles.tables import read_numbers

# By the surname's class in surnames.tsv: what it alone says for a name, on the scale of given.tsv in tens.
SURNAME_SCORES = {1: 3.0, 2: 1.5, 3: -1.5}
COMPOUND_SCORE = 5.0
# A given character that no table row knows.
UNKNOWN_GIVEN = -0.5
# A sum above this is a name. Measured on the bylines of ../shared/corpus/train against two- to four-character dictionary words.
NAME_THRESHOLD = 1.0
# What a word that has not the shape of a name takes from the others beside it.
UNKNOWN = -3.0
LONGEST_NAME = 4
LONGEST_DOTTED_NAME = 15
DOTS = "·•・‧"


@lru_cache(maxsize=20_000)
def name_score(word: str) -> float:
    """How much a word looks like a Chinese personal name: positive if it does, at least NAME_THRESHOLD to be believed.

    Naive Bayes over its characters: how often the surname is met, and how much more the others stand in given names
    than in other words. A name with a dot (买买提·艾力) is believed by its shape.
    """
    if any(dot in word for dot in DOTS):
        parts = [part for dot in DOTS for part in word.split(dot) if dot in word]
        fits = len(word) <= LONGEST_DOTTED_NAME and all(len(part) >= 1 and is_hanzi(part) for part in parts)
        return 2.0 if fits else -9.0
    if not 2 <= len(word) <= LONGEST_NAME or not is_hanzi(word):
        return -9.0
    surnames, given = read_numbers("surnames.tsv"), read_numbers("given.tsv")
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
