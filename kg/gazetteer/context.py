"""What the place names of one article mean: each is settled on a division or left open with ranked candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.gazetteer.division import Division
from kg.gazetteer.evidence import NEEDED, Case, chained, contradicted, directly_chained, remote, score
from kg.gazetteer.finder import Doubt, Hit
from kg.gazetteer.lookup import Gazetteer, gazetteer
from kg.gazetteer.misprints import Correction, correction
from kg.gazetteer.scene import Scene
from kg.model import Candidate, Field, Kind

_ROUNDS = 6  # at most; on the annotated articles nothing changes after the second
_MARGIN = 0.75  # by so much the best must lead to be taken, in the unit of the weights; set by hand
_FEW = 4  # places of one name between which their villages are asked to choose
_MOST_CANDIDATES = 5  # of an open name, the best


class Link(NamedTuple):
    """What a name in an article means: one division, or candidates where the article leaves it open.

    It has neither where it is printed behind a place in which none of its name lies.
    """

    hit: Hit
    division: Division | None = None
    candidates: tuple[Candidate, ...] = ()  # of an open name, best first
    note: str = ""  # why it is linked where it is, if the text says otherwise

    @property
    def code(self) -> str:
        """The code of its division, "" if it is open."""
        return self.division.code if self.division else ""


def locate(texts: Mapping[Field, str], home: str = "", places: Gazetteer | None = None) -> list[Link]:
    """The official divisions named in one article's texts, in order, townships' short names and villages included.

    Villages and short names of townships are looked for in the counties that the article names.
    Home is the code of the place that the page is known to be about, if it is.
    """
    (links,) = locate_all([texts], home, places)
    return links


def locate_all(
    articles: Sequence[Mapping[Field, str]], home: str = "", places: Gazetteer | None = None
) -> list[list[Link]]:
    """What locate finds in the texts of each article, in less time: each table is gone through for all of them."""
    places = places or gazetteer()
    found = [[hit for field, text in texts.items() for hit in places.find(text, field)] for texts in articles]
    counties = [counties_in_play(resolve(hits, home, places), home, places) for hits in found]
    below = [places.find_below(texts, those) for texts, those in zip(articles, counties, strict=True)]
    return [resolve(joined(hits, others), home, places) for hits, others in zip(found, below, strict=True)]


def counties_in_play(links: Sequence[Link], home: str = "", places: Gazetteer | None = None) -> tuple[str, ...]:
    """The counties where an article's small places may lie: those it names, else those of the prefectures it names."""
    places = places or gazetteer()
    codes = {link.code for link in links if link.code} | ({home} if home else set())
    small = [code for code in codes if len(code) > 6 or not code.endswith("00") or len(places.counties(code)) == 1]
    # A township's name that few places have may be settled by the villages that are named with it.
    few = [
        candidate.code
        for link in links
        if 1 < len(link.hit.divisions) <= _FEW and len(link.candidates) > 1
        for candidate in link.candidates
    ]
    chosen = small or few or [code for code in codes if not code.endswith("0000")]
    return tuple(sorted({county for code in chosen for county in places.counties(code)}))


