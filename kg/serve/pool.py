"""A few processes that answer, shared by all requests: a slow query takes one of them, never all that there are."""

from __future__ import annotations

import threading
from pathlib import Path

from kg.errors import QueryStopped
from kg.sparql import Answer, Asked, Limits, Worker

WAITING = 16  # requests that may wait for a process; each takes a thread of the server's 40


class Busy(QueryStopped):
    """Every process was at work for longer than a request may wait."""


class Pool:
    """At most size processes over one graph, started when they are needed, replaced when they had to be killed."""

    def __init__(self, path: Path, size: int, limits: Limits) -> None:
        """Start nothing yet; NoGraph comes with the first question."""
        self.limits = limits
        self._path = path
        self._room = threading.BoundedSemaphore(size + WAITING)
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._closed = threading.Event()

    def ask(self, asked: Asked) -> Answer:
        """Answer as Worker.ask does; Busy where none gets free in the time of a query, or too many wait already."""
        if not self._room.acquire(blocking=False):
            raise Busy("too many queries are waiting; try again later")
        try:
            if not self._free.acquire(timeout=self.limits.seconds):
                raise Busy(f"all processes were busy for {self.limits.seconds:g} seconds; try again later")
            try:
                return self._answer(asked)
            finally:
                self._free.release()
        finally:
            self._room.release()

    def stop(self) -> None:
        """Kill all processes, at work or not, and start no more; a question being answered ends with QueryStopped.

        A handler of signals may call this: it waits for nothing.
        """
        self._closed.set()
        for worker in list(self._all):
            worker.kill()

    def close(self) -> None:
        """Stop, and give back what idle processes held; the others do so as their questions end."""
        self.stop()
        with self._lock:
            while self._idle:
                self._drop(self._idle.pop())

    def _answer(self, asked: Asked) -> Answer:
        worker = self._take()
        try:
            return worker.ask(asked)
        finally:
            self._give_back(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._closed.is_set():
                raise Busy("the server is shutting down")
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                self._drop(worker)
            worker = Worker(self._path, self.limits)
            self._all.add(worker)
            if self._closed.is_set():  # by a signal, since it was asked above
                worker.kill()
            return worker

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.alive and not self._closed.is_set():
                self._idle.append(worker)
            else:
                self._drop(worker)

    def _drop(self, worker: Worker) -> None:
        worker.close()
        self._all.discard(worker)
