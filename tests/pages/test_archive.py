import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DamagedPage, OversizedPage, PageError
from kg.model import Page
from kg.pages import read_pages
from kg.pages.archive import unpack
from kg.pages.limits import LARGEST_FILE, MOST_FILES

TEA = "江西省资溪县高阜镇的白茶开采了。\n"
Maker = Callable[[dict[str, bytes]], bytes]


def read(folder: Path, data: bytes) -> dict[str, Page | PageError]:
    (folder / "a.zip").write_bytes(data)
    return {page.path if isinstance(page, Page) else page.page: page for page in read_pages([folder])}


def test_an_archive_is_read_as_a_folder_is(archive: Maker, tmp_path: Path) -> None:
    files = {"b/2.txt": TEA.encode("gbk"), "b/1.md": TEA.encode(), "c.csv": f"标题,正文\n茶,{TEA}".encode(),
             "d.jpg": b"x", "__MACOSX/b/._2.txt": b"x", ".hidden.txt": b"x", "empty.txt": b""}  # fmt: skip
    found = read(tmp_path, archive(files))
    assert list(found) == ["a.zip/b/1.md", "a.zip/b/2.txt", "a.zip/c.csv#2", "a.zip/empty.txt"]
    assert isinstance(found["a.zip/empty.txt"], PageError)
    page = found["a.zip/b/2.txt"]
    assert isinstance(page, Page)
    assert (page.text, page.encoding) == (TEA, "gb18030")


def test_names_in_gbk_are_read(archive: Maker) -> None:
    name = "资溪日报_2024-08-31.txt"
    # The packer of Chinese Windows writes GBK and does not say so: the same length here, so that offsets hold.
    data = archive({"x" * len(name.encode("gbk")): TEA.encode()}).replace(
        b"x" * len(name.encode("gbk")), name.encode("gbk")
    )
    assert [found[0] for found in unpack(data, "a.zip") if not isinstance(found, PageError)] == [f"a.zip/{name}"]


def test_paths_that_lead_out_of_the_archive_stay_in_it(archive: Maker) -> None:
    found = unpack(archive({"../../etc/a.txt": b"x", "/b.txt": b"x", "c\\d.txt": b"x"}), "a.zip")
    assert [item[0] for item in found if not isinstance(item, PageError)] == [
        "a.zip/b.txt", "a.zip/c/d.txt", "a.zip/etc/a.txt",
    ]  # fmt: skip


def test_a_file_that_would_fill_the_memory_is_not_unpacked(archive: Maker) -> None:
    data = bytearray(archive({"bomb.txt": b"\0" * 10_000, "good.txt": TEA.encode()}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"bomb.txt"))
    data[at + 24 : at + 28] = (LARGEST_FILE + 1).to_bytes(4, "little")  # the size that the archive's list tells
    bomb, good = unpack(bytes(data), "a.zip")
    assert isinstance(bomb, OversizedPage)
    assert good == ("a.zip/good.txt", TEA.encode())


