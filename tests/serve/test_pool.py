"""What the pool does when it is full or closed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from kg.errors import QueryLate, QueryStopped
from kg.serve.pool import WAITING, Busy, Pool
from kg.sparql import Asked, Limits
from tests.serve.test_protocol import ENDLESS


def test_a_killed_process_is_replaced(served: Path) -> None:
    pool = Pool(served, 1, Limits(seconds=0.3))
    for _ in range(2):
        with pytest.raises(QueryLate):
            pool.ask(Asked(ENDLESS))
    assert b"true" in pool.ask(Asked("ASK { ?s ?p ?o }")).body
    pool.close()


def test_too_many_are_turned_away_at_once_and_the_waiting_in_time(served: Path) -> None:
    pool = Pool(served, 1, Limits(seconds=1))
    said: list[str] = []

    def ask() -> None:
        try:
            pool.ask(Asked(ENDLESS))
        except QueryStopped as error:
            said.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(WAITING + 1)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    with pytest.raises(Busy, match="too many"):
        pool.ask(Asked("ASK {}"))
    time.sleep(0.3)
    pool.close()
    for thread in threads:
        thread.join(timeout=10)
    assert len(said) == WAITING + 1


def test_a_closed_pool_answers_nothing_more(served: Path) -> None:
    pool = Pool(served, 1, Limits())
    pool.ask(Asked("ASK {}"))
    pool.close()
    with pytest.raises(Busy, match="shutting down"):
        pool.ask(Asked("ASK {}"))
