"""What a Graph holds, as frozen values that know their neighbours: entities, claims, articles, mentions.

They are equal if they say the same, whichever graph they come from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, SupportsIndex, TypeVar, overload

from kg.model import Candidate, EntityType, Field, Kind, Predicate

if TYPE_CHECKING:
    from kg.api.graph import Graph

T = TypeVar("T")
_SHOWN = 24  # characters of a text that stands for a name


class Listing(tuple[T, ...]):
    """A tuple that a notebook shows as a table."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Listing[T]: ...

    def __getitem__(self, index: SupportsIndex | slice) -> T | Listing[T]:
        """One of them; of a slice, a listing again."""
        if isinstance(index, slice):
            return Listing(super().__getitem__(index))
        return super().__getitem__(index)

    def _repr_html_(self) -> str:
        from kg.api.html import table

        return table(self)


@dataclass(frozen=True, slots=True, repr=False)
class _Value:
    """What lies in a graph."""

    _graph: Graph = field(compare=False)

    def _repr_html_(self) -> str:
        from kg.api.html import card

        return card(self)


@dataclass(frozen=True, slots=True, repr=False)
class Entity(_Value):
    """A place, agency, programme or person over all articles."""

    id: str  # "place/330784"; its IRI is the graph's base_iri and this
    type: EntityType
    kind: Kind
    name: str
    names: tuple[str, ...] = ()  # the others
    code: str = ""  # official division code, of a place
    candidates: tuple[Candidate, ...] = ()  # the divisions that a place may be, best first, where that stays open
    anonymised: bool = False  # whether it is a person who is only 李女士

    @property
    def claims(self) -> Listing[Claim]:
        """The claims at either end of which it stands."""
        return self._graph.claims_of(self)

    @property
    def articles(self) -> Listing[Article]:
        """The articles that mention it."""
        return self._graph.articles_of(self)

    @property
    def mentions(self) -> Listing[Mention]:
        """Where it is mentioned."""
        return self._graph.mentions_of(self)

    def __repr__(self) -> str:
        """<Place 永康市 (county, 330784)>."""
        return f"<{self.type} {self.name} ({', '.join(filter(None, (self.kind, self.code)))})>"


@dataclass(frozen=True, slots=True, repr=False)
class Article(_Value):
    """An article, mended and in reading order."""

    id: str
    headline: str  # "" for a picture with a caption
    byline: str  # as printed
    body: str
    page: str  # the path of its page
    lines: tuple[int, ...] = ()  # of the page, from 1
    date: str = ""  # "2024-08-31"
    paper: str = ""
    number: str = ""  # of the page in its paper
    reprint_of: str = ""  # the id of the article that it repeats

    @property
    def entities(self) -> Listing[Entity]:
        """The entities that it mentions."""
        return self._graph.entities_in(self)

    @property
    def claims(self) -> Listing[Claim]:
        """The claims that it states."""
        return self._graph.claims_in(self)

    @property
    def authors(self) -> Listing[Entity]:
        """The people of its byline."""
        return self._graph.authors_of(self)

    @property
    def title(self) -> str:
        """Its headline, or the beginning of its text."""
        text = self.headline or self.body.partition("\n")[0] or self.page
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def __repr__(self) -> str:
        """<Article 登封市“阳光餐饮”受好评 (north/001.txt)>."""
        return f"<Article {self.title} ({self.page})>"


@dataclass(frozen=True, slots=True, repr=False)
class Claim(_Value):
    """A relation between two entities that an article states, with its sentence; or that a person states."""

    id: str
    subject: Entity
    relation: Predicate
    object: Entity
    article: Article | None  # None where a person states it from elsewhere
    evidence: str  # the sentence
    confidence: float  # 0 to 1
    post: str = ""  # 局长, of an affiliatedWith claim
    date: str = ""  # when it was so, in ISO 8601
    note: str = ""  # why an end is linked otherwise than printed
    by: str = ""  # who states it, where that is no article
    source: str = ""  # from what, where that is no article

    def __repr__(self) -> str:
        """<Claim 阳光餐饮 appliesTo 嵩阳街道 (0.70)>."""
        return f"<Claim {self.subject.name} {self.relation} {self.object.name} ({self.confidence:.2f})>"


@dataclass(frozen=True, slots=True, repr=False)
class Mention(_Value):
    """A name at its place in an article; offsets are code points in the field's text."""

    entity: Entity
    article: Article
    field: Field  # headline, body or byline
    begin: int
    end: int
    surface: str  # as printed

    def __repr__(self) -> str:
        """<Mention 登封市 at headline[0:3]>."""
        return f"<Mention {self.surface} at {self.field}[{self.begin}:{self.end}]>"