def test_a_file_that_is_larger_than_it_says_is_not_unpacked_further(archive: Maker) -> None:
    data = bytearray(archive({"bomb.txt": b"\0" * 1_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (found,) = unpack(bytes(data), "a.zip")
    assert isinstance(found, DamagedPage)


def test_locked_and_nested_and_broken_archives_say_so(archive: Maker, tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": TEA.encode(), "b.zip": archive({"c.txt": TEA.encode()})}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of a file with a password
    found = read(tmp_path, bytes(data))
    assert "password" in str(found["a.zip/a.txt"])
    assert "archive inside an archive" in str(found["a.zip/b.zip"])
    assert isinstance(read(tmp_path, b"PK\x03\x04 and nothing")["a.zip"], DamagedPage)


def test_every_way_of_packing_that_python_knows_is_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            packed.writestr(f"{way}.txt", f"{way}{TEA}", way)
    assert [page.text for page in read(tmp_path, file.getvalue()).values() if isinstance(page, Page)] == [
        f"{way}{TEA}" for way in sorted(map(str, (0, 8, 12, 14)))
    ]


def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked_first() -> None:
    """A hundred megabytes in a file that says ten bytes: what is unpacked is measured, not only what is given."""
    for way in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", way) as packed:
            packed.writestr("bomb.txt", bytes(150_000_000))
            packed.writestr("good.txt", TEA)
        data = bytearray(file.getvalue())
        at = data.index(b"PK\x01\x02")
        data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        tracemalloc.start()
        bomb, good = unpack(bytes(data), "a.zip")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert isinstance(bomb, DamagedPage)
        assert good == ("a.zip/good.txt", TEA.encode())
        assert most < 100_000_000, way


def test_an_archive_with_too_much_or_too_many_files_says_so(archive: Maker) -> None:
    data = bytearray(archive({f"{number}.csv": b"x" for number in range(7)}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at + 1)) > 0:
        data[at + 24 : at + 28] = LARGEST_FILE.to_bytes(4, "little")
    found = [str(item) for item in unpack(bytes(data), "a.zip")]
    assert ["1,000,000,000 bytes" in reason for reason in found] == [False] * 5 + [True] * 2
    entries = archive({"a.txt": b""}) + b"PK\x01\x02" * MOST_FILES
    with pytest.raises(OversizedPage, match=f"{MOST_FILES:,} files"):
        list(unpack(entries, "a.zip"))


def test_pictures_in_an_archive_are_not_unpacked_nor_told(archive: Maker, tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": TEA.encode(), "z.jpg": b"x" * 1000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (LARGEST_FILE + 1).to_bytes(4, "little")
    assert list(read(tmp_path, bytes(data))) == ["a.zip/a.txt"]


def test_files_of_one_name_are_read_each_if_they_differ(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in (
            ("a.txt", "一"),
            ("../a.txt", "二"),
            ("b\\a.txt", "三"),
            ("/a.txt", "一"),
            ("b/a.txt", "三"),
        ):
            packed.writestr(zipfile.ZipInfo(name), text)
    (tmp_path / "a.zip").write_bytes(file.getvalue())
    found = [(page.path, page.text) for page in read_pages([tmp_path]) if isinstance(page, Page)]
    assert found == [("a.zip/a.txt", "一"), ("a.zip/a.txt", "二"), ("a.zip/b/a.txt", "三")]


def test_names_with_ends_of_lines_stay_on_one_line(archive: Maker) -> None:
    found = unpack(archive({"a\nskipped b.txt: gone": b"x", "\x1b[2J\r.txt": b"x"}), "a.zip")
    assert [item[0] for item in found if not isinstance(item, PageError)] == [
        "a.zip/%1B[2J%0D.txt", "a.zip/a%0Askipped b.txt: gone",
    ]  # fmt: skip


def test_entries_that_share_their_bytes_cost_no_more_than_themselves(archive: Maker) -> None:
    """Thousands of names for one packed megabyte, as the tightest archives of this kind have them."""
    data = archive({"a.csv": b"x" * 100_000_000})
    at = data.index(b"PK\x01\x02")
    entry, end = data[at : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    entries = b"".join(entry[:-5] + b"%05d" % number for number in range(2000))
    head = end[:8] + (2000).to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little") + end[16:]
    found = list(unpack(data[:at] + entries + head, "a.zip"))
    assert len(found) == 2000
    assert all(isinstance(item, PageError) for item in found)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_archive_gives_files_or_errors(archive: Maker, data: st.DataObject) -> None:
    packed = bytearray(archive({"a.txt": TEA.encode() * 9, "b/b.txt": b"x"}))
    for at in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=6)):
        packed[at] = data.draw(st.integers(0, 255))
    try:
        found = list(unpack(bytes(packed), "a.zip"))
    except PageError as error:
        found = [error]
    assert all(isinstance(item, PageError) or len(item[1]) < 1000 for item in found)
