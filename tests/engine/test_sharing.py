"""Equal strings become one object, and nothing that a reading says changes."""

from __future__ import annotations

import pickle

from kg.engine import shared, taken
from kg.model import Article, Page, Reading
from kg.reader import Reader

PAGE = Page(
    "1.txt", "茅山村的桃子熟了\n\n本报记者 田禾\n\n德清县钟管镇茅山村的桃子熟了。茅山村党支部书记沈国强说，桃子甜。\n",
    "utf-8", "0" * 64, "2024-08-31",
)  # fmt: skip


def copies(readings: list[Reading], number: int) -> list[Reading]:
    """Readings as they come from other processes, none of which shares a string with another."""
    return [reading for _ in range(number) for reading in pickle.loads(pickle.dumps(readings))]


def test_readings_stay_what_they_are_and_share_their_strings() -> None:
    read = Reader()(PAGE)
    assert read[0].claims
    found = list(shared(copies(read, 3)))
    assert found == read * 3
    assert [repr(one) for one in found] == [repr(one) for one in read * 3]
    names = [referent.name for one in found for referent in one.referents]
    assert len({id(name) for name in names}) == len(set(names))
    surfaces = [mention.surface for one in found for referent in one.referents for mention in referent.mentions]
    assert len({id(surface) for surface in surfaces}) == len(set(surfaces))
    for one in found:
        ids = {referent.id: id(referent.id) for referent in one.referents}
        assert all(id(claim.subject) == ids[claim.subject] for claim in one.claims)
        assert len({id(claim.evidence) for claim in one.claims}) == len({claim.evidence for claim in one.claims})


def test_what_is_taken_is_let_go_of() -> None:
    readings = [Reading(Article(f"article/{n}", "1.txt", "", "", (), "", ()), (), ()) for n in range(3)]
    everything = list(readings)
    for left, reading in enumerate(taken(readings)):
        assert reading in everything
        assert len(readings) == 2 - left
    assert readings == []
