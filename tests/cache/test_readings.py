"""The file of readings: what goes in comes out, and no file, however broken, stops a build."""

import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import Readings, read_new
from kg.cache.readings import LAYOUT
from kg.errors import EmptyPage, PageError
from kg.model import Article, Claim, EntityType, Field, Kind, Mention, Page, Predicate, Reading, Referent

# Writes so much in one transaction that some of it is in the file when the program is killed.
HALF = """
import os, signal, sqlite3, sys

base = sqlite3.connect(sys.argv[1])
base.execute("PRAGMA cache_size = 10")
base.execute("BEGIN")
for number in range(2000):
    base.execute("INSERT INTO reading VALUES (?, 1, 1, ?)", (os.urandom(32), os.urandom(500)))
os.kill(os.getpid(), signal.SIGKILL)
"""
Result = tuple[Page, list[Reading] | PageError]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
pages = st.builds(Page, path=st.sampled_from(["a", "b", "c"]), text=texts, encoding=st.just("utf-8"), digest=texts)


def as_read(page: Page) -> list[Reading]:
    """A reading that shows whose it is, with floats that no short decimal has."""
    article = Article("article/1", page.path, page.text, "", ("田禾",), page.text, (1, 2), page.date)
    mention = Mention(Field.BODY, 0, 2, page.text[:2], EntityType.PLACE, 0.1 + 0.2)
    referent = Referent("article/1#Place/x", EntityType.PLACE, Kind.VILLAGE, page.text, (mention,))
    return [Reading(article, (referent,), (Claim("x", Predicate.PART_OF, "y", page.text, 1 / 3),))]


class Reader:
    """Reads as the engine does, and remembers what it was given."""

    def __init__(self) -> None:
        self.read: list[Page] = []

    def __call__(self, pages: Sequence[Page]) -> Iterator[Result]:
        for page in pages:
            self.read.append(page)
            yield page, as_read(page) if page.text else EmptyPage(page.path, "it is empty")


def run(
    file: Path, pages: list[Page], state: str = "1", patience: float = 20
) -> tuple[list[Result], list[Page], list[str]]:
    """The results, the pages that were read for them, and what was said."""
    reader, said = Reader(), list[str]()
    with Readings(file, state, said.append, patience=patience) as cache:
        found = list(read_new(pages, reader, cache))
    assert sum(not known for *_, known in found) == len(reader.read)
    return [(page, result) for page, result, _ in found], reader.read, said


def page(text: str, path: str = "a.txt") -> Page:
    return Page(path, text, "utf-8", "0")


