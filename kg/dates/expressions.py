"""The times that a sentence speaks of: 今年6月, 8月31日, 去年上半年 → ISO 8601, seen from the day of its page.

What is understood stands in two tables, forms.tsv and words.tsv; what the page leaves unsaid, a year or a month, is
filled in by the rules of ``_year_of`` and ``_nearest``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.dates.days import iso_day
from kg.dates.numerals import DAY, MONTH, YEAR, numeral
from kg.tables import rows

UNRESOLVABLE, NO_TIME, OPEN = "-", "*", ".."
# A year goes unsaid where it is clear: in a page of these first months these last ones are of the year before.
LATE_MONTHS, EARLY_MONTHS = range(10, 13), range(1, 3)
# News tells of what was more than of what will be: a day ahead counts as much as this many past.
AHEAD = 3

# Which letter of a value each slot of a form gives.
_LETTERS = {
    "Y": "Y", "Y2": "Y2", "M": "M", "M2": "M2", "N": "M", "N2": "M2", "D": "D", "D2": "D2", "n": "D", "n2": "D2",
}  # fmt: skip

_DIGIT_MONTH, _DIGIT_DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_BY_NUMBER, _NOT_BEHIND_NUMBER = r"(?<![\d第每近满])", r"(?<!\d)"
_TO = r"(?:至|到|[-—–~～]+)"
_SLOT = re.compile(r"\{([\w?]+)\}")
_MAY_MISS = re.compile(r"\([^()]*\)\??|\[[^]]*\]\??|[^()]\?")  # groups from the innermost out, classes, optional signs
# A sign for each slot that a form needs, in no text of its own: few sentences hold a year, so few forms are tried.
_MARKS = {
    "year": "\ue000", "Y": "\ue001", "Y2": "\ue001", "month": "\ue002", "day": "\ue003", "week": "\ue004",
    "N": "\ue005", "N2": "\ue005", "n": "\ue005", "n2": "\ue005",
}  # fmt: skip
_MARKED = ("year", "Y", "month", "day", "week", "N")  # one slot for each mark
# Stands before the month of a year that is told in another way: 22年3月, 民国22年3月, 2022.3月.
_OTHER_YEAR = re.compile(r"(?:[\d〇零一二三四五六七八九十]年|\d\s?[.．])\s?$")
_HINT = re.compile("[年月日天周期近前初底末季此]")


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text; its value is "" where it is a time, but which one cannot be told."""

    begin: int
    end: int
    surface: str
    value: str  # "2024", "2024-06", "2024-08-31"; of a period "2024-01/2024-06" or "2023/.."


@lru_cache(maxsize=4096)
def find_times(text: str, today: str = "") -> tuple[Time, ...]:
    """The times of a text in its order, seen from a day in ISO form; without one only absolute ones get a value.

    What stands between 《 and 》 is a title and tells nothing of when something happened.
    """
    if not _HINT.search(text):
        return ()
    titles = [(match.start(), match.end()) for match in re.finditer(r"《[^》]*》", text)]
    here = date.fromisoformat(today) if today else None
    times = []
    for match, value in _longest(text):
        if value != NO_TIME and not any(begin <= match.start() < end for begin, end in titles):
            surface = match[0].strip()
            begin = text.index(surface, match.start())
            said = match.groupdict()
            if not (said.get("Y") or said.get("year")) and _OTHER_YEAR.search(text[max(0, begin - 6) : begin]):
                value = UNRESOLVABLE  # noqa: PLW2901
            times.append(Time(begin, begin + len(surface), surface, _value(said, value, here)))
    return tuple(times)


