"""Relations: what a reader would write down, from short articles with their referents given."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.relations import find_claims
from kg.model import KINDS, Article, Claim, EntityType, Field, Kind, Mention, Referent
from kg.tagger.document import Document, read

_MARK = re.compile(r"\[([PAGH])\|([^\]=]+)(?:=([^\]]+))?\](?:\{(\d+)\})?")
_TYPES = {"P": EntityType.PLACE, "A": EntityType.AGENCY, "G": EntityType.PROGRAMME, "H": EntityType.PERSON}


def parse(marked: str) -> tuple[Document, list[Referent]]:
    """An article and its referents from a text with marks such as [A|县民政局=德清县民政局]."""
    text, last = "", 0
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    codes: dict[str, str] = {}
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        name = match[3] or match[2]
        found.setdefault((match[1], name), []).append((len(text), match[2]))
        codes[name] = match[4] or codes.get(name, "")
        text += match[2]
        last = match.end()
    headline, _, body = (text + marked[last:]).partition("\n")
    article = Article("article/x", "x.txt", headline, "", (), body, ())
    referents = []
    for (letter, name), spots in found.items():
        kind = _TYPES[letter]
        mentions = tuple(
            Mention(Field.HEADLINE, begin, begin + len(surface), surface, kind)
            if begin <= len(headline)
            else Mention(Field.BODY, begin - len(headline) - 1, begin - len(headline) - 1 + len(surface), surface, kind)
            for begin, surface in spots
        )
        referents.append(Referent(name, kind, KINDS[kind][0], name, mentions, codes[name]))
    return next(read([article])), referents


def triples(claims: list[Claim]) -> set[tuple[str, str, str]]:
    return {(claim.subject, claim.predicate.value, claim.object) for claim in claims}


ARTICLE = """[P|武康街道]{330521001}推出“[G|邻里码]”
近日，[P|湖州市]{330500}[P|德清县]{330521}[P|武康街道]{330521001}推出“[G|邻里码]”平台。
“居民扫码就能反映问题。”[P|武康街道]党工委书记[H|陈海峰]介绍。家住[P|春晖社区]{330521001003}的[H|王女士]是第一批用户。
[A|县民政局=德清县民政局]与[A|德清农商银行]携手，为独居老人印发《[G|德清县居家养老服务办法]》。
"""


def test_reads_what_a_short_article_states() -> None:
    document, referents = parse(ARTICLE)
    found = triples(find_claims(document, referents))
    assert {
        ("武康街道", "partOf", "德清县"),
        ("德清县", "partOf", "湖州市"),
        ("邻里码", "implementedBy", "武康街道"),
        ("陈海峰", "affiliatedWith", "武康街道"),
        ("王女士", "associatedPlace", "春晖社区"),
        ("德清县民政局", "locatedIn", "德清县"),
    } <= found


def test_every_claim_has_a_sentence_of_the_article_and_a_confidence() -> None:
    document, referents = parse(ARTICLE)
    claims = find_claims(document, referents)
    assert claims
    for claim in claims:
        assert claim.evidence
        assert claim.evidence in document.article.headline or claim.evidence in document.article.body
        assert 0 < claim.confidence <= 1


def test_the_post_is_as_printed() -> None:
    document, referents = parse(ARTICLE)
    (claim,) = [claim for claim in find_claims(document, referents) if claim.predicate == "affiliatedWith"]
    assert claim.post == "党工委书记"


def test_an_article_without_referents_or_with_one_states_nothing() -> None:
    document, referents = parse("标题\n[P|德清县]{330521}昨日下雨。\n")
    assert find_claims(document, []) == []
    assert find_claims(document, referents) == []


def test_no_claim_contradicts_what_is_known_of_places_and_public_platforms() -> None:
    document, referents = parse(
        "[P|武平县]{350824}与[P|寻乌县]{360734}联手\n[P|寻乌县]{360734}派人到[P|武平县]{350824}，[P|武平县]{350824}推出“[G|闽政通]”专区，"
        "[P|武平县]{350824}[P|平川街道]{350824001}打造“[G|圆桌会]”。\n"
    )
    platform = next(index for index, referent in enumerate(referents) if referent.name == "闽政通")
    referents[platform] = replace(referents[platform], kind=Kind.PLATFORM)
    found = triples(find_claims(document, referents))
    assert ("平川街道", "partOf", "武平县") in found
    assert not {triple for triple in found if triple[1] == "partOf" and "寻乌县" in triple}
    assert not {
        triple for triple in found if triple[0] == "闽政通" and triple[1] in ("implementedBy", "partOfProgramme")
    }
