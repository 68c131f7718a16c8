import hashlib
from pathlib import Path

import pytest

from kg.errors import BinaryPage, EmptyPage, PageError, UnreadablePage, UsageError
from kg.model import Page
from kg.pages import read_pages


def write(path: Path, text: str = "近日，喜洲镇成立街区共治委员会。\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def paths(*inputs: Path) -> list[str]:
    return [item.path if isinstance(item, Page) else item.page for item in read_pages(inputs)]


def test_a_page_knows_its_path_its_encoding_and_its_digest(tmp_path: Path) -> None:
    file = write(tmp_path / "2023" / "a.txt")
    (page,) = read_pages([tmp_path])
    assert page == Page(
        "2023/a.txt", file.read_text(encoding="utf-8"), "utf-8", hashlib.sha256(file.read_bytes()).hexdigest()
    )


def test_folders_are_searched_through_for_text_and_markdown_in_order(tmp_path: Path) -> None:
    for name in ["b/2.txt", "b/1.MD", "a.txt", "c.jpg", ".hidden.txt", ".git/x.txt", "b/.d/y.md"]:
        write(tmp_path / name)
    assert paths(tmp_path) == ["a.txt", "b/1.MD", "b/2.txt"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x" / "one.txt", "甲镇的新闻。"), write(tmp_path / "y" / "two.txt", "乙镇的新闻。")
    same = write(tmp_path / "z" / "one.txt", "丙镇的新闻。")
    first = list(read_pages([one, two, same]))
    assert first == list(read_pages([same, two, one]))
    assert [page.path for page in first if isinstance(page, Page)] == ["two.txt", "x/one.txt", "z/one.txt"]


def test_different_files_with_one_path_get_the_fewest_names_of_folders_that_tell_them_apart(tmp_path: Path) -> None:
    for folder in ("2023/A", "2024/A", "2024/B"):
        write(tmp_path / folder / "01" / "a.txt", f"{folder}镇的新闻。")
        write(tmp_path / folder / f"{folder[-1]}{folder[3]}.txt")
        write(tmp_path / folder / "same.txt")
    two = [tmp_path / "2024/A", tmp_path / "2024/B"]
    assert paths(*two) == paths(*reversed(two)) == ["A/01/a.txt", "A4.txt", "B/01/a.txt", "B4.txt", "same.txt"]
    assert paths(tmp_path / "2023/A", *two)[:1] == ["2023/A/01/a.txt"]
    write(tmp_path / "other" / "A" / "01" / "a.txt", "别的新闻。")
    found = read_pages([tmp_path / "other", *two])
    assert {page.path: page.text[0] for page in found if isinstance(page, Page)}.items() >= {
        ("2024/A/01/a.txt", "2"), ("2024/B/01/a.txt", "2"), ("A/01/a.txt", "别"),
    }  # fmt: skip


def test_what_cannot_be_read_gives_its_namesakes_no_longer_paths(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.txt")
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "a.txt").symlink_to("nowhere")
    assert paths(tmp_path / "x", tmp_path / "y") == ["a.txt", "a.txt"]


def test_a_page_given_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "pages" / "a.txt")
    copy = write(tmp_path / "copy" / "a.txt")
    assert paths(file, file, tmp_path / "pages", copy) == ["a.txt"]


def test_a_file_within_a_folder_that_is_given_too_keeps_its_place_in_the_folder(tmp_path: Path) -> None:
    file = write(tmp_path / "2023" / "a.txt")
    assert paths(file, tmp_path) == paths(tmp_path, file) == ["2023/a.txt"]


def test_pages_that_cannot_be_read_come_as_errors_among_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    write(tmp_path / "c.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    found = list(read_pages([tmp_path, tmp_path / "a.txt"]))
    assert [type(item) for item in found] == [EmptyPage, BinaryPage, Page, UnreadablePage]
    assert [item.page for item in found if isinstance(item, PageError)] == ["a.txt", "b.txt", "d.txt"]


def test_a_file_that_cannot_be_opened_is_an_error_of_its_own(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    found = read_pages([file])
    file.unlink()  # between the search and the reading
    (error,) = found
    assert isinstance(error, UnreadablePage)
    assert "cannot be opened" in error.reason


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    assert paths(write(tmp_path / "page.text")) == ["page.text"]


def test_an_input_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read_pages([write(tmp_path / "a.txt"), tmp_path / "nowhere"])


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert paths(tmp_path) == []
