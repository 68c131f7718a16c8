import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import PageError
from kg.folder import OUTPUTS
from kg.model import Page
from kg.pages import read_pages
from kg.pages.caller import Given
from kg.pages.formats import READERS, read_file, suffix_of

TEA = "江西省资溪县高阜镇的白茶开采了。\n"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (TEA.encode(), ".txt"),
        (b"%PDF-1.7\n", ".pdf"),
        (b'\xef\xbb\xbf{"title": "x"}', ".jsonl"),
        (b"\n<!DOCTYPE html><html>", ".html"),
        (f"标题,正文\n茶,{TEA}".encode("gbk"), ".csv"),
        (b"PK\x03\x04", ".zip"),
        (b"\x89PNG\r\n", ".txt"),
    ],
)
def test_the_kind_of_a_file_is_told_by_what_it_holds(data: bytes, suffix: str) -> None:
    assert suffix_of(data) == suffix


@pytest.mark.parametrize(
    ("text", "path"), [(TEA, "stdin"), ('{"text": "茶开采了。"}', "stdin#1"), ("题名,正文\n茶,开采了。", "stdin#2")]
)
def test_a_page_can_come_through_standard_input(text: str, path: str, tmp_path: Path) -> None:
    import subprocess

    code = (
        "from pathlib import Path; from kg.pages import read_pages; print(*(p.path for p in read_pages([Path('-')])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True, cwd=tmp_path
    )
    assert done.stdout.decode().split() == [path]


def written(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEA, encoding="utf-8")
    return folder


def told(*inputs: Path) -> dict[str, str]:
    """Paths, with the reason of what is no page."""
    return dict((one.path, "") if isinstance(one, Page) else (one.page, one.reason) for one in read_pages(inputs))


def test_a_folder_that_a_build_wrote_holds_no_pages(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", *(f"output/{name}" for name in OUTPUTS), "output/.kg-ready/b.txt")
    assert told(tmp_path) == {"a.txt": ""}
    assert told(tmp_path / "output") == {}


def test_pages_beside_a_built_graph_are_read_where_the_folder_is_given_and_else_said(tmp_path: Path) -> None:
    written(tmp_path / "sub", *OUTPUTS, "a.txt", "more/b.txt")
    assert told(tmp_path / "sub") == {"a.txt": "", "more/b.txt": ""}
    left_out = told(written(tmp_path, "c.txt"))
    assert left_out.pop("c.txt") == ""
    assert list(left_out) == ["sub"]
    assert left_out["sub"].startswith("it holds a built graph and is left out")
    assert list(told(tmp_path, tmp_path / "sub")) == ["a.txt", "c.txt", "more/b.txt"]


def damaged(archive: Callable[[dict[str, bytes]], bytes]) -> dict[str, bytes]:
    """A Word file whose insides are none, and the like: what no check of ours foresees."""
    return {
        ".docx": archive({"[Content_Types].xml": b"<broken", "word/document.xml": b"<broken"}),
        ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R]>>endobj trailer<</Root 1 0 R>>",
        ".html": b"<html>" * 20_000,
        ".csv": b"\0" * 100,
        ".jsonl": b"[" * 100_000,
    }


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".csv", ".jsonl"])
def test_a_damaged_file_costs_itself_alone(suffix: str, archive: Callable[[dict[str, bytes]], bytes]) -> None:
    found = list(read_file(damaged(archive)[suffix], f"a{suffix}", Given()))
    assert found
    assert all(isinstance(page, PageError) and str(page).startswith(f"a{suffix}") for page in found)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-1.4\n", b"<html><p>", b"{", "正文,标题\n".encode()]),
)
def test_any_bytes_under_any_ending_give_pages_or_errors(suffix: str, data: bytes, start: bytes) -> None:
    for page in read_file(start + data, f"a{suffix}", Given()):
        assert isinstance(page, PageError) or page.text.strip()
