"""Consoles of every encoding, as Windows has them; only the streams of Linux can be tried here."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.console import prepare


@pytest.mark.parametrize("encoding", ["ascii:strict", "cp437:strict", "gbk:strict"])
@pytest.mark.parametrize(
    ("call", "status"),
    [
        (["--lang", "zh", "--help"], 0), (["--lang", "zh", "build", "--help"], 0), (["query", "--list"], 0),
        (["show", "OUTPUT", "栖霞市"], 0), (["stats", "OUTPUT"], 0), (["query", "OUTPUT", "-q", "aliases"], 0),
        (["query", "OUTPUT", "-q", "aliases", "--format", "csv"], 0), (["diff", "OUTPUT", "OUTPUT"], 0),
        (["show", "OUTPUT", "没有𠮷这个名字"], 2), (["build", "没有\udcff.txt"], 2), (["--lang", "zh", "茶"], 2),
    ],
)  # fmt: skip
def test_no_console_stops_a_command(encoding: str, call: list[str], status: int, built: Path) -> None:
    code = "import sys; from kg.cli import main; main(sys.argv[1:])"
    arguments = [str(built) if part == "OUTPUT" else part for part in call]
    environ = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, env=environ, check=False)
    assert done.returncode == status, done.stderr.decode(errors="replace")[-500:]
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr


def test_what_a_stream_has_no_sign_for_is_replaced() -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="cp936", errors="strict")
    prepare((stream,), "linux")
    stream.write("茶\U0001f375\udcff")
    stream.flush()
    assert written.getvalue() == "茶??".encode("cp936")


def test_a_redirected_stream_of_windows_is_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding="cp936", newline="\n")
    prepare((stream,), "win32")
    stream.write("茶\U0001f375")
    stream.flush()
    assert written.getvalue() == "茶\U0001f375".encode()
