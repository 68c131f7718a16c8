import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from kg.errors import DamagedPage, OversizedPage, PageError
from kg.model import Page
from kg.pages import read_pages
from kg.pages.archive import LARGEST_FILE, unpack

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
