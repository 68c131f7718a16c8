"""Everything hostile in one folder, through kg build: the good page is read, every output stays whole."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.pages.limits import LARGEST_FILE, LARGEST_STREAM, LARGEST_TEXT

GOOD = (
    "桃子熟了\n\n本报记者 田 禾\n\n德清县钟管镇茅山村的桃子熟了。县农业农村局启动“金桃富民”专项行动，技术员每周都来。\n"
)
NAMES = (
    b"a\nskipped good.txt: it is bad.txt", b"tab\t\x1b[31mred\x7f.txt", b"\xff\xfe\x80.txt", b"quote\"'<&>;,`$(x)|.txt",
    b"=cmd|' !A0.txt", b"</script><script>alert(1)</script>.txt".replace(b"/", "／".encode()), "\u202egpj.txt".encode(),
    b"%0A{{x}}.txt", b"back\\slash.txt", b"@x #y.txt",
)  # fmt: skip


def build(folder: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, on whose stderr packages of others could write too."""
    call = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(output), "--no-cache", *more]
    return subprocess.run(call, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def hostile(tmp_path: Path, archive: Callable[[dict[str, bytes]], bytes]) -> Path:
    """A folder of files each of which is bad in its own way, beside a good one."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for name, size in (("huge.txt", LARGEST_TEXT), ("huge.jsonl", LARGEST_FILE), ("huge.csv", LARGEST_FILE)):
        with (folder / name).open("wb") as file:
            file.truncate(size + 1)
    bomb = bytearray(archive({"bomb.txt": bytes(9_000_000), "../../out.txt": GOOD.encode(), "in.zip": archive({})}))
    at = bomb.index(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (10).to_bytes(4, "little")
    stream = zlib.compress(bytes(LARGEST_STREAM + 9), 9)
    files = {
        "bomb.zip": bytes(bomb), "half.zip": bytes(bomb[:99]), "nulls.txt": bytes(999), "nulls.csv": bytes(999),
        "mixed.txt": GOOD.encode() + GOOD.encode("gbk"),
        "utf16.txt": GOOD.encode("utf-16-le") + b"\x00\xd8", "swollen.pdf": b"%PDF-1.4\nstream\n" + stream,
        "loop.pdf": b"%PDF-1.4\n1 0 obj 1 0 R endobj trailer<</Root 1 0 R>>", "deep.html": b"<div>" * 100_000,
        "laughs.docx": archive({"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "&b;">]><a>&b;</a>'}),
        "rows.jsonl": b"[" * 100_000 + b'\n{"text": "\\ud800"}\n{"text": 9e999}', "rows.csv": b'title,text\n"a,"b\n',
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (tmp_path / "outside.txt").write_text(GOOD, encoding="utf-8")
    for link, target in (("out.txt", "../outside.txt"), ("up", ".."), ("self.txt", "self.txt"), ("loop", "loop")):
        (folder / link).symlink_to(target)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    return folder


def test_what_is_hostile_costs_itself_alone_and_is_told_on_one_line_each(hostile: Path, tmp_path: Path) -> None:
    result = build(hostile, tmp_path / "out", "--validate")
    assert result.returncode == 0, result.stderr
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    read = {page["page"] for page in report["pages"]}
    assert {"good.txt", "bomb.zip/out.txt"} <= read
    assert read <= {"good.txt", "bomb.zip/out.txt", "rows.jsonl#2", "rows.jsonl#3", "rows.csv#2"}
    bad = {
        "huge.txt", "huge.jsonl", "huge.csv", "bomb.zip/bomb.txt", "bomb.zip/in.zip", "half.zip", "nulls.txt",
        "nulls.csv", "mixed.txt", "utf16.txt", "swollen.pdf", "loop.pdf", "deep.html", "laughs.docx", "rows.jsonl#1",
        "out.txt", "up", "self.txt", *(["pipe.txt"] if hasattr(os, "mkfifo") else []),
    }  # fmt: skip
    assert {entry["page"] for entry in report["skipped"]} >= bad
    told = result.stderr.splitlines()
    assert [line for line in told if not line.startswith("skipped ")] == []
    assert len(told) == len(report["skipped"])
    assert not [entry for entry in report["skipped"] if "please report it" in entry["reason"]]


def test_when_all_is_hostile_the_build_fails(hostile: Path, tmp_path: Path) -> None:
    for name in ("good.txt", "bomb.zip", "rows.jsonl", "rows.csv"):
        (hostile / name).unlink()
    result = build(hostile, tmp_path / "out")
    assert result.returncode == 1
    assert "no page could be read" in result.stderr


def test_names_of_files_break_no_output_and_forge_no_line(tmp_path: Path) -> None:
    import networkx as nx
    from rdflib import Graph

    folder = tmp_path / "pages"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        try:
            (folder / os.fsdecode(name)).write_text(GOOD.replace("村", f"{number}村"), encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes no such names")
    (folder / os.fsdecode(b"bad\n\xff.txt")).write_bytes(b"")
    output, log = tmp_path / "out", tmp_path / "log.jsonl"
    result = build(folder, output, "--validate", "-v", "--log-json", str(log))
    assert result.returncode == 0, result.stderr
    lines = result.stderr.splitlines()
    assert len(lines) == len(NAMES) + 1
    assert all(re.match("read |skipped bad%0A%FF.txt: ", line) for line in lines)
    assert not {"\x1b", "\u202e"} & set(result.stderr + result.stdout)
    paths = {page["page"] for page in json.loads((output / "report.json").read_text(encoding="utf-8"))["pages"]}
    assert len(paths) == len(NAMES)
    assert {"a%0Askipped good.txt: it is bad.txt", "%FF%FE%80.txt", "tab%09%1B[31mred%7F.txt"} <= paths
    said = [json.loads(line) for line in log.read_text(encoding="ascii").splitlines()]
    assert {entry["page"] for entry in said if entry["what"] == "read"} == paths
    triples = Graph().parse(output / "graph.ttl")
    assert {str(page) for page in triples.objects(None, None) if str(page) in paths} == paths
    for file, reader in (("graph.gexf", nx.read_gexf), ("graph.graphml", nx.read_graphml)):
        pages = {data.get("page") for _, data in reader(output / file).nodes(data=True)} - {None, ""}
        assert pages == paths, file
        ElementTree.parse(output / file)
    html = (output / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in html
    for form in ("csv", "cytoscape", "neo4j", "jsonld", "ntriples"):
        assert CliRunner().invoke(main, ["export", str(output), form, "-o", str(tmp_path / form)]).exit_code == 0
    tables = [file for file in (tmp_path / "csv").iterdir() if file.suffix == ".csv"]
    texts = [file.read_text(encoding="utf-8-sig").splitlines() for file in tables]
    cells = {cell for text in texts for row in csv.reader(text) for cell in row}
    assert any(cell.endswith("cmd|' !A0.txt") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=@+-" and cell.rstrip().endswith(".txt")]
