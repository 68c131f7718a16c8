"""When and in which newspaper a page appeared, and under which number: asked of one source after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.dates import find_days
from kg.model import Page
from kg.pages.caller import Given
from kg.tables import ordered
from kg.traditional import simplified


class Issue(NamedTuple):
    """What one source says; "" where it says nothing."""

    date: str = ""
    paper: str = ""
    number: str = ""


class Source(NamedTuple):
    """Who may know a page's issue, and why it is asked at its place in the order."""

    ask: Callable[[Page, Given], Issue]
    why: str


# A masthead is short; a sentence that tells a date is none.
LONGEST_MASTHEAD = 45
_MASTHEAD_WORDS = re.compile(r"星期|周[一二三四五六日]|农历|[第\d]版|版[面次]?$|责[任编]|编辑|总第|邮箱|电话")
_NUMBER = re.compile(r"(?<![\dA-Za-z])第?\s*([A-Z]?\d{1,3})\s*版|(?<![\dA-Za-z])([A-D]\d{1,2})(?![\dA-Za-z])")


def with_issue(page: Page, given: Given) -> Page:
    """The page with the date, paper and number that the first source to know says."""
    said = [source.ask(page, given) for source in SOURCES]
    date, paper, number = (next(filter(None, answers), "") for answers in zip(*said, strict=True))
    return replace(page, date=date, paper=paper, number=number)


def _of_the_caller(_: Page, given: Given) -> Issue:
    return Issue(given.date, given.paper)


def _of_the_page(page: Page, _: Given) -> Issue:
    return Issue(page.date, page.paper, page.number)


def _of_the_name(page: Page, _: Given) -> Issue:
    """The last date, paper and number of the path; what stands nearer to the page is surer."""
    path = re.sub(r"#\d+$", "", page.path)
    days = [day for _, _, day in find_days(path)]
    papers = [path[match.start() : match.end()] for match in _paper().finditer(simplified(path))]
    numbers = [match[1] or match[2] for match in _NUMBER.finditer(re.sub(r"\.\w+$", "", path))]
    return Issue(*(found[-1] if found else "" for found in (days, papers, numbers)))


def _of_the_masthead(page: Page, _: Given) -> Issue:
    """The date that most mastheads have, and the paper that stands on such a line or on one of its own."""
    if page.whole:
        return Issue()
    days: Counter[str] = Counter()
    papers: Counter[str] = Counter()
    for line in map(str.strip, page.text.split("\n")):
        if not 0 < len(line) <= LONGEST_MASTHEAD or line.endswith(("。", "！", "？", "，")):
            continue
        found = list(find_days(line))
        alone = len(found) == 1 and found[0][1] - found[0][0] == len(line)
        plain = simplified(line)
        paper = line[slice(*named.span())] if (named := _paper().search(plain)) else ""
        if len(found) == 1 and (alone or paper or _MASTHEAD_WORDS.search(plain)):
            days[found[0][2]] += 1
            papers.update([paper] if paper else [])
        elif paper and paper == line.strip("#*·•|｜■ "):
            papers[paper] += 1
    return Issue(_most(days), _most(papers))


def _most(counts: Counter[str]) -> str:
    """What was counted most; "" where two were counted alike."""
    most = max(counts.values(), default=0)
    best = [name for name, number in counts.items() if number == most]
    return best[0] if len(best) == 1 else ""


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{'|'.join(ordered('pages/paper_suffixes.txt'))})(?![\u4e00-\u9fff])")


SOURCES = (
    Source(_of_the_caller, "--date and --paper: whoever gives them knows, and can so set right all that follows"),
    Source(_of_the_page, "its own fields, be it a row, the head of a text file, or what a web page says of itself"),
    Source(_of_the_name, "the names of its file and folders: given by whoever keeps the pages, mostly by a rule"),
    Source(_of_the_masthead, "its mastheads; last, as they are told from other lines by their shape alone"),
)
