"""Files of costly formats are opened once, and what they hold is what opening them anew would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.cache import Readings, open_new
from kg.model import Page
from kg.pages import given, read_data
from kg.pages.caller import NOTHING

TEXT = "桃子熟了\n\n德清县钟管镇的桃子熟了，村民李秀兰笑着说，今年的桃子甜。\n".encode()


def marked(path: Path, key: bytes) -> None:
    """Put another page under a file's key, to see where pages come from."""
    with Readings(path, "state") as cache:
        cache.put(key, [Page("x", "kept", "utf-8", "")])


def test_a_costly_file_is_opened_once(tmp_path: Path, archive: Callable[[dict[str, bytes]], bytes]) -> None:
    data = archive({"a.txt": TEXT, "b.txt": TEXT})
    expected = list(read_data(data, "a.zip", NOTHING))
    assert len(expected) == 2
    with Readings(tmp_path / "cache", "state") as cache:
        assert list(open_new(data, "a.zip", NOTHING, cache)) == expected
        assert cache.get_pages(cache.file_key(data, "a.zip", NOTHING)) == expected
        key = cache.file_key(data, "a.zip", NOTHING)
    marked(tmp_path / "cache", key)
    with Readings(tmp_path / "cache", "state") as cache:
        assert [one.text for one in open_new(data, "a.zip", NOTHING, cache) if isinstance(one, Page)] == ["kept"]
        # Whatever they depend on makes them others.
        others = [(data + b"\0", "a.zip", NOTHING), (data, "b.zip", NOTHING), (data, "a.zip", given("2024-08-31"))]
        for other in others:
            assert list(open_new(*other, cache)) == list(read_data(*other))
    with Readings(tmp_path / "cache", "another state") as cache:
        assert list(open_new(data, "a.zip", NOTHING, cache)) == expected


def test_a_file_with_an_error_is_opened_anew(tmp_path: Path, archive: Callable[[dict[str, bytes]], bytes]) -> None:
    data = archive({"a.txt": TEXT, "b.txt": b""})
    with Readings(tmp_path / "cache", "state") as cache:
        assert len(list(open_new(data, "a.zip", NOTHING, cache))) == 2
        assert cache.get_pages(cache.file_key(data, "a.zip", NOTHING)) is None


def test_text_is_not_kept_twice(tmp_path: Path) -> None:
    with Readings(tmp_path / "cache", "state") as cache:
        assert list(open_new(TEXT, "a.txt", NOTHING, cache)) == list(read_data(TEXT, "a.txt", NOTHING))
        assert cache.get_pages(cache.file_key(TEXT, "a.txt", NOTHING)) is None


def test_what_is_used_is_not_forgotten(tmp_path: Path, archive: Callable[[dict[str, bytes]], bytes]) -> None:
    data, path = archive({"a.txt": TEXT}), tmp_path / "cache"
    with Readings(path, "state") as cache:
        list(open_new(data, "old.zip", NOTHING, cache))
        list(open_new(data, "used.zip", NOTHING, cache))
    for _ in range(2):
        with Readings(path, "state", limit=1) as cache:
            assert cache.get_pages(cache.file_key(data, "used.zip", NOTHING)) is not None
    with Readings(path, "state") as cache:
        assert cache.get_pages(cache.file_key(data, "old.zip", NOTHING)) is None
