"""Relations: what a reader would write down, from short articles with their referents given."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.relations import find_claims, find_together
from kg.extract.relations.features import read_pairs
from kg.extract.relations.groups import PREDICATES
from kg.extract.relations.joined import gather, join
from kg.extract.relations.knowledge import possible
from kg.extract.relations.layout import lay_out
from kg.model import KINDS, Article, Claim, EntityType, Field, Kind, Mention, Predicate, Referent
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


def test_what_governs_a_place_sits_in_none_below_it_but_where_it_is_named_after() -> None:
    document, referents = parse(
        "[P|德清县]{330521}[P|钟管镇]{330521104}的桃子熟了\n昨日，[A|德清县民政局]和[A|德清县公安局钟管派出所]的人来到[P|钟管镇]{330521104}。\n"
    )
    governing = {"德清县民政局", "德清县公安局钟管派出所"}
    layout = lay_out(
        document,
        [
            replace(one, home="330521", own=True, kind=Kind.GOVERNMENT) if one.name in governing else one
            for one in referents
        ],
        {},
    )
    pairs = read_pairs(layout)
    may = possible(layout, pairs, np.ones_like(pairs.allowed))[:, PREDICATES.index(Predicate.LOCATED_IN)]
    names = [referent.name for referent in referents]
    located = {(names[s], names[o]): bool(m) for s, o, m in zip(pairs.subject, pairs.object, may, strict=True)}
    assert not located["德清县民政局", "钟管镇"]
    assert located["德清县民政局", "德清县"]
    assert located["德清县公安局钟管派出所", "钟管镇"]


OTHERS = [
    "[P|临江市]举行[G|清风行动]\n[A|市水利局=临江市水利局]、[A|市环保局=临江市环保局]和[A|市公安局=临江市公安局]昨日启动"
    "“[G|清风行动]”，[P|白沙镇]、[P|黄岩村]的[H|李长河]、[H|赵小满]参加。[A|市水利局=临江市水利局]局长[H|周大江]说，"
    "[P|白沙镇]先行一步。\n[P|黄岩村]随后跟上。\n",
    "标题\n昨日开会的有[P|白沙镇]的[A|白沙镇司法所]",
    "标题\n[H|李长河]和[H|赵小满]去看海。\n",
    "标题\n[P|白沙镇]下雨。\n",
    "标题\n没有谁。\n",
    "[A|云水农商银行]携手[P|桃源社区]\n“我们是一家人。”[A|云水农商银行]行长[H|孙立]在[P|桃源社区]说。\n",
]
SAMPLES = cache(lambda: [parse(marked) for marked in (ARTICLE, *OTHERS)])


@given(st.lists(st.integers(0, len(OTHERS)), max_size=8))
def test_what_an_article_says_does_not_depend_on_those_beside_it(numbers: list[int]) -> None:
    articles = [SAMPLES()[number] for number in numbers]
    assert list(find_together(articles)) == [find_claims(*article) for article in articles]


def test_pairs_of_articles_put_together_are_seen_as_those_of_each() -> None:
    layouts = [lay_out(document, referents, {}) for document, referents in SAMPLES() if referents]
    together, each = join(layouts), [read_pairs(layout) for layout in layouts]
    found = read_pairs(together)
    whole = [pairs.whole.table(pairs.subject, pairs.object) for pairs in each]
    assert np.array_equal(found.whole.table(found.subject, found.object), np.concatenate(whole))
    assert np.array_equal(found.local[found.place], np.concatenate([pairs.local[pairs.place] for pairs in each]))
    moved = [pairs.bags.all() + part.words.start for pairs, part in zip(each, together.parts, strict=True)]
    assert np.array_equal(found.bags.all(), np.concatenate(moved))


def test_the_sample_articles_say_something() -> None:
    assert [len(claims) > 0 for claims in find_together(SAMPLES())] == [True, True, True, False, False, False, True]


def test_few_articles_go_together_and_a_large_one_goes_alone() -> None:
    layouts = [lay_out(document, referents, {}) for document, referents in SAMPLES()]
    for room in (1, 10, 60, 200, 1000):
        gathered = list(gather(layouts, room))
        assert [id(layout) for together in gathered for layout in together] == list(map(id, layouts))
        sizes = [[len(layout.referent) ** 2 for layout in together] for together in gathered]
        assert all(sum(together) <= room or len(together) == 1 for together in sizes)
        assert all(sum(one) + two[0] > room for one, two in pairwise(sizes))
