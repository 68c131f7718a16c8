"""Over all articles: referents that are the same thing become one entity, namesakes stay apart.

Two referents are the same entity if they have the same type, the same stem and the same scope. The scope is the area
within which the name belongs to one thing: nothing for a name that is unique in the country, a county for an ordinary
one, one article for 李女士. Each referent's scope follows from that referent alone, so that adding pages never changes
an entity's identity, and entities can be made by one grouping of any number of articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import quote

from kg.gazetteer import gazetteer
from kg.model import Entity, EntityType, Kind, Referent
from kg.resolve.profile import profiled
from kg.tables import rows

NATIONAL = ""
# Two or more provinces by their one-character names: 鲁渝, 闽粤赣.
_PROVINCES = re.compile("[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔滇云藏陕秦甘陇青宁新]{2,}")
LONG_NAME = 7  # characters; a programme's name of this length is not given twice
_SLUG_LENGTH = 60  # characters of a name in an IRI; a longer one is cut and told apart by a hash


@dataclass(frozen=True, slots=True)
class Scope:
    """One reason why a name belongs to one thing within an area."""

    reason: str
    fits: Callable[[Referent], bool]
    area: Callable[[Referent], str]


@lru_cache(maxsize=4096)
def _county(home: str) -> str:
    chain = gazetteer().chain(home)
    fitting = [division for division in chain if division.level in (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY)]
    return fitting[-1].code if fitting else home


def _registered(referent: Referent) -> bool:
    return referent.type is EntityType.AGENCY and referent.name.endswith(("有限公司", "大学", "集团"))


def _has_place(name: str) -> bool:
    """Whether a name says a place for certain; 清水 of 清水入湖 is none, though a county is called so."""
    return any(not hit.doubt for hit in gazetteer().find(name)) or bool(_PROVINCES.match(name))


@cache
def _known() -> frozenset[str]:
    return frozenset(row[0] for row in rows("extract/programmes_known.tsv", 4))


@cache
def _whole() -> frozenset[str]:
    return frozenset(suffix for suffix, _, strength in rows("extract/agency_suffixes.tsv", 3) if strength == "whole")


# Asked in this order; the first that fits decides.
SCOPES = (
    Scope(
        "who is not named in full is never the same person twice", lambda r: r.anonymised, lambda r: r.id.split("#")[0]
    ),
    Scope("an official division is its code", lambda r: bool(r.code), lambda r: r.code),
    Scope("a reporter signs in many places", lambda r: r.kind is Kind.AUTHOR, lambda _: "author"),
    Scope(
        "countries and regions have no namesakes", lambda r: r.kind in (Kind.COUNTRY, Kind.REGION), lambda _: NATIONAL
    ),
    Scope("the name begins with its place", lambda r: r.own, lambda r: r.home),
    Scope("known all over the country or a province", lambda r: r.name in _known(), lambda _: NATIONAL),
    Scope("ministries, banks and media are named in full", lambda r: r.name in _whole(), lambda _: NATIONAL),
    Scope("a registered name is unique", _registered, lambda _: NATIONAL),
    Scope(
        "a programme that has a place in its name belongs to that place",
        lambda r: r.type is EntityType.PROGRAMME and _has_place(r.stem),
        lambda _: NATIONAL,
    ),
    Scope(
        "a long title is not given twice",
        lambda r: r.type is EntityType.PROGRAMME and len(r.stem) >= LONG_NAME,
        lambda _: NATIONAL,
    ),
    Scope("any other name is unique in its county", lambda _: True, lambda r: _county(r.home)),
)


def scope(referent: Referent) -> str:
    """The area within which the referent's name belongs to one thing."""
    return next(rule.area(referent) for rule in SCOPES if rule.fits(referent))


def entities(referents: Iterable[Referent]) -> list[Entity]:
    """Merge the referents of any number of articles into entities, sorted by id."""
    groups: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        groups[identity_of(referent)].append(referent)
    return [united(identity, group) for identity, group in sorted(groups.items())]


def identity_of(referent: Referent) -> str:
    """The id of the entity that a referent is, "place/330784"; it follows from that referent alone."""
    kind = referent.type.value.lower()
    if referent.code:
        return f"{kind}/{referent.code}"
    area = scope(referent).removeprefix("article/")
    return f"{kind}/{slug(referent.stem or referent.name)}" + (f"@{area}" if area else "")


def slug(name: str) -> str:
    """A name as one safe segment of an IRI: letters and digits of any script stay, everything else is escaped."""
    cleaned = name.encode("utf-8", "replace").decode("utf-8")
    safe = cleaned[:_SLUG_LENGTH]
    if not safe.isalnum():
        safe = "".join(sign if sign.isalnum() else quote(sign, safe="-_.") for sign in safe)
    return safe if len(cleaned) <= _SLUG_LENGTH else f"{safe}~{sha256(cleaned.encode()).hexdigest()[:12]}"


def united(identity: str, group: Iterable[Referent]) -> Entity:
    """The one entity, of the id given, that referents are; they are not asked whether they belong together."""
    group = list(group)
    return profiled(group).entity(identity, sorted(referent.id for referent in group))
