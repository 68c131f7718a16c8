import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from kg.engine import read_all
from kg.engine.local import MOST_PROCESSES, TOGETHER, WORTH_A_PROCESS, Result, processes
from kg.errors import DataError, EmptyPage, PageError, PageFailed
from kg.model import Article, Page, Reading
from kg.reader import Reader


def page(path: str, text: str) -> Page:
    return Page(path, text, "utf-8", "0" * 64)


PAGES = [page(f"{number}.txt", f"第{number}页") for number in range(5)]


# A program whose processes show that they live.
BEATING = """
import itertools, os, time
from pathlib import Path

from kg.engine import read_all
from kg.model import Page


def beat(pages):
    for number in itertools.count():
        Path("new").with_suffix(f".{os.getpid()}").write_text(str(number))
        Path("new").with_suffix(f".{os.getpid()}").replace(f"{os.getpid()}.beat")
        time.sleep(0.05)


if __name__ == "__main__":
    list(read_all([Page(name, "", "utf-8", "0") for name in "ab"], beat, 2))
"""


# Readers of a page; several processes find them by their names.
def plain(one: Page) -> list[Reading]:
    return [Reading(Article(f"article/{one.path}", one.path, one.text, "", (), "", (1,)), (), ())]


def broken(one: Page) -> list[Reading]:
    if one.path == "2.txt":
        raise ZeroDivisionError("no such line")
    return plain(one)


def empty(one: Page) -> list[Reading]:
    if one.path == "2.txt":
        raise EmptyPage(one.path, "it holds no text")
    return plain(one)


def damaged(one: Page) -> list[Reading]:
    raise DataError(f"kg/table.tsv is damaged ({one.path}); install newskg again")


def ending(one: Page) -> list[Reading]:
    if one.path in ("1.txt", "3.txt"):
        os._exit(9)
    return plain(one)


def process(one: Page) -> list[Reading]:
    return [Reading(Article(str(os.getpid()), one.path, "", "", (), "", ()), (), ())]


def each(read: Callable[[Page], list[Reading]], pages: Sequence[Page]) -> list[list[Reading]]:
    """Reads pages one by one."""
    return [read(one) for one in pages]


def outcome(results: list[Result]) -> list[tuple[str, str]]:
    return [
        (one.path, f"{type(result).__name__}: {result}" if isinstance(result, PageError) else result[0].article.id)
        for one, result in results
    ]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("reader", "error"), [(broken, PageFailed), (empty, EmptyPage)])
def test_a_page_that_breaks_its_reader_costs_itself_alone(
    reader: Callable[[Page], list[Reading]], error: type[PageError], jobs: int
) -> None:
    results = list(read_all(PAGES, partial(each, reader), jobs))
    assert [one for one, _ in results] == PAGES
    for one, result in results:
        if one.path == "2.txt":
            assert type(result) is error
            assert str(result).startswith("2.txt: ")
        else:
            assert result == plain(one)


def test_a_page_that_ends_its_process_costs_itself_alone() -> None:
    results = list(read_all(PAGES, partial(each, ending), 2))
    assert [one for one, _ in results] == PAGES
    failed = [result for _, result in results if isinstance(result, PageFailed)]
    assert [error.page for error in failed] == ["1.txt", "3.txt"]
    assert "ended its process" in failed[0].reason
    assert [result for one, result in results if one.path in ("0.txt", "2.txt", "4.txt")] == [
        plain(PAGES[at]) for at in (0, 2, 4)
    ]


def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(BEATING)
    program = subprocess.Popen([sys.executable, tmp_path / "program.py"], cwd=tmp_path)

    def beats() -> dict[str, str]:
        return {path.name: path.read_text() for path in tmp_path.glob("*.beat")}

    while len(beats()) < 2:
        assert program.poll() is None
        time.sleep(0.05)
    program.kill()
    program.wait()
    last: dict[str, str] = {}
    for _ in range(20):
        if last == (last := beats()):
            break
        time.sleep(0.5)
    else:
        pytest.fail("they go on")


def test_so_many_processes_are_started_as_are_worth_it() -> None:
    assert processes([]) == processes(PAGES) == 1
    large = [page("1.txt", "桃" * WORTH_A_PROCESS)] * 99
    assert processes(large[:1]) == 1
    assert processes(large) == min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    assert {os.getpid()} == {int(where) for _, where in outcome(list(read_all(PAGES, partial(each, process), 0)))}


def test_a_break_that_nobody_foresaw_says_what_happened() -> None:
    ((_, result),) = read_all([PAGES[2]], partial(each, broken))
    assert "ZeroDivisionError: no such line" in str(result)
    assert "please report it" in str(result)


def test_several_processes_give_the_same_as_one() -> None:
    assert outcome(list(read_all(PAGES, partial(each, broken), 2))) == outcome(
        list(read_all(PAGES, partial(each, broken), 1))
    )


def test_the_work_is_spread_only_where_asked() -> None:
    here = str(os.getpid())
    assert {where for _, where in outcome(list(read_all(PAGES, partial(each, process), 1)))} == {here}
    assert here not in {where for _, where in outcome(list(read_all(PAGES, partial(each, process), 2)))}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_with_the_installation_stops_the_run(jobs: int) -> None:
    with pytest.raises(DataError, match="install newskg again"):
        list(read_all(PAGES, partial(each, damaged), jobs))


def test_pages_are_read_together_up_to_a_size() -> None:
    groups: list[list[int]] = []

    def read(pages: Sequence[Page]) -> list[list[Reading]]:
        groups.append([len(one.text) for one in pages])
        return [[] for _ in pages]

    sizes = [TOGETHER - 3, 1, 1, 2 * TOGETHER, 1, 0]
    pages = [page(f"{number}.txt", "桃" * size) for number, size in enumerate(sizes)]
    assert list(read_all(pages, read)) == [(one, []) for one in pages]
    assert groups == [[TOGETHER - 3, 1], [1], [2 * TOGETHER], [1, 0]]


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_no_pages_are_no_results(jobs: int) -> None:
    assert list(read_all([], partial(each, plain), jobs)) == []


def test_real_pages_are_read_the_same_in_several_processes() -> None:
    texts = [
        "桃子熟了\n\n本报记者 田禾\n\n德清县钟管镇的桃子熟了，村民李秀兰笑着说，今年的桃子又大又甜。",
        "第二页没有句号",
        "。",
    ]
    pages = [page(f"{number}.txt", text) for number, text in enumerate(texts)]
    several, alone = (
        [
            str(result) if isinstance(result, PageError) else result
            for _, result in read_all(pages, Reader().read_pages, jobs)
        ]
        for jobs in (2, 1)
    )
    assert several == alone
    assert several[1] == "1.txt: no article was found in it (is it Chinese text of a newspaper?)"
