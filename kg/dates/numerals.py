"""Numbers in dates: 2024, ２０２４, 二〇二四; 31, 三十一."""

from __future__ import annotations

import re

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0}

YEAR = r"(?:(?:19|20)\d\d|[12１２][9０0９][０-９]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|３[０１]|[１２][０-９]|[１-９]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"


def numeral(text: str) -> int:
    """The number that a numeral of a date writes."""
    if re.fullmatch(r"\d+", text):
        return int(text)  # full-width digits too
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[sign]) for sign in text))
