"""The process that answers: stopped in time, held to its limits, and gone when it is closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import GraphError, QueryStopped, WrongQuery
from kg.sparql import Asked, Limits, Worker

# Nothing shares a variable: every row with every row, again and again.
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9)) + " }"
COUNT = Asked("SELECT (COUNT(*) AS ?n) { ?a a kg:Article }", rows="text/csv")


def test_questions_are_answered_one_after_the_other(folder: Path) -> None:
    with Worker(folder) as worker:
        assert worker.ask(COUNT).body == b"n\r\n3\r\n"
        with pytest.raises(WrongQuery):
            worker.ask(Asked("SELECT"))
        assert worker.ask(COUNT).kind == "rows"
        assert worker.alive
    assert not worker.alive


def test_a_slow_query_is_stopped_in_time(folder: Path) -> None:
    with Worker(folder, Limits(seconds=0.5)) as worker:
        worker.ask(COUNT)
        began = time.monotonic()
        with pytest.raises(QueryStopped, match=r"stopped after 0\.5 seconds"):
            worker.ask(Asked(ENDLESS))
        assert time.monotonic() - began < 5
        assert not worker.alive


def test_an_answer_that_is_too_large_is_not_given_and_the_next_is(folder: Path) -> None:
    with Worker(folder, Limits(answer=1000)) as worker:
        with pytest.raises(QueryStopped, match="larger than 1,000 bytes"):
            worker.ask(Asked("SELECT * { ?s ?p ?o }"))
        with pytest.raises(QueryStopped, match="larger than 1,000 bytes"):
            worker.ask(Asked("CONSTRUCT WHERE { ?s ?p ?o }"))
        assert worker.ask(COUNT).kind == "rows"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_query_that_wants_too_much_memory_is_stopped(folder: Path) -> None:
    sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g"
    with Worker(folder, Limits(memory=64 * 2**20)) as worker, pytest.raises(QueryStopped):
        worker.ask(Asked(sparql))


def test_a_query_that_is_no_text_is_wrong(folder: Path) -> None:
    with Worker(folder) as worker, pytest.raises(WrongQuery, match="UTF-8"):
        worker.ask(Asked("ASK { ?s ?p '\udcff' }"))


def test_a_damaged_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("this is no Turtle", encoding="utf-8")
    with Worker(tmp_path) as worker, pytest.raises(GraphError, match="build it again"):
        worker.ask(COUNT)


def test_nothing_is_imported_from_the_folder_that_one_stands_in(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    sparql = "ASK { ?a a kg:Article }"
    command = [sys.executable, "-P", "-m", "kg", "query", str(folder), sparql]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("true\n", "")


def children(process: int) -> list[int]:
    """The processes that a process has started, from Linux's list."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text(encoding="ascii").split()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of processes of Linux")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_process_ends_with_its_parent(folder: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "kg", "query", str(folder), ENDLESS, "--timeout", "60"]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    began = time.monotonic()
    while not (found := children(parent.pid)) and time.monotonic() - began < 10:
        time.sleep(0.05)
    (child,) = found
    time.sleep(0.5)
    os.kill(parent.pid, how)
    parent.communicate(timeout=20)
    assert parent.returncode != 0
    began = time.monotonic()
    while Path(f"/proc/{child}").exists() and time.monotonic() - began < 10:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()
