"""The commands of docs/inputs.md run as they stand there."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.articles.parts import MOST_CHARACTERS, MOST_LINES
from kg.cli import main
from kg.pages import limits
from kg.pages.fields import FIELDS
from kg.pages.formats import ARCHIVE, READERS
from kg.pages.issue import SOURCES
from kg.pages.rows import LONGEST_CELL

PAGE = (Path(__file__).parents[2] / "docs/inputs.md").read_text(encoding="utf-8")
BODY = "江西省资溪县高阜镇石陂村的白茶开采了。去年，县农业农村局启动“金桃富民”专项行动，技术员每周都来。"


@pytest.fixture
def folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pdf: Callable[[Sequence[Sequence[tuple[float, float, float, str]]]], bytes],
    archive: Callable[[dict[str, bytes]], bytes],
) -> Path:
    """A folder with the files that the commands name."""
    import docx

    document, file = docx.Document(), io.BytesIO()
    document.add_heading("资溪白茶开采", 1)
    document.add_paragraph(BODY)
    document.save(file)
    text = f"资溪白茶开采\n\n本报记者 田 禾\n\n{BODY}\n".encode()
    html = f"<html><head><title>白茶</title></head><body><h1>资溪白茶开采</h1><p>{BODY}</p><p>{BODY}</p></body></html>"
    lines = [
        (50.0, 100.0 + 15 * at, 10.0, BODY[begin : begin + 20]) for at, begin in enumerate(range(0, len(BODY), 20))
    ]
    files = {
        "资溪日报_2024-08-31_03版.txt": text, "03版.txt": text, "03版.docx": file.getvalue(),
        "白茶开采.html": html.encode(),
        "资溪日报_20240831.pdf": pdf([[(50, 60, 20, "资溪白茶开采"), *lines]]),
        "articles.jsonl": json.dumps({"标题": "白茶", "正文": BODY}).encode(),
        "export.csv": f"题目,全文内容\n白茶,{BODY}\n".encode("gbk"),
        "2024年8月.zip": archive({"资溪日报20240831.txt": text}),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands() -> list[str]:
    block = PAGE.partition("```bash\n")[2].partition("```")[0]
    return block.strip().split("\n")


@pytest.mark.parametrize("command", commands())
def test_every_input_shown_is_read(command: str, folder: Path) -> None:
    given, _, call = command.rpartition(" | ")
    data = (folder / shlex.split(given)[1]).read_bytes() if given else None
    result = CliRunner().invoke(main, shlex.split(call)[1:], input=data)
    assert result.exit_code == 0, result.output
    assert "1 articles on 1 pages\n" in result.output
    turtle = (folder / "output/graph.ttl").read_text(encoding="utf-8")
    dated = "2024" in command
    assert ('schema:datePublished "2024-08-31"' in turtle) == dated
    assert ('kg:date "2023"' in turtle) == dated
    assert "金桃富民" in turtle


def test_every_kind_field_and_source_is_told() -> None:
    assert [suffix for suffix in [*READERS, ARCHIVE] if f"`{suffix}`" not in PAGE] == []
    assert [field for field in FIELDS if f"`{field}`" not in PAGE] == []
    assert len(re.findall(r"^\d\. ", PAGE, re.MULTILINE)) == len(SOURCES)


def test_the_limits_told_are_those_that_hold() -> None:
    told = {int(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})+", PAGE.partition("## How large")[2])}
    values = {value for name, value in vars(limits).items() if isinstance(value, int) and name != "MOST_FORMS"}
    assert told >= values | {LONGEST_CELL, MOST_LINES, MOST_CHARACTERS}
