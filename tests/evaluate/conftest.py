"""The script that defines the figures, where it is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Reference = Callable[[Path, list[Path]], dict[str, object]]
SCRIPT = Path(__file__).parents[2] / "../shared/eval/score.py"


@pytest.fixture(scope="session")
def reference() -> Reference:
    """Runs that script: (graph.ttl, annotations) → its figures; p, r and f1 of each, or one number."""
    if not SCRIPT.is_file():
        pytest.skip(f"{SCRIPT} is not here, so that there is nothing to compare with")

    def run(graph: Path, annotations: list[Path]) -> dict[str, object]:
        command = [sys.executable, SCRIPT, graph, *annotations, "--json"]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
        found: dict[str, object] = json.loads(done.stdout)
        return {
            name: {part: value[part] for part in ("p", "r", "f1")} if isinstance(value, dict) else value
            for name, value in found.items()
        }

    return run
