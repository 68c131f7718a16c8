"""Files as large as any may be, read by a process that may not have more memory than a small machine has."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

MEMORY = 1_500_000_000  # bytes of addresses; Python and what is imported take a few hundred millions of them
HANZI = "茶".encode() * 1_000_000

MADE: dict[str, Callable[[], Iterator[bytes]]] = {
    "a.txt": lambda: (HANZI for _ in range(66)),
    "a.jsonl": lambda: iter([b'{"text": "', *[HANZI] * 66, b'"}']),
    "a.csv": lambda: iter(["标题,正文\n甲,".encode(), *[HANZI] * 66]),
    "latin.csv": lambda: iter([b"title,text\na,", *[b"a" * 1_000_000] * 199]),
    "gbk.csv": lambda: iter(["标题,正文\r\n甲,".encode("gbk"), *["茶".encode("gbk") * 1_000_000] * 99]),
    "nulls.csv": lambda: iter([bytes(1_000_000)] * 199),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process so")
@pytest.mark.parametrize("name", MADE)
def test_two_hundred_megabytes_on_one_line_are_refused_within_the_memory(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    with (folder / name).open("wb") as file:
        file.writelines(MADE[name]())
    (folder / "good.md").write_text("白茶开采了。\n", encoding="utf-8")
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "from pathlib import Path; from kg.errors import PageError; from kg.pages import read_pages\n"
        "for page in read_pages([Path('pages')]): print(page if isinstance(page, PageError) else page.path)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    good, bad = sorted(done.stdout.splitlines(), key=lambda line: line.startswith(name))
    assert good == "good.md"
    assert bad.startswith(name)
    (folder / name).unlink()
