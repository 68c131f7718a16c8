"""Official codes of places: of this project from the whole article, of other tools from the name as printed.

Other tools take an address. They are given each place's longest printed form, and in a second column all the names of
the annotated places that contain it as well, written before it as in an address; this project reads neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from benchmarks.accuracy.samples import Sample
from kg.evaluate.annotations import AnnotatedArticle
from kg.evaluate.scores import Share
from kg.gazetteer import gazetteer

COUNTY_CODE = 6  # digits


@dataclass(frozen=True)
class Peer:
    """A tool that others wrote, as a function from an address to its code, "" where it tells none."""

    name: str
    package: str
    load: Callable[[], Callable[[str], str]]


def shares(sample: Sample, code_of: Callable[[str], str]) -> dict[str, Share]:
    """The share of right codes of counties and above, and of all places; with the name alone, and as an address."""
    rows = list(_places(sample))
    found = {}
    for label, kept in (("to county", [row for row in rows if len(row[2]) == COUNTY_CODE]), ("all levels", rows)):
        for way, column in (("name", 0), ("address", 1)):
            said = [(code_of(row[column]), row[2]) for row in kept]
            right = sum(code == true for code, true in said)
            found[f"{label}, {way}"] = Share(right, sum(bool(code) for code, _ in said), len(said))
    return found


def _places(sample: Sample) -> Iterator[tuple[str, str, str]]:
    """(longest printed form, the same after what contains it, code) of each place of each page."""
    seen = set()
    for page in sample.pages:
        for article in page.articles:
            for thing in article.things:
                if thing.code and not thing.optional and (thing.key, page.file) not in seen:
                    seen.add((thing.key, page.file))
                    name = max(thing.surfaces, key=len)
                    yield name, "".join([*_above(article, thing.code), name]), thing.code


def _above(article: AnnotatedArticle, code: str) -> list[str]:
    """The names of the article's places that contain the one with this code, the widest first."""
    outer = [thing for thing in article.things if thing.code and gazetteer().contains(thing.code, code)]
    names = {thing.code: max(thing.surfaces, key=len) for thing in outer if thing.code != code}
    return [names[each] for each in sorted(names, key=lambda each: (len(each), each))]


def _cpca() -> Callable[[str], str]:
    cpca = import_module("cpca")

    def code_of(address: str) -> str:
        row: Any = cpca.transform([address]).iloc[0]
        return str(row["adcode"] or "") if not row["地址"] else ""  # what is left over was not understood

    return code_of


def _jionlp() -> Callable[[str], str]:
    jionlp = import_module("jionlp")

    def code_of(address: str) -> str:
        row: dict[str, str | None] = jionlp.parse_location(address, town_village=True)
        names = [row[part] for part in ("province", "city", "county", "town", "village")]
        detail = (row["detail"] or "").removeprefix(row["town"] or "").removeprefix(row["village"] or "")
        return "" if detail else _code([name for name in names if name])

    return code_of


def _code(names: list[str]) -> str:
    """The code of a chain of official names; jionlp tells names alone."""
    code, children = "", gazetteer().provinces()
    for name in names:
        child = next((each for each in children if each.name == name), None)
        if child:
            code, children = child.code, gazetteer().children(child.code)
    return code


PEERS = (Peer("cpca", "cpca", _cpca), Peer("jionlp", "jionlp", _jionlp))
