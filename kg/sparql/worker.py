"""What the process that answers does; kg.sparql.process starts it and talks to it.

It loads the graph once, gives up every right that it does not need, and answers the requests on its standard input, a
line of JSON each, with a line of JSON and as many bytes as that says. It ends with its input, that is with its parent,
and in any case when a question takes longer than it may.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from kg.errors import KgError
from kg.rdf.store import load
from kg.rdf.terms import PREFIXES
from kg.sparql.confinement import confine, end_after
from kg.sparql.service import objection

if TYPE_CHECKING:
    import pyoxigraph

GRACE = 2.0  # seconds that a parent has to kill a slow process before the system does


class _TooLarge(Exception):
    """The answer is larger than an answer may be."""


class _Bounded(io.BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            raise _TooLarge
        return super().write(data)


def main(path: str, seconds: str, most: str, memory: str) -> None:
    """Answer questions over a built folder or Turtle file until the input ends; each may cost seconds, bytes."""
    # The terminal's Ctrl-C is for the parent, which then kills this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = sys.stdout.buffer
    requests: SimpleQueue[bytes] = SimpleQueue()
    # The engine lets other threads run while it works, so the end of the input, which is the parent's, ends it too.
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    try:
        store = load(path)
    except KgError as error:
        _send(answers, {"error": "graph", "message": str(error)})
        return
    confine(int(memory))
    _send(answers, {"ready": True})
    while True:
        line = requests.get()
        end_after(float(seconds) + GRACE)
        head, body = _answer(store, json.loads(line), int(most))
        end_after(0)
        _send(answers, head, body)


def _listen(requests: SimpleQueue[bytes]) -> None:
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _answer(store: pyoxigraph.Store, request: dict[str, str], most: int) -> tuple[dict[str, Any], bytes]:
    sparql = request["sparql"]
    try:
        said = objection(sparql, PREFIXES)
        if said:
            return {"error": "syntax", "message": said}, b""
        result = store.query(sparql, prefixes=PREFIXES)
        return _written(result, request, most)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except _TooLarge:
        return {"error": "size"}, b""
    except MemoryError:
        return {"error": "memory"}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": "failed", "message": str(error)}, b""


def _written(
    result: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples,
    request: dict[str, str],
    most: int,
) -> tuple[dict[str, Any], bytes]:
    import pyoxigraph

    output = _Bounded(most)
    if isinstance(result, pyoxigraph.QueryTriples):
        media = request["triples"]
        form = pyoxigraph.RdfFormat.from_media_type(media) if media else None
        if form is None:
            return {"error": "form", "kind": "triples"}, b""
        # A set: a CONSTRUCT yields a triple once for each row that makes it, in no set order.
        pyoxigraph.serialize(sorted(set(result), key=str), output, form, prefixes=PREFIXES)
        return {"kind": "triples", "bytes": output.tell()}, output.getvalue()
    kind = "rows" if isinstance(result, pyoxigraph.QuerySolutions) else "boolean"
    media = request["rows"]
    row_form = pyoxigraph.QueryResultsFormat.from_media_type(media) if media else None
    if row_form is None:
        return {"error": "form", "kind": kind}, b""
    result.serialize(output, row_form)
    return {"kind": kind, "bytes": output.tell()}, output.getvalue()


def _send(answers: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()