def joined(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """Two lists of hits as one in which none overlap: the longer wins; equal ones pool their divisions."""
    pooled: dict[tuple[Field, int, int], Hit] = {}
    for hit in (*hits, *others):
        key = (hit.field, hit.begin, hit.end)
        if twin := pooled.get(key):
            divisions = tuple(sorted({*twin.divisions, *hit.divisions}))
            hit = Hit(*key, hit.surface, divisions, min(twin.doubt, hit.doubt))  # noqa: PLW2901
        pooled[key] = hit
    kept: list[Hit] = []
    taken: dict[Field, set[int]] = defaultdict(set)
    for hit in sorted(pooled.values(), key=lambda hit: (hit.begin - hit.end, hit.field, hit.begin)):
        offsets = range(hit.begin, hit.end)
        if taken[hit.field].isdisjoint(offsets):
            taken[hit.field].update(offsets)
            kept.append(hit)
    order = {field: index for index, field in enumerate(Field)}
    return sorted(kept, key=lambda hit: (order[hit.field], hit.begin))


def resolve(hits: Sequence[Hit], home: str = "", places: Gazetteer | None = None) -> list[Link]:
    """What each hit of one article means, in the hits' order; doubtful ones that nothing supports are left out."""
    places = places or gazetteer()
    known = [hit.divisions[0].code if len(hit.divisions) == 1 and not hit.doubt else "" for hit in hits]
    scene = Scene(places, hits, known, home)
    plain = _plain(scene)
    for _ in range(_ROUNDS):
        links = _links(scene, plain)
        settled = [link.code if link else "" for link in links]
        if settled == scene.known:
            break
        scene = scene.knowing(settled)
    return [link for link in links if link]


def _plain(scene: Scene) -> list[Link | None]:
    """A link for each hit that means one thing whatever else the article names, None for the others."""
    corrections = _corrections(scene)
    links: list[Link | None] = []
    for index, hit in enumerate(scene.hits):
        if made := corrections.get(index):
            links.append(Link(hit, made.division, note=made.note))
        else:
            links.append(Link(hit, hit.divisions[0]) if len(hit.divisions) == 1 and not hit.doubt else None)
    return links


def _corrections(scene: Scene) -> dict[int, Correction]:
    """Printed parents that cannot contain what is printed after them, by the index of their hit."""
    found = {
        index: made
        for index, following in enumerate(scene.next)
        if following is not None and (made := correction(scene.places, scene.hits[index], scene.hits[following]))
    }
    # The same misprint further on in the article, where no child stands behind it to show it.
    shown = {scene.hits[index].surface: made for index, made in found.items()}
    for index, hit in enumerate(scene.hits) if shown else ():
        following = scene.next[index]
        if hit.surface in shown and following is None:
            found.setdefault(index, shown[hit.surface])
    return found


def _links(scene: Scene, plain: Sequence[Link | None]) -> list[Link | None]:
    """A link for each hit, None for one that is no place; one surface means one thing unless a chain says otherwise."""
    links = list(plain)
    alike: dict[tuple[str, Doubt, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, link in enumerate(plain):
        if link is None:
            hit = scene.hits[index]
            alike[hit.surface, hit.doubt, _chained(scene, index)].append(index)
    for indexes in alike.values():
        if first := _link(scene, indexes):
            for index in indexes:
                links[index] = first._replace(hit=scene.hits[index])
    for index, link in _other_townships(scene, plain):
        links[index] = link
    return links


def _other_townships(scene: Scene, plain: Sequence[Link | None]) -> Iterator[tuple[int, Link | None]]:
    """The hits of townships that only one place of today is called like, which is not meant, with what they mean.

    One behind a place that cannot contain it is another, also elsewhere in the article. A remote one that stands by
    itself is rather a word (小村镇), or gone too.
    """
    townships = [
        (index, link.hit, link.division)
        for index, link in enumerate(plain)
        if link and link.division and link.division.level is Kind.TOWNSHIP
    ]
    corrected = {index for index, link in enumerate(plain) if link and link.note}
    apart = {
        hit.surface
        for index, hit, division in townships
        if scene.previous[index] not in corrected and contradicted(scene, index, division)
    }
    for index, hit, division in townships:
        if hit.surface in apart and not chained(scene, index, division):
            yield index, Link(hit)
        elif remote(scene, hit.surface, division):
            yield index, None


def _chained(scene: Scene, index: int) -> tuple[str, ...]:
    """Codes of the divisions of a hit that a chain in print speaks for."""
    if not scene.is_beside(index):
        return ()
    return tuple([division.code for division in scene.hits[index].divisions if chained(scene, index, division)])


def _link(scene: Scene, indexes: Sequence[int]) -> Link | None:
    """What the hits of one name mean, all of which stand in the same chains."""
    hit = scene.hits[indexes[0]]
    beside = [index for index in indexes if scene.is_beside(index)]
    if hit.doubt and not _is_place(scene, hit, beside):
        return None
    if len(hit.divisions) == 1:
        return Link(hit, hit.divisions[0])
    divisions = [one for one in hit.divisions if not any(contradicted(scene, index, one) for index in beside)]
    if not divisions:
        return Link(hit)
    others = scene.others(hit.surface)
    scores = []
    for division in divisions:
        chain = max([chained(scene, index, division) for index in beside], default=0.0)
        scores.append((score(Case(scene, hit, division, others), chain), division))
    ranked = sorted(scores, key=lambda pair: (-pair[0], pair[1]))
    best = ranked[0]
    if len(ranked) == 1 or best[0] - ranked[1][0] >= _MARGIN:
        return Link(hit, best[1])
    total = sum(points for points, _ in ranked) or 1.0
    shares = [Candidate(division.code, round(points / total, 3)) for points, division in ranked[:_MOST_CANDIDATES]]
    return Link(hit, candidates=tuple(shares))


def _is_place(scene: Scene, hit: Hit, beside: Sequence[int]) -> bool:
    """Whether something shows that a doubted name, printed beside others at these places, is meant as a place."""
    tells = directly_chained if hit.doubt is Doubt.CHAIN else chained
    for index in beside:
        for division in hit.divisions:
            if tells(scene, index, division):
                return True
    if hit.doubt is Doubt.CHAIN:
        return False
    others = scene.others(hit.surface)
    for division in hit.divisions:
        case = Case(scene, hit, division, others)
        for evidence in NEEDED[hit.doubt]:
            if evidence(case):
                return True
    return False
