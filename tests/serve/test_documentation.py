"""The programs of docs/sparql.md run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.conftest import HOSTILE, Server

PAGE = (Path(__file__).parents[2] / "docs/sparql.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("program", PROGRAMS, ids=["rdflib", "pyoxigraph", "SPARQLWrapper"])
def test_every_program_prints_the_names_of_the_programmes(
    server: Server, served: Path, tmp_path: Path, program: str
) -> None:
    (tmp_path / "output").symlink_to(served)
    code = program.replace("http://127.0.0.1:8765", server.address)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr) == (f"{HOSTILE}100%\n", "")
