"""The values that go from room to room: frozen, slotted, and with the rules that belong to them.

Page → Article → Mention → Referent, Claim (together a Reading) → Entity. A room knows the rooms before it
through these values only.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class EntityType(StrEnum):
    """The four types of entity."""

    PLACE = "Place"
    AGENCY = "Agency"
    PROGRAMME = "Programme"
    PERSON = "Person"


class Kind(StrEnum):
    """What sort of a place, agency, programme or person an entity is."""

    COUNTRY = "country"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    ESTATE = "estate"
    SITE = "site"
    REGION = "region"

    GOVERNMENT = "government"
    PARTY = "party"
    LEGISLATURE = "legislature"
    JUSTICE = "justice"
    PUBLIC_INSTITUTION = "public-institution"
    COMPANY = "company"
    ASSOCIATION = "association"
    MEDIA = "media"
    TEAM = "team"
    BANK = "bank"

    DOCUMENT = "document"
    PLAN = "plan"
    CAMPAIGN = "campaign"
    PLATFORM = "platform"
    MECHANISM = "mechanism"
    PROJECT = "project"
    AWARD = "award"
    FUND = "fund"
    EVENT = "event"
    SERVICE = "service"

    OFFICIAL = "official"
    AUTHOR = "author"
    RESIDENT = "resident"
    BUSINESS = "business"
    EXPERT = "expert"
    OTHER = "other"

    @property
    def type(self) -> EntityType:
        """The entity type whose kind this is."""
        return _TYPE_OF_KIND[self]


KINDS: dict[EntityType, tuple[Kind, ...]] = {
    EntityType.PLACE: (
        Kind.COUNTRY, Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE, Kind.ESTATE,
        Kind.SITE, Kind.REGION,
    ),
    EntityType.AGENCY: (
        Kind.GOVERNMENT, Kind.PARTY, Kind.LEGISLATURE, Kind.JUSTICE, Kind.PUBLIC_INSTITUTION, Kind.COMPANY,
        Kind.ASSOCIATION, Kind.MEDIA, Kind.TEAM, Kind.BANK,
    ),
    EntityType.PROGRAMME: (
        Kind.DOCUMENT, Kind.PLAN, Kind.CAMPAIGN, Kind.PLATFORM, Kind.MECHANISM, Kind.PROJECT, Kind.AWARD, Kind.FUND,
        Kind.EVENT, Kind.SERVICE,
    ),
    EntityType.PERSON: (Kind.OFFICIAL, Kind.AUTHOR, Kind.RESIDENT, Kind.BUSINESS, Kind.EXPERT, Kind.OTHER),
}  # fmt: skip
_TYPE_OF_KIND = {kind: entity_type for entity_type, kinds in KINDS.items() for kind in kinds}

_PL, _AG, _PR, _PE = EntityType.PLACE, EntityType.AGENCY, EntityType.PROGRAMME, EntityType.PERSON


class Predicate(StrEnum):
    """The ten relations between entities."""

    PART_OF = "partOf"
    LOCATED_IN = "locatedIn"
    SUB_AGENCY_OF = "subAgencyOf"
    IMPLEMENTED_BY = "implementedBy"
    APPLIES_TO = "appliesTo"
    PART_OF_PROGRAMME = "partOfProgramme"
    AFFILIATED_WITH = "affiliatedWith"
    ASSOCIATED_PLACE = "associatedPlace"
    PARTICIPATES_IN = "participatesIn"
    COOPERATES_WITH = "cooperatesWith"

    @property
    def domain(self) -> tuple[EntityType, ...]:
        """The types that its subject may have."""
        return _SIGNATURES[self][0]

    @property
    def range(self) -> tuple[EntityType, ...]:
        """The types that its object may have."""
        return _SIGNATURES[self][1]

    def accepts(self, subject: EntityType, obj: EntityType) -> bool:
        """Whether it can hold between entities of these types."""
        return subject in self.domain and obj in self.range


_SIGNATURES: dict[Predicate, tuple[tuple[EntityType, ...], tuple[EntityType, ...]]] = {
    Predicate.PART_OF: ((_PL,), (_PL,)),
    Predicate.LOCATED_IN: ((_AG,), (_PL,)),
    Predicate.SUB_AGENCY_OF: ((_AG,), (_AG,)),
    Predicate.IMPLEMENTED_BY: ((_PR,), (_AG, _PL)),
    Predicate.APPLIES_TO: ((_PR,), (_PL,)),
    Predicate.PART_OF_PROGRAMME: ((_PR,), (_PR,)),
    Predicate.AFFILIATED_WITH: ((_PE,), (_AG, _PL)),
    Predicate.ASSOCIATED_PLACE: ((_PE,), (_PL,)),
    Predicate.PARTICIPATES_IN: ((_PE, _AG), (_PR,)),
    Predicate.COOPERATES_WITH: ((_AG, _PL), (_AG, _PL)),
}


class Field(StrEnum):
    """The three texts of an article in which a name can stand."""

    HEADLINE = "headline"
    BODY = "body"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """One newspaper page as text, or one article that came whole, so that nothing is to be split."""

    path: str  # relative to the folder given, with / between its parts; of a part of a file "a.zip/b.txt", "c.pdf#3"
    text: str  # decoded; line ends are \n
    encoding: str  # the encoding that fitted
    digest: str  # SHA-256 of the bytes of its file (of a table: of its row), hexadecimal
    date: str = ""  # the day on which it appeared, "2024-08-31"; "" if nothing says so
    paper: str = ""  # the newspaper's name
    number: str = ""  # of the page in its paper, as printed: "3", "A5"
    whole: bool = False  # whether the text is one article's body
    headline: str = ""  # of a whole article
    byline: str = ""  # of a whole article


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """One article of a page, mended and in reading order."""

    id: str  # "article/…", from its page's path and its text
    page: str  # its page's path
    headline: str  # main headline as printed; may be empty for a picture with a caption
    byline: str  # as printed, with the words around the names
    authors: tuple[str, ...]  # names without the spaces that fill two-character names, in simplified characters
    body: str  # kicker, sub-heads, paragraphs and captions, a line each; headline and byline not again
    lines: tuple[int, ...]  # 1-based numbers of the page's lines that it took; none of one that came whole
    date: str = ""  # these three as its page has them
    paper: str = ""
    number: str = ""

    def text(self, field: Field) -> str:
        """The text of a field, into which a mention's offsets point."""
        return {Field.HEADLINE: self.headline, Field.BODY: self.body, Field.BYLINE: self.byline}[field]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at its place in an article; offsets are code points in the field's text."""

    field: Field
    begin: int
    end: int
    surface: str
    type: EntityType
    score: float = dataclasses.field(default=1.0, compare=False)  # how sure the extractor is of it, 0 to 1


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An official division that a place name may stand for, with how well it fits (0 to 1)."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Referent:
    """What some mentions of one article name together: an entity as far as that article knows it."""

    id: str  # the article's id, "#", the type and the name
    type: EntityType
    kind: Kind
    name: str  # the fullest name that the article supports
    mentions: tuple[Mention, ...]
    code: str = ""  # official division code, of a place that the article settles
    candidates: tuple[Candidate, ...] = ()  # of a place that the article leaves open, best first
    stem: str = ""  # the name without place, marks and class words, in its usual form: equal for all forms of a name
    home: str = ""  # code of the division that the name begins with, or in which the article plays
    own: bool = False  # whether the home stands in the name itself
    anonymised: bool = False
    note: str = ""  # why it is linked where it is, if the text says otherwise (a misprint)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every form in which it is printed, in order of first appearance."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A relation that a sentence of an article states between two referents (later: entities)."""

    subject: str
    predicate: Predicate
    object: str
    evidence: str  # the sentence; it stands so in the article's body or headline
    confidence: float  # 0 to 1
    post: str = ""  # as printed, of an affiliatedWith claim
    date: str = ""  # when it was so, in ISO 8601: a year, month, day or period; "" if the sentence leaves it open
    date_text: str = ""  # the words that say so, 今年6月


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says."""

    article: Article
    referents: tuple[Referent, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Entity:
    """One thing of the world over all articles; the referents merged into it are listed, so that it can be undone."""

    id: str  # "place/330784": from its type, name and what tells it from namesakes
    type: EntityType
    kind: Kind
    name: str
    names: tuple[str, ...]  # the other names, sorted
    referents: tuple[str, ...]
    code: str = ""
    candidates: tuple[Candidate, ...] = ()
    anonymised: bool = False

    @cached_property
    def label(self) -> str:
        """The name with its code, for messages."""
        return f"{self.name} ({self.code})" if self.code else self.name
