import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OversizedPage, UnreadablePage, UsageError
from kg.model import Page
from kg.pages import read_pages
from kg.pages.limits import LARGEST_FILE, LARGEST_TEXT
from kg.pages.paths import page_path

TEA = "江西省资溪县高阜镇的白茶开采了。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one page; what is hostile comes beside it."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(TEA, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, str]:
    """Paths, with the text or the reason."""
    found = list(read_pages([folder]))
    return {page.path: page.text for page in found if isinstance(page, Page)} | {
        page.page: f"{type(page).__name__}: {page.reason}" for page in found if not isinstance(page, Page)
    }


@pytest.mark.parametrize(("name", "most"), [("a.txt", LARGEST_TEXT), ("a.html", LARGEST_TEXT), ("a.csv", LARGEST_FILE)])
def test_a_file_that_is_too_large_is_told_by_its_size_alone(name: str, most: int, pages: Path) -> None:
    with (pages / name).open("wb") as file:
        file.truncate(most + 1)  # a file with a hole takes no room on the disk
    found = read(pages)
    assert found.pop("good.txt") == TEA
    assert found[name].startswith(f"OversizedPage: it has more than {most:,} bytes; cut it into")


def test_a_link_that_leads_out_of_the_folder_is_not_followed_and_said(pages: Path, tmp_path: Path) -> None:
    outside = tmp_path / "pages-of-others"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEA, encoding="utf-8")
    (outside / "notes").write_text(TEA, encoding="utf-8")
    (pages / "north").symlink_to(outside)
    (pages / "link.txt").symlink_to(outside / "secret.txt")
    (pages / "notes").symlink_to(outside / "notes")  # nobody would take it for a page
    (pages / "inside.txt").symlink_to("good.txt")
    (pages / "sub").mkdir()
    (pages / "sub" / "up").symlink_to(pages)  # a loop
    (pages / "self.txt").symlink_to("self.txt")
    (pages / "nowhere.txt").symlink_to("gone.txt")
    found = read(pages)
    assert found.pop("good.txt") == found.pop("inside.txt") == TEA
    assert found.pop("north") == found.pop("link.txt")
    assert "leads out of the folder" in read(pages)["north"]
    assert "cannot be opened" in found.pop("self.txt")
    assert "cannot be opened" in found.pop("nowhere.txt")
    assert found == {}
    assert list(read(pages / "north")) == ["secret.txt"]  # given by itself


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_in_a_folder_is_said_and_not_waited_for(pages: Path) -> None:
    os.mkfifo(pages / "pipe.txt")
    os.mkfifo(pages / "pipe")
    assert read(pages) == {
        "good.txt": TEA, "pipe.txt": "UnreadablePage: it is no file but a pipe, a socket or a device",
    }  # fmt: skip


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device on this system")
def test_an_endless_device_ends() -> None:
    (found,) = read_pages([Path("/dev/zero")])
    assert isinstance(found, OversizedPage)


def test_folders_five_hundred_deep_are_read_and_deeper_ones_said(pages: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(pages)
        for depth in range(515):
            if depth == 500:
                Path("deep.txt").write_text(TEA, encoding="utf-8")
            folder = Path("abcd" if depth < 500 else "a" * 200)
            folder.mkdir()
            os.chdir(folder)
    finally:
        os.chdir(here)
    found = read(pages)
    shutil.rmtree(pages / "abcd")  # pytest's own way to remove it cannot
    assert found.pop("good.txt") == found.pop("abcd/" * 500 + "deep.txt") == TEA
    ((path, reason),) = found.items()
    assert path.startswith("abcd/abcd")
    assert "folder cannot be opened" in reason


@pytest.mark.skipif(os.name != "posix", reason="permissions are told otherwise on this system")
def test_what_may_not_be_read_is_said() -> None:
    """Root may read all, so a process of nobody's does it."""
    code = (
        "import os, sys, tempfile; from pathlib import Path; from kg.pages import read_pages\n"
        "from kg.pages.caller import Given; from kg.pages.formats import read_file\n"
        f"list(read_file({TEA.encode()!r}, 'a.txt', Given()))\n"  # all modules are loaded while they can be
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "folder = Path(tempfile.mkdtemp())\n"
        f"(folder / 'good.txt').write_text({TEA!r}, encoding='utf-8')\n"
        "(folder / 'shut.txt').touch(0o000); (folder / 'shut').mkdir(0o000)\n"
        "print(*sorted(getattr(p, 'path', '') or str(p) for p in read_pages([folder])), sep='\\n')\n"
        "(folder / 'shut').rmdir(); (folder / 'shut.txt').unlink(); (folder / 'good.txt').unlink(); folder.rmdir()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "good.txt",
        "shut.txt: the file cannot be opened: Permission denied",
        "shut: the folder cannot be opened: Permission denied",
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (b"a\nskipped b.txt: it is fine.txt", "a%0Askipped b.txt: it is fine.txt"),
        (b"a\t\x1b[31m\x7f.txt", "a%09%1B[31m%7F.txt"),
        ("a\u202egnp.txt".encode(), "a%E2%80%AEgnp.txt"),
        (b"\xff\xfe.txt", "%FF%FE.txt"),
        ("版\u2028面.txt".encode(), "版%E2%80%A8面.txt"),
        (unicodedata.normalize("NFD", "é.txt").encode(), "é.txt"),
        (b"\"'<&>, ;|`$(x).txt", "\"'<&>, ;|`$(x).txt"),
    ],
)
def test_a_name_of_odd_characters_is_a_path_on_one_line(name: bytes, path: str, pages: Path) -> None:
    with open(os.fsencode(pages) + b"/" + name, "wb") as file:  # noqa: PTH123
        file.write(TEA.encode())
    assert read(pages) == {"good.txt": TEA, path: TEA}


def test_names_that_differ_in_case_or_composition_alone_are_read_both(pages: Path) -> None:
    texts = {"A.txt": "一", "a.txt": "二", "é.txt": "三", unicodedata.normalize("NFD", "é.txt"): "四"}
    for name, text in texts.items():
        (pages / name).write_text(text, encoding="utf-8")
    if len(list(pages.iterdir())) < 5:
        pytest.skip("this file system keeps such names for one")
    found = [page for page in read_pages([pages]) if isinstance(page, Page)]
    assert sorted(page.path for page in found) == ["A.txt", "a.txt", "good.txt", "é.txt", "é.txt"]
    assert {page.text for page in found} == {TEA, *texts.values()}


@given(st.text(st.characters(), max_size=20))
def test_any_path_can_be_printed_and_is_left_as_it_is_then(name: str) -> None:
    path = page_path(name)
    assert path.encode().decode() == path
    assert len(path.splitlines()) <= 1
    assert page_path(path) == path


def test_an_input_that_is_not_there_or_cannot_be_is_a_wrong_call(tmp_path: Path) -> None:
    for name in ("gone", "x" * 5000, "a\udcff\nb"):
        with pytest.raises(UsageError, match="no such file or folder") as raised:
            read_pages([tmp_path / name])
        assert len(str(raised.value).splitlines()) == 1


def test_a_file_that_is_gone_when_its_turn_comes_is_said(pages: Path) -> None:
    (pages / "later.txt").write_text(TEA, encoding="utf-8")
    found = read_pages([pages])
    (pages / "later.txt").unlink()
    assert [type(page) for page in found] == [Page, UnreadablePage]
