"""Inside one article: spans that name the same thing become one referent, with its fullest name and its home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.people import is_anonymised
from kg.extract.spans import Found
from kg.gazetteer import Division, gazetteer
from kg.model import EntityType, Field, Kind, Mention, Referent
from kg.resolve.forms import Form, core, department, is_branch_short, is_company_short, level_prefix, quoted_core
from kg.resolve.setting import LEVELS, Setting, setting
from kg.tagger import Document
from kg.tagger.span import Span
from kg.traditional import simplified

SHORTEST_END = 5  # characters of a programme's name that is the end of a longer one


class Named(NamedTuple):
    """A name of the article with all its spans."""

    text: str
    spans: tuple[Span, ...]
    form: Form
    kind: Kind  # that the surest span gives
    level: str  # the level word that a relative name begins with


def referents(document: Document, found: Found) -> list[Referent]:
    """Group the names of an article into referents, in order of first mention; the byline's authors come last."""
    # 永丰 in the name of an unlisted 永丰村 is no 永丰县 that the article could play in.
    villages = [span for span in found.spans if span.kind is Kind.VILLAGE]
    named = [
        (begin, _as_printed(link.division, link.hit.surface))
        for (begin, end), link in found.links.items()
        if link.division and not any(v.begin <= begin and end < v.end for v in villages)
    ]
    here = setting(named, document.body_begin)
    by_type: dict[EntityType, list[Span]] = defaultdict(list)
    for span in found.spans:
        by_type[span.type].append(span)
    made = [
        *_places(document, found, by_type[EntityType.PLACE], here),
        *_agencies(document, found, by_type[EntityType.AGENCY], here),
        *_programmes(document, found, by_type[EntityType.PROGRAMME], here),
        *_people(document, by_type[EntityType.PERSON], here),
    ]
    return _distinct(_with_authors(document, made, here))


def _as_printed(division: Division, surface: str) -> Division:
    """A division by the name in print, where that tells its rank: where 奉化市 is printed, 市 is what is 奉化区 now."""
    return division._replace(name=surface) if surface.endswith(LEVELS) else division


def _mentions(document: Document, spans: Iterable[Span]) -> tuple[Mention, ...]:
    made = []
    for span in sorted(spans, key=lambda span: span.begin):  # none overlap
        field, begin = document.place(span.begin)
        made.append(
            Mention(
                field, begin, begin + span.end - span.begin, document.raw[span.begin : span.end], span.type, span.score
            )
        )
    return tuple(made)


def _id(document: Document, entity_type: EntityType, name: str) -> str:
    return f"{document.article.id}#{entity_type.value}/{name}"


def _places(document: Document, found: Found, spans: Sequence[Span], here: Setting) -> Iterator[Referent]:
    county = here.home(Kind.COUNTY)
    groups: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        link = found.links.get((span.begin, span.end))
        groups[(link and link.code) or document.text[span.begin : span.end]].append(span)
    for key, group in groups.items():
        division = gazetteer().division(key)
        surface = document.text[group[0].begin : group[0].end]
        name = division.name if division else surface
        link = found.links.get((group[0].begin, group[0].end))
        yield Referent(
            id=_id(document, EntityType.PLACE, name + (f"@{key}" if division else "")),
            type=EntityType.PLACE,
            kind=division.level if division else group[0].kind,
            name=name,
            mentions=_mentions(document, group),
            code=division.code if division else "",
            candidates=link.candidates if link and not division else (),
            stem=name,
            home=division.code if division else county,
            note=next((found.links[s.begin, s.end].note for s in group if (s.begin, s.end) in found.links), ""),
        )


