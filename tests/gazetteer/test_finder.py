import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Doubt, Hit, gazetteer
from kg.gazetteer.finder import Finder, spans_of_few
from kg.model import Field

_PIECES = "永康市 永康 市民 海口市 海昌街道 城东街道 江苏省 从 和平 乡村 𠮷 A ， 吉林 县城 路 三个镇 等村"
_pieces = st.sampled_from(tuple(_PIECES.split()))


def found(text: str) -> list[str]:
    return [hit.surface for hit in gazetteer().find(text)]


def hit_of(text: str, surface: str) -> Hit:
    return next(hit for hit in gazetteer().find(text) if hit.surface == surface)


@given(st.lists(_pieces, max_size=30).map("".join) | st.text(max_size=60))
def test_offsets_point_at_the_surface_and_never_overlap(text: str) -> None:
    for hits in (gazetteer().find(text), gazetteer().find_below({Field.BODY: text}, ["330481", "330784"])):
        assert all(text[hit.begin : hit.end] == hit.surface for hit in hits)
        assert all(one.end <= other.begin for one, other in pairwise(hits))
        assert all(hit.divisions for hit in hits)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("浙江省湖州市南浔区旧馆街道", ["浙江省", "湖州市", "南浔区", "旧馆街道"]),
        ("永康市民点赞", ["永康"]),
        ("永康市民政局", ["永康市"]),
        ("武威市民勤县", ["武威市", "民勤县"]),
        ("义乌市场火热", ["义乌"]),
        ("桐庐县城里", ["桐庐"]),
        ("来自从江苏省", ["江苏省"]),
        ("嘉兴和平湖", ["嘉兴", "平湖"]),
        ("家住延安路", []),
        ("东乡族居民", []),
    ],
)
def test_where_names_begin_and_end(text: str, surfaces: list[str]) -> None:
    assert found(text) == surfaces


@pytest.mark.parametrize(
    ("text", "name", "doubt"),
    [
        ("他会同有关部门", "会同", Doubt.CHAIN),
        ("高明说", "高明", Doubt.SUPPORT),
        ("欢庆元旦", "庆元", Doubt.SUPPORT),
        ("来到庆元县", "庆元县", Doubt.NONE),
        ("部分乡镇敬老院", "分乡镇", Doubt.SUPPORT),
        ("青年成才和县域经济", "和县", Doubt.SUPPORT),
        ("永康的五金", "永康", Doubt.NONE),
        ("会同、通道、靖州三县都来了", "会同", Doubt.NONE),
    ],
)
def test_words_of_the_language_are_doubted(text: str, name: str, doubt: Doubt) -> None:
    assert hit_of(text, name).doubt is doubt


def test_villages_are_found_in_the_counties_in_play_only() -> None:
    texts = {Field.HEADLINE: "西山社区", Field.BODY: "西山社区和港胡村"}
    found = gazetteer().find_below(texts, ["330481"])
    assert [(hit.field, hit.surface) for hit in found] == [(Field.HEADLINE, "西山社区"), (Field.BODY, "西山社区")]
    found = gazetteer().find_below(texts, ["330481", "330503"])
    assert [hit.surface for hit in found] == ["西山社区", "西山社区", "港胡村"]
    assert gazetteer().find_below(texts, []) == []


@given(st.text("甲乙丙", max_size=30), st.lists(st.lists(st.text("甲乙丙", min_size=2, max_size=4)), max_size=3))
def test_the_longest_name_wins_and_a_later_tier_gets_what_is_left(text: str, tiers: list[list[str]]) -> None:
    expected: list[tuple[int, int, str]] = []
    left = text
    for names in tiers:
        longest_first = "|".join(sorted(names, key=len, reverse=True)) or "$."
        expected += [(*match.span(), match.group()) for match in re.finditer(longest_first, left)]
        left = re.sub(longest_first, lambda match: "-" * len(match.group()), left)
    everything = {name for names in tiers for name in names}
    assert Finder(tiers).spans(text) == spans_of_few(tiers, everything, text) == sorted(expected)
