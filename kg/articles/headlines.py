"""The lines over an article → kicker, main headline, sub-headline."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from kg.articles.kickers import is_place
from kg.articles.lines import Line, join
from kg.articles.mending import goes_on
from kg.tables import ordered


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over an article, each part as printed; the lines that are a column's title are no part of it."""

    headline: str
    kickers: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()  # positions, among the lines given, of running column titles


# A column's title (社区亮招) is a few characters without any punctuation.
LONGEST_COLUMN_TITLE = 6
SURE_COLUMN_TITLE = 4  # also where nothing sets it apart from the line below
# A line over another that shares less than this part of what the other shares with the text is a kicker.
KICKER_SHARE = 0.4
PLACE_SHARE = 0.1
# A kicker that is this much longer than the line below tells the story in full, the headline in short.
KICKER_EXCESS = 6
# A kicker on the headline's own line is two clauses at least; a short first part is the subject of what follows.
SHORTEST_KICKER = 12
SHORTEST_HEADLINE = 7
LONGEST_SUBJECT = 6

SHORTEST_CLAUSE = 4

# A headline that was set on two lines.
SHORTEST_HALF = 5
LONGEST_HALF = 10
HALVES_DIFFER = 3

_PAGE_NUMBER = re.compile(r"\s+\d{1,3}$")
_PLACE_FIRST = re.compile(r"[\u4e00-\u9fff]{1,6}(?:省|市|县|区|旗|州|镇|乡|街道|村)")
_BLANK = re.compile(r"\s+")
_SUBHEAD_MARK = re.compile(r"^(?:——|—|--|－－|──)\s*")
_CLAUSES = re.compile(r"[\s，,；;]+")
_LOOSE = "“”‘’《》！？!?、"


def resolve_heading(lines: list[Line], topic: Callable[[int], float], page: str) -> Heading:
    """Tell kicker, headline and sub-headline apart.

    ``topic`` gives how much the line at a position shares with the article's text. A headline that was cut in two is
    put together.
    """
    columns = tuple(index for index, (line, below) in enumerate(pairwise(lines)) if _is_column(line, below))
    first = len(columns) if columns == tuple(range(len(columns))) else 0
    columns = columns[:first]
    rest = list(range(first, len(lines)))
    main = _main_line(lines, rest, topic)
    parts = [main]
    if not lines[main].level or len({lines[i].level for i in rest}) == 1:
        while parts[-1] + 1 in rest and _belong(lines[parts[-1]].text, lines[parts[-1] + 1].text, page):
            parts.append(parts[-1] + 1)
        while parts[0] - 1 in rest and _belong(lines[parts[0] - 1].text, lines[parts[0]].text, page):
            parts.insert(0, parts[0] - 1)
    headline = lines[parts[0]].text
    for index in parts[1:]:
        headline = _put_together(headline, lines[index].text, page)
    kickers = [lines[index].text for index in rest if index < parts[0]]
    kicker, headline = part_kicker(headline)
    return Heading(
        headline=headline,
        kickers=(*kickers, *([kicker] if kicker else [])),
        subheads=tuple(lines[index].text for index in rest if index > parts[-1]),
        columns=columns,
    )


def part_kicker(headline: str) -> tuple[str, str]:
    """Part a kicker from the headline that stands on the same line after it; an empty kicker if there is none.

    A kicker is a clause by itself; parts with one subject stay together.
    """
    parts = _BLANK.split(headline)
    kicker, last = " ".join(parts[:-1]), parts[-1]
    if len(kicker) < SHORTEST_KICKER or len(last) < SHORTEST_HEADLINE or ":" in kicker or "：" in kicker:
        return "", headline
    clauses = [clause for clause in _CLAUSES.split(kicker) if clause]
    is_parallel = len(clauses[-1].strip(_LOOSE)) == len(last.strip(_LOOSE))
    goes_on_from_subject = last.lstrip(_LOOSE).startswith(ordered("articles/headline_verbs.tsv"))
    has_bare_subject = len(clauses[0]) <= LONGEST_SUBJECT and len(clauses) > 1 and "，" not in kicker.replace(",", "，")
    if len(clauses) < 2 or is_parallel or goes_on_from_subject or has_bare_subject:
        return "", headline
    return kicker, last


def _is_column(line: Line, below: Line) -> bool:
    apart = below.gap > 1 or 0 < line.level == below.level
    longest = LONGEST_COLUMN_TITLE if apart else SURE_COLUMN_TITLE
    text = _PAGE_NUMBER.sub("", line.text)
    return len(text) <= longest and text.isalnum()


def _main_line(lines: list[Line], rest: list[int], topic: Callable[[int], float]) -> int:
    marked = [lines[index].level for index in rest if lines[index].level]
    if marked and len({lines[index].level for index in rest}) > 1:
        return next(index for index in rest if lines[index].level == min(marked))
    candidates = [index for index in rest if not _SUBHEAD_MARK.match(lines[index].text)] or rest
    main = candidates[0]
    for index in candidates[1:]:
        above, below = lines[main].text, lines[index].text
        if len(below) < SHORTEST_HEADLINE - 2:
            break
        # A line that names the place tells more of the text than the headline does, above it and below it.
        share = PLACE_SHARE if _PLACE_FIRST.match(below) and not _PLACE_FIRST.match(above) else KICKER_SHARE
        says_less = topic(main) < share * topic(index)
        is_longer = len(above) >= len(below) + KICKER_EXCESS
        is_background = bool(_PLACE_FIRST.match(above)) and not _PLACE_FIRST.match(below)
        names_place = is_background and topic(index) > KICKER_SHARE * topic(main)
        if (
            not says_less
            and not is_longer
            and not names_place
            and not is_place(above)
            and not (_is_parallel(above) and not _is_parallel(below))
        ):
            break
        main = index
    return main


def _is_parallel(line: str) -> bool:
    """Whether a line is two clauses of one length, as kickers are: 共用一道渠 同坐一张桌."""
    parts = [part.strip(_LOOSE) for part in _BLANK.split(line)]
    return len(parts) == 2 and len(parts[0]) == len(parts[1]) >= SHORTEST_CLAUSE


def _belong(above: str, below: str, page: str) -> bool:
    return _is_cut(above, below, page) or _are_halves(above, below)


def _put_together(above: str, below: str, page: str) -> str:
    # Two clauses keep a blank between them, as headlines on one line have it; a word that was cut does not.
    return f"{above} {below}" if _are_halves(above, below) and not _is_cut(above, below, page) else join(above, below)


def _are_halves(above: str, below: str) -> bool:
    """Whether two short lines of like length are one headline: 老街换新装 + 晚归有灯光."""
    lengths = len(above), len(below)
    return (
        min(lengths) >= SHORTEST_HALF
        and max(lengths) <= LONGEST_HALF
        and abs(lengths[0] - lengths[1]) <= HALVES_DIFFER
        and not any(" " in part or _PLACE_FIRST.match(part) or _SUBHEAD_MARK.match(part) for part in (above, below))
    )


def _is_cut(above: str, below: str, page: str) -> bool:
    return above.endswith(("、", "，", ",")) or goes_on(above, below, page) > 1.0