@given(corpora=st.lists(st.lists(pages, max_size=5), max_size=5))
def test_any_sequence_of_corpora_yields_what_reading_alone_would(
    corpora: list[list[Page]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("cache") / "readings.sqlite"
    known: set[Page] = set()
    for corpus in corpora:
        found, read, said = run(file, corpus)
        assert [(page, result) for page, result in found if not isinstance(result, PageError)] == [
            (page, as_read(page)) for page in corpus if page.text
        ]
        assert [page for page, _ in found] == corpus
        assert set(read) == {page for page in corpus if page not in known or not page.text}
        assert said == []
        known.update(corpus)


@pytest.mark.parametrize("change", [{"text": "桥"}, {"path": "b.txt"}, {"date": "2024-01-02"}, {"whole": True}])
def test_a_page_of_which_anything_is_another_is_read_again(change: dict[str, str], tmp_path: Path) -> None:
    first = page("村")
    run(tmp_path / "c", [first])
    other = replace(first, **change)  # type: ignore[arg-type]
    assert run(tmp_path / "c", [first, other])[1] == [other]


def test_another_state_of_the_program_reads_all_again(tmp_path: Path) -> None:
    run(tmp_path / "c", [page("村")])
    assert run(tmp_path / "c", [page("村")], state="2")[1] == [page("村")]
    assert run(tmp_path / "c", [page("村")])[1] == []


def test_what_was_read_before_a_build_broke_off_is_known_to_the_next(tmp_path: Path) -> None:
    corpus = [page("村", "1"), page("桥", "2"), page("茶", "3")]
    cache = Readings(tmp_path / "c", "1")
    results = read_new(corpus, Reader(), cache)
    next(results), next(results), next(results)
    del results, cache  # nothing is closed, as after kill -9
    assert run(tmp_path / "c", corpus)[1] == []


def test_text_that_no_utf_8_has_is_read_each_time(tmp_path: Path) -> None:
    broken = page("\ud800村")
    assert run(tmp_path / "c", [broken]) == run(tmp_path / "c", [broken])
    assert run(tmp_path / "c", [broken])[1] == [broken]


@pytest.mark.parametrize("at", [0.3, 0.6, 0.95])
def test_a_damaged_cache_is_made_anew_and_said(at: float, tmp_path: Path) -> None:
    file = tmp_path / "readings.sqlite"
    corpus = [page(f"{number}村" * 50, str(number)) for number in range(60)]
    fresh, _, _ = run(file, corpus)
    whole = file.read_bytes()
    cut = int(len(whole) * at)
    file.write_bytes(whole[:cut] + bytes(len(whole) - cut))
    found, read, said = run(file, corpus)
    assert found == fresh
    assert read
    assert said
    assert run(file, corpus) == (fresh, [], [])


@given(data=st.data())
def test_no_byte_of_a_cache_stops_a_build(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor does one that is cut off; what is said of it, if anything, is said in lines."""
    file = tmp_path_factory.mktemp("cache") / "readings.sqlite"
    corpus = [page(f"{number}村" * 20, str(number)) for number in range(8)]
    fresh, _, _ = run(file, corpus)
    damaged = bytearray(file.read_bytes())
    # The header and, at the end of the first 4096 bytes, the names of tables and columns are what SQLite reads first.
    places = st.integers(0, len(damaged) - 1) | st.integers(0, 150) | st.integers(3700, 4095)
    for at in data.draw(st.lists(places, max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    file.write_bytes(damaged[: data.draw(st.none() | places)])
    found, _, said = run(file, corpus)
    assert found == fresh
    assert all(line.startswith(f"{file}: ") for line in said)


def test_damage_that_sqlite_quotes_is_damage(tmp_path: Path) -> None:
    """Its message is then no UTF-8, and Python gives another error for it."""
    fresh, _, _ = run(tmp_path / "c", [page("村")])
    (tmp_path / "c").write_bytes((tmp_path / "c").read_bytes().replace(b"CREATE TABLE", b"CREATE TA\x80LE"))
    found, _, said = run(tmp_path / "c", [page("村")])
    assert found == fresh
    assert "made anew" in said[0]


@pytest.mark.parametrize("last", ["'x'", "x'00'", "1.5", "-9", "9223372036854775807"])
def test_a_number_of_a_build_that_cannot_be_is_damage(last: str, tmp_path: Path) -> None:
    fresh, _, _ = run(tmp_path / "c", [page("村")])
    with sqlite3.connect(tmp_path / "c") as base:
        base.execute(f"UPDATE reading SET build = {last}")
    base.close()
    found, _, said = run(tmp_path / "c", [page("村")])
    assert found == fresh
    assert "made anew" in said[0]
    assert run(tmp_path / "c", [page("村")]) == (fresh, [], [])


def test_a_cache_that_another_program_keeps_locked_is_done_without_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "c"
    fresh, _, _ = run(file, [page("村")])
    before = file.read_bytes()
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    found, read, said = run(file, [page("村")], patience=0.1)
    other.close()
    assert (found, read) == (fresh, [page("村")])
    assert said == [
        f"{file}: cannot be used as a cache (database is locked); it is left as it is, and all pages are read"
    ]
    assert file.read_bytes() == before
    assert run(file, [page("村")]) == (fresh, [], [])


def test_a_build_waits_while_another_one_writes(tmp_path: Path) -> None:
    fresh, _, _ = run(tmp_path / "c", [page("村")])
    other = sqlite3.connect(tmp_path / "c", check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    done = threading.Timer(0.3, other.rollback)
    done.start()
    assert run(tmp_path / "c", [page("村")]) == (fresh, [], [])
    done.join()
    other.close()


def test_a_cache_that_gets_locked_while_pages_are_read_costs_no_page(tmp_path: Path) -> None:
    said = list[str]()
    cache = Readings(tmp_path / "c", "1", said.append, patience=0.1)
    corpus = [page("村", "1"), page("桥", "2"), page("茶", "3")]
    results = read_new(corpus, Reader(), cache)
    found = [next(results)]
    other = sqlite3.connect(tmp_path / "c")
    other.execute("BEGIN IMMEDIATE")
    found += results
    other.close()
    cache.close()
    assert [result for _, result, _ in found] == [as_read(page) for page in corpus]
    assert len(said) == 1
    assert run(tmp_path / "c", corpus)[1] == corpus[1:]


def test_a_cache_on_a_full_disk_is_done_without(tmp_path: Path) -> None:
    """At whatever size the disk is full: from the first byte of the file on."""
    corpus = [page(f"{number}村" * 200, str(number)) for number in range(40)]
    fresh, _, _ = run(tmp_path / "whole", corpus)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    whole = (tmp_path / "whole").stat().st_size
    for number, size in enumerate((1, 4096, 5000, whole // 2, whole - 4096)):
        file = tmp_path / str(number)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            found, _, said = run(file, corpus)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert found == fresh
        assert len(said) == 1
        assert f"{file}: cannot be used as a cache" in said[0]
        found, read, said = run(file, corpus)
        assert (found, said) == (fresh, [])
        assert run(file, corpus)[1] == []
    assert 0 < len(read) < len(corpus)  # what was kept before the disk was full is known


def test_a_program_killed_in_the_middle_of_writing_leaves_what_was_written_before(tmp_path: Path) -> None:
    corpus = [page("村", "1"), page("桥", "2")]
    fresh, _, _ = run(tmp_path / "c", corpus)
    half = subprocess.run([sys.executable, "-c", HALF, str(tmp_path / "c")], check=False)
    assert half.returncode == -signal.SIGKILL
    assert (tmp_path / "c-journal").stat().st_size > 0
    assert run(tmp_path / "c", corpus) == (fresh, [], [])
    with sqlite3.connect(tmp_path / "c") as base:
        assert base.execute("SELECT COUNT(*) FROM reading").fetchone() == (2,)
    base.close()


def test_a_row_that_is_damaged_or_made_up_is_read_anew(tmp_path: Path) -> None:
    corpus = [page("村", "1"), page("桥", "2"), page("茶", "3"), page("路", "4"), page("街", "5")]
    fresh, _, _ = run(tmp_path / "c", corpus)
    bomb = zlib.compress(b'[{"article":1}]', 1)
    deep = zlib.compress(b'[{"x":' + b"[" * 10**6, 1)
    with sqlite3.connect(tmp_path / "c") as base:
        keys = [key for (key,) in base.execute("SELECT key FROM reading ORDER BY key")]
        rows = (b"\0", sha256(keys[1] + bomb).digest() + bomb, "text", sha256(keys[3] + deep).digest() + deep)
        for key, value in zip(keys, rows, strict=False):
            base.execute("UPDATE reading SET value = ? WHERE key = ?", (value, key))
    base.close()
    found, read, said = run(tmp_path / "c", corpus)
    assert found == fresh
    assert len(read) == len(said) == 4
    assert run(tmp_path / "c", corpus)[1:] == ([], [])


def test_a_row_of_another_page_is_not_taken_for_its_own(tmp_path: Path) -> None:
    corpus = [page("村", "1"), page("桥", "2")]
    fresh, _, _ = run(tmp_path / "c", corpus)
    with sqlite3.connect(tmp_path / "c") as base:
        (first, one), (second, other) = base.execute("SELECT key, value FROM reading").fetchall()
        base.execute("UPDATE reading SET value = ? WHERE key = ?", (other, first))
        base.execute("UPDATE reading SET value = ? WHERE key = ?", (one, second))
    base.close()
    found, read, said = run(tmp_path / "c", corpus)
    assert (found, read, len(said)) == (fresh, corpus, 2)


def test_a_file_that_is_no_cache_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "thesis.docx"
    file.write_bytes(b"my only copy" * 99)
    assert run(file, [page("村")])[0] == [(page("村"), as_read(page("村")))]
    assert file.read_bytes() == b"my only copy" * 99
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE reading (x)")
        base.execute("INSERT INTO reading VALUES (1)")
    base.close()
    before = other.read_bytes()
    found, _, said = run(other, [page("村")])
    assert found == [(page("村"), as_read(page("村")))]
    assert "left as it is" in said[0]
    assert other.read_bytes() == before


def test_a_cache_of_an_earlier_layout_is_made_anew(tmp_path: Path) -> None:
    run(tmp_path / "c", [page("村")])
    with sqlite3.connect(tmp_path / "c") as base:
        base.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    base.close()
    assert "made anew" in run(tmp_path / "c", [page("村")])[2][0]
    assert run(tmp_path / "c", [page("村")])[1:] == ([], [])


def test_a_place_that_cannot_be_written_costs_the_cache_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found, _, said = run(tmp_path / "file" / "c", [page("村")])
    assert found == [(page("村"), as_read(page("村")))]
    assert len(said) == 1


def test_two_builds_may_write_at_once(tmp_path: Path) -> None:
    first, second = Readings(tmp_path / "c", "1"), Readings(tmp_path / "c", "1")
    for number in range(20):
        for cache in (first, second):
            cache.put(cache.key(page(str(number))), as_read(page(str(number))))
    first.close()
    second.close()
    assert run(tmp_path / "c", [page(str(number)) for number in range(20)])[1:] == ([], [])


def test_readings_long_without_use_go_when_there_are_too_many(tmp_path: Path) -> None:
    run(tmp_path / "c", [page("村")])
    run(tmp_path / "c", [page("桥")])
    Readings(tmp_path / "c", "1", limit=1).close()
    assert run(tmp_path / "c", [page("桥")])[1] == [page("桥")]
    run(tmp_path / "c", [page("村")])
    with Readings(tmp_path / "c", "1", limit=1) as cache:
        assert cache.known([cache.key(page("村"))])
    assert run(tmp_path / "c", [page("村"), page("桥")])[1] == [page("桥")]
