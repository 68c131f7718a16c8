"""What a page prints beside its articles: advertisements, slogans, the paper's own name."""

from __future__ import annotations

import re
from functools import cache

from kg.articles.lines import ends_sentence
from kg.tables import ordered, rows

# A line of furniture is short; a paragraph that speaks of an advertisement is not.
LONGEST = 60
LONGEST_SENTENCE = 15
# Date, page number, telephone, address on the net: no hanzi but those of a date.
_IMPRINT = re.compile(r"[\d\s.,:：;/\-—~·•|()（）年月日版第期总号A-Za-z@_%]+")
_PAGE_NUMBER = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版.{0,12}|[A-Z]\d{1,3}\s*[\u4e00-\u9fff·]{0,8}")
_DATE = re.compile(r"(?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?")
_BREAKS = re.compile(r"[\s、，,·•|]+")
_ORNAMENT = "·•・‧|｜■□◆◇●○★☆▲△※ "


@cache
def _known_phrases() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase, how in rows("articles/furniture.tsv") if how == "line"))


@cache
def _known_words() -> frozenset[str]:
    return frozenset(phrase for phrase, how in rows("articles/furniture.tsv") if how == "word")


@cache
def _masthead() -> re.Pattern[str]:
    """The paper's name, or a sister's, alone on its line."""
    ends = "|".join((*ordered("pages/paper_suffixes.txt"), "新闻", "周刊", "新闻网"))
    return re.compile(rf"[\u4e00-\u9fff]{{2,6}}(?:{ends})(?:\s*[·•|｜]\s*.{{1,6}})?")


def furniture_score(text: str) -> float:
    """How sure a line is furniture, 0 to 1: phrases and shapes of furniture.tsv and of imprints."""
    bare = text.strip(_ORNAMENT)
    if not bare:
        return 1.0
    if len(bare) > LONGEST or (len(bare) > LONGEST_SENTENCE and ends_sentence(bare)):
        return 0.0
    if _known_phrases().search(bare):
        return 0.95
    parts = [part for part in _BREAKS.split(bare) if part]
    if parts and _known_words().issuperset(parts):
        return 0.95
    if _IMPRINT.fullmatch(bare) and not re.fullmatch(r"\d+[.%]?", bare):
        return 0.9
    if _masthead().fullmatch(bare):
        return 0.8
    if _DATE.search(bare) and len(bare) < 40 and not ends_sentence(bare) and re.search(r"版|星期|编辑|农历", bare):
        return 0.9
    return 0.8 if _PAGE_NUMBER.fullmatch(bare) else 0.0