def _agencies(document: Document, found: Found, spans: Sequence[Span], here: Setting) -> Iterator[Referent]:
    county = here.home(Kind.COUNTY)
    linked: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (begin, end), link in found.links.items():
        if link.code:
            linked[begin].append((end, link.code))
    names = _named(document, spans, lambda span: _form(document, linked, span, here))
    aliases = found.aliases
    for group in _grouped(names, lambda long, short: _same_agency(long, short, aliases)):
        fullest = group[0]
        home = next((named.form.home for named in group if named.form.home), "")
        yield Referent(
            id=_id(document, EntityType.AGENCY, _restored(fullest)),
            type=EntityType.AGENCY,
            kind=fullest.kind,
            name=_restored(fullest),
            mentions=_mentions(document, (span for named in group for span in named.spans)),
            stem=next((named.form.rest for named in group if named.form.home), fullest.form.rest),
            home=home or county,
            own=bool(home),
        )


def _form(document: Document, linked: Mapping[int, Sequence[tuple[int, str]]], span: Span, here: Setting) -> Form:
    """What an agency's name says; linked: where a place begins that has a code, its end and the code."""
    text = document.text[span.begin : span.end]
    home, at = "", span.begin
    while True:
        step = next(((end, code) for end, code in linked.get(at, ()) if end < span.end), None)
        if not step:
            break
        at, home = step
    if home:
        return Form(home, department(document.text[at : span.end]))
    level = level_prefix(text)
    division = here.at(level, span.begin) if level else None
    if division:
        return Form(division.code, department(text[len(level) :]))
    return Form("", department(text))


def _restored(named: Named) -> str:
    """The name with the place in full that its level word stands for: 区市场监管局 → 高明区市场监管局."""
    division = gazetteer().division(named.form.home) if named.level and named.form.home else None
    return f"{division.name}{named.text[len(named.level) :]}" if division else named.text


def _same_agency(long: Named, short: Named, aliases: dict[str, str]) -> bool:
    """Whether two names of one article are one organisation; each line is one way to shorten a name."""
    if aliases and (aliases.get(short.text) == long.text or aliases.get(long.text) == short.text):
        return True  # declared
    if long.form == short.form:
        return True  # 区市场监管局, 高明区市场监督管理局
    if long.text.endswith(short.text):
        if len(short.text) >= 4 and _within(short.form.home, long.form.home):
            return True  # 雷甸派出所, 德清县公安局雷甸派出所
        if short.level and short.form.home in ("", long.form.home):
            return True  # 街道纪工委, 荷城街道纪工委
    if short.level and "”" in long.text and long.form.home in ("", short.form.home):
        bare = short.text[len(short.level) :]
        if len(bare) >= 3 and long.text.endswith(f"”{bare}"):
            return True  # 社区党建联盟, “枣园”党建联盟
    return is_company_short(short.text, long.text) or is_branch_short(short.text, long.text)


def _within(code: str, area: str) -> bool:
    """Whether a division is the area or lies in it; a name that says none (雷甸派出所 where no 雷甸 is known) may."""
    return code in ("", area) or any(division.code == area for division in gazetteer().chain(code))


def _programmes(document: Document, found: Found, spans: Sequence[Span], here: Setting) -> Iterator[Referent]:
    county = here.home(Kind.COUNTY)
    names = _named(document, spans, lambda span: Form("", core(document.text[span.begin : span.end])))
    aliases = found.aliases

    def same(long: Named, short: Named) -> bool:
        if aliases and (aliases.get(short.text) == long.text or aliases.get(long.text) == short.text):
            return True
        if long.form.rest == short.form.rest:
            return True  # “邻里码”平台, 邻里码
        if quoted_core(long.text) == short.form.rest and (long.kind is short.kind or long.kind is not Kind.EVENT):
            return True  # 嘉兴市“红船奖”, 红船奖
        if long.kind is not short.kind:
            return False
        if quoted_core(long.text) and quoted_core(long.text) == quoted_core(short.text):
            return True  # 第二届“红船奖”, 嘉兴市“红船奖”
        return len(short.text) >= SHORTEST_END and long.text.endswith(short.text)  # 新塍镇防汛应急演练, 防汛应急演练

    for group in _grouped(names, same):
        fullest = group[0]
        yield Referent(
            id=_id(document, EntityType.PROGRAMME, fullest.text),
            type=EntityType.PROGRAMME,
            kind=fullest.kind,
            name=fullest.text,
            mentions=_mentions(document, (span for named in group for span in named.spans)),
            stem=fullest.form.rest,
            home=county,
        )