def _longest(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The forms that fit, from left to right, none inside another."""
    here = signs_of(text)
    found = [(match, value) for needed, form, value in forms() if needed <= here for match in form.finditer(text)]
    last = 0
    for match, value in sorted(found, key=lambda hit: (hit[0].start(), -hit[0].end())):
        if match.start() >= last:
            yield match, value
            last = match.end()


def _value(said: dict[str, str | None], template: str, here: date | None) -> str:
    parts = _parts(said, here) if template != UNRESOLVABLE else {}
    if not parts:
        return ""
    sides = [OPEN if side == OPEN else _iso(side, parts) for side in template.split("/")]
    # An open end sorts before any year, and is none of those that come too early.
    if not all(sides) or (OPEN not in sides and sides != sorted(sides)):
        return ""
    return "/".join(dict.fromkeys(sides))


def _parts(said: dict[str, str | None], here: date | None) -> dict[str, int]:
    """What the letters of a template stand for; empty if the page's day is needed and not known."""
    parts = {_LETTERS[slot]: numeral(text.strip()) for slot, text in said.items() if text and slot in _LETTERS}
    if "Y" in parts:
        return parts
    if here is None:
        return {}
    if word := said.get("year"):
        return parts | {"Y": here.year + _distance("year", word)}
    if word := said.get("month"):
        year, month = divmod(here.year * 12 + here.month - 1 + _distance("month", word), 12)
        return parts | {"Y": year, "M": month + 1}
    if word := said.get("day"):
        return _named(here + timedelta(days=_distance("day", word)))
    if word := said.get("week"):
        monday = here + timedelta(days=7 * _distance("week", word) - here.weekday())
        return _named(monday) | _named(monday + timedelta(days=6), "2")
    if "M" in parts:
        return {"Y": _year_of(parts["M"], here)} | parts
    return _named(_nearest(parts["D"], here)) | parts if "D" in parts else {"Y": here.year}


def _named(day: date, mark: str = "") -> dict[str, int]:
    return {f"Y{mark}": day.year, f"M{mark}": day.month, f"D{mark}": day.day}


def _year_of(month: int, here: date) -> int:
    """The year of a month that stands without one: the page's own, but in January December is the last one."""
    if here.month in EARLY_MONTHS and month in LATE_MONTHS:
        return here.year - 1
    return here.year + (here.month == 12 and month == 1)


def _nearest(number: int, here: date) -> date:
    """The day with this number in its month that a page most likely means: 31日 on 1 September is yesterday."""
    days = [here + timedelta(distance) for distance in range(-31, 32)]
    fitting = [day for day in days if day.day == number] or [here]
    return min(fitting, key=lambda day: (day - here).days * AHEAD if day > here else (here - day).days)


def _iso(side: str, parts: dict[str, int]) -> str:
    numbers = [parts[letter] if letter in parts else int(letter) for letter in side.split("-")]
    if len(numbers) == 3:
        return iso_day(*numbers)
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def _distance(unit: str, word: str) -> int:
    return next(int(number) for of, said, number, *_ in rows("dates/words.tsv", 5) if (of, said) == (unit, word))


@cache
def forms() -> tuple[tuple[frozenset[str], re.Pattern[str], str], ...]:
    """The signs without which a form does not fit, the form, and its value."""
    slots = _slots()
    return tuple(
        (_needed(form), re.compile(_SLOT.sub(lambda slot: slots[slot[1]], form)), value)
        for form, value in rows("dates/forms.tsv", 2)
    )


@cache
def _slots() -> dict[str, str]:
    """What may stand in each slot."""
    slots = {
        "Y": rf"{_NOT_BEHIND_NUMBER}(?P<Y>{YEAR})\s?",
        "Y2": rf"(?P<Y2>{YEAR})\s?",
        "M": rf"\s?(?P<M>{MONTH})\s?",
        "D": rf"\s?(?P<D>{DAY})\s?",
        "N": rf"\s?{_NOT_BEHIND_NUMBER}(?P<N>{_DIGIT_MONTH})\s?",
        "N2": rf"\s?(?P<N2>{_DIGIT_MONTH})\s?",
        "n": rf"\s?{_BY_NUMBER}(?P<n>{_DIGIT_DAY})\s?",
        "n2": rf"\s?(?P<n2>{_DIGIT_DAY})\s?",
        "to": _TO,
    } | {unit: _words(unit) for unit in ("month", "day", "week")}
    slots["year"] = rf"(?:{slots['Y']}年|{_words('year')})"
    slots["year?"] = f"{slots['year']}?"
    return slots


def _needed(form: str) -> frozenset[str]:
    """The hanzi, and the marks of slots, that stand in whatever a form fits: those outside choices and of what may be
    missing."""
    bare = _SLOT.sub(lambda slot: _MARKS.get(slot[1], ""), form)
    smaller = _MAY_MISS.sub("", bare)
    while smaller != bare:
        bare, smaller = smaller, _MAY_MISS.sub("", smaller)
    return frozenset(bare)


def signs_of(text: str) -> set[str]:
    """All signs of a text, and the marks of the slots that something in it fits: what a form must find its needs in."""
    return {*text, *(mark for mark, slot in _marked() if slot.search(text))}


@cache
def _marked() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each mark with what fits its slots at least: a year, a digit."""
    slots = _slots() | {"Y": YEAR, "N": r"\d"}
    return tuple((mark, re.compile(slots[slot])) for slot, mark in _MARKS.items() if slot in _MARKED)


def _words(unit: str) -> str:
    """The words of a unit as one group, each with what may not stand around it."""
    choices = []
    for of, word, _, before, behind in rows("dates/words.tsv", 5):
        if of == unit:
            choices.append((f"(?<![{before}])" if before else "") + word + (f"(?![{behind}])" if behind else ""))
    return rf"(?P<{unit}>{'|'.join(choices)})"
