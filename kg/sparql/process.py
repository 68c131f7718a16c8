"""The parent's side of the process that answers: questions go in, answers or clear errors come out, in time."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from kg.errors import GraphError, QueryLate, QueryStopped, UsageError, WrongQuery
from kg.rdf.store import graph_file

Kind = Literal["rows", "boolean", "triples"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost."""

    seconds: float = 30.0
    answer: int = 256 * 2**20  # bytes of the answer as text
    memory: int = 4 * 2**30  # bytes beside the loaded graph, where the system can hold a process to it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the media types in which rows (SELECT, ASK) or triples may be answered; "" for not at all."""

    sparql: str
    rows: str = "application/sparql-results+json"
    triples: str = "text/turtle"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out: rows (SELECT), a boolean (ASK) or triples (CONSTRUCT, DESCRIBE), as text in UTF-8."""

    kind: Kind
    body: bytes


class Worker:
    """A process that holds one graph in memory and answers one question after the other.

    Use it as a context manager, or close it. A process of its own is what makes a query stoppable: pyoxigraph has no
    time limit. It is a new interpreter and no fork, since a fork of a program with threads may hang.
    """

    def __init__(self, path: Path | str, limits: Limits | None = None) -> None:
        """Start loading the graph of a built folder; NoGraph where there is none."""
        self.limits = limits or Limits()
        graph_file(path)
        # This very package, wherever it lies, and nothing else from there; -P: nor anything from where the user is.
        start = "import sys; sys.path.insert(0, sys.argv[1]); import kg; del sys.path[0]; "
        start += "from kg.sparql.worker import main; main(*sys.argv[2:])"
        package = str(Path(__file__).resolve().parents[2])
        costs = map(str, (self.limits.seconds, self.limits.answer, self.limits.memory))
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", start, package, str(Path(path).resolve()), *costs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self._ready = False

    def ask(self, asked: Asked) -> Answer:
        """Answer one question.

        Raises UsageError for a query that is wrong, calls another server or would change the graph, and where its
        kind of answer has no media type; QueryStopped where it takes too long, too much memory or its answer is too
        large; GraphError where the graph cannot be read. After QueryStopped the worker may be dead: see alive.
        """
        try:
            asked.sparql.encode()
        except UnicodeEncodeError as error:
            raise WrongQuery("the query holds bytes that are no text in UTF-8") from error
        self.wait()
        request = json.dumps({"sparql": asked.sparql, "rows": asked.rows, "triples": asked.triples})
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(self.limits.seconds, stop)
        timer.start()
        try:
            head, body = self._exchange(request.encode() + b"\n")
        finally:
            timer.cancel()
        if late.is_set():
            self._process.wait()  # so that alive tells the truth
        if "error" in head:
            raise _error(head, asked, self.limits)
        if "kind" in head:
            return Answer(head["kind"], body)
        if late.is_set():
            raise QueryLate(
                f"the query was stopped after {self.limits.seconds:g} seconds; ask for less, or allow more time"
            )
        raise QueryStopped(f"the process that answered the query ended ({self._last_words()}); ask for less")

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until the graph is loaded; GraphError where it cannot be."""
        if self._ready:
            return
        head, _ = self._read()
        if head.get("error") == "graph":
            raise GraphError(head["message"])
        if not head:
            raise GraphError(f"the graph could not be loaded ({self._last_words()}); is there enough memory?")
        self._ready = True

    def kill(self) -> None:
        """End the process, whatever it does; close is still to be called."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it held."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
            # What could not be written to a process that has ended is lost anyway.
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close it."""
        self.close()

    def _last_words(self) -> str:
        """The last line that the process wrote to its standard error; of a process that was killed, the signal."""
        status = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), f"status {status}")

    def _exchange(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError:
            return {}, b""
        return self._read()

    def _read(self) -> tuple[dict[str, Any], bytes]:
        """What the process says; empty where it has ended."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            return {}, b""
        head: dict[str, Any] = json.loads(line)
        size = head.get("bytes", 0)
        body = self._process.stdout.read(size)
        return (head, body) if len(body) == size else ({}, b"")


def _error(head: dict[str, Any], asked: Asked, limits: Limits) -> Exception:
    from kg.sparql.diagnosis import diagnose

    match head["error"]:
        case "syntax":
            return diagnose(asked.sparql, head["message"])
        case "form" if head["kind"] == "triples":
            return UsageError("CONSTRUCT and DESCRIBE give triples, not rows: ask for the format ttl")
        case "form":
            return UsageError("SELECT and ASK give rows, not triples: ask for the format table, csv or json")
        case "size":
            return QueryStopped(f"the answer is larger than {limits.answer:,} bytes; ask for less, with LIMIT")
        case "memory":
            return QueryStopped("the query needs more memory than it may take; ask for less")
    return QueryStopped(f"the engine could not answer the query: {head['message']}")