def _people(document: Document, spans: Sequence[Span], here: Setting) -> Iterator[Referent]:
    county = here.home(Kind.COUNTY)
    for named in _named(document, spans, lambda _: Form("", "")):
        name = named.text.replace(" ", "")
        yield Referent(
            id=_id(document, EntityType.PERSON, name),
            type=EntityType.PERSON,
            kind=named.kind,
            name=name,
            mentions=_mentions(document, named.spans),
            stem=name,
            home=county,
            anonymised=is_anonymised(name),
        )


def _named(document: Document, spans: Sequence[Span], form: Callable[[Span], Form]) -> list[Named]:
    # One name can be two things in an article that goes from town to town: 镇政府 here and 镇政府 there.
    groups: dict[tuple[str, Form], list[Span]] = defaultdict(list)
    for span in spans:
        groups[document.text[span.begin : span.end], form(span)].append(span)
    return [
        Named(text, tuple(group), of, max(group, key=lambda span: (span.score, -span.begin)).kind, level_prefix(text))
        for (text, of), group in groups.items()
    ]


def _grouped(names: Sequence[Named], same: Callable[[Named, Named], bool]) -> Iterator[list[Named]]:
    """Groups of names of one thing, the longest name first in each; a name joins the first group that it fits."""
    groups: list[list[Named]] = []
    for named in sorted(names, key=lambda named: (-len(named.text), named.spans[0].begin)):
        for group in groups:
            if any(same(other, named) for other in group):
                group.append(named)
                break
        else:
            groups.append([named])
    yield from sorted(groups, key=lambda group: min(named.spans[0].begin for named in group))


def _with_authors(document: Document, made: Sequence[Referent], here: Setting) -> list[Referent]:
    county = here.home(Kind.COUNTY)
    found = {referent.name: index for index, referent in enumerate(made) if referent.type is EntityType.PERSON}
    result = list(made)
    for author in document.article.authors:
        mentions = tuple(_in_byline(document, author))
        if author in found:
            index = found[author]
            # Its mentions in the text stay; who signs is an author before anything else.
            result[index] = replace(
                result[index], mentions=(*result[index].mentions, *mentions), kind=Kind.AUTHOR, anonymised=False
            )
        else:
            result.append(
                Referent(
                    id=_id(document, EntityType.PERSON, author),
                    type=EntityType.PERSON,
                    kind=Kind.AUTHOR,
                    name=author,
                    mentions=mentions,
                    stem=author,
                    home=county,
                )
            )
    return [referent for referent in result if referent.mentions]


def _in_byline(document: Document, author: str) -> Iterator[Mention]:
    """Where the byline prints an author first, with white space anywhere between the signs of the name."""
    byline = document.article.byline
    printed = simplified(byline, f"{document.raw}\n{byline}")
    offsets = [offset for offset, sign in enumerate(printed) if not sign.isspace()]
    name = "".join(author.split())
    at = "".join(printed.split()).find(name)
    if name and at >= 0:
        begin, end = offsets[at], offsets[at + len(name) - 1] + 1
        yield Mention(Field.BYLINE, begin, end, byline[begin:end], EntityType.PERSON)


def _distinct(made: Sequence[Referent]) -> list[Referent]:
    """Ids are made of type and name; where two referents share them (two places left open), the later is numbered."""
    seen: dict[str, int] = {}
    result = []
    for referent in made:
        count = seen[referent.id] = seen.get(referent.id, 0) + 1
        result.append(referent if count == 1 else replace(referent, id=f"{referent.id}~{count}"))
    return result
