import math
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.guesses import guesses
from kg.extract.spans import LONGER_IS_BETTER, WORTHLESS, choose, find_all, find_spans
from kg.model import Article, EntityType, Kind
from kg.tagger import read
from kg.tagger.neural import Found as Guess
from kg.tagger.span import Span
from tests.extract.conftest import Names, Read


def span(begin: int, length: int, score: float, kind: Kind = Kind.SITE) -> Span:
    return Span(begin, begin + length, kind.type, kind, score, "test")


spans = st.builds(
    span, st.integers(0, 12), st.integers(1, 6), st.floats(0, 1, width=16), st.sampled_from([Kind.SITE, Kind.TEAM])
)


def worth(some: list[Span]) -> float:
    return sum((one.score - WORTHLESS) * math.pow(one.end - one.begin, LONGER_IS_BETTER) for one in some)


def apart(some: list[Span]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(some, 2))


@given(st.lists(spans, max_size=40))
def test_what_is_kept_never_overlaps_and_beats_every_single_span(some: list[Span]) -> None:
    kept = choose(some)
    assert apart(kept)
    assert kept == sorted(kept)
    assert set(kept) <= set(some)
    assert worth(kept) >= max((worth([one]) for one in some), default=0.0) - 1e-9


@given(st.lists(spans, max_size=7))
def test_what_is_kept_is_worth_as_much_as_any_choice(some: list[Span]) -> None:
    choices = (list(chosen) for size in range(len(some) + 1) for chosen in combinations(some, size))
    best = max(worth(chosen) for chosen in choices if apart(chosen))
    assert worth(choose(some)) == pytest.approx(best)


@given(st.lists(spans, max_size=20), st.randoms())
def test_the_order_of_proposals_says_nothing(some: list[Span], random: Random) -> None:
    shuffled = [*some, *some]
    random.shuffle(shuffled)
    assert choose(shuffled) == choose(some)


@given(st.lists(spans, max_size=20))
def test_nothing_doubtful_is_kept_and_nothing_sure_is_dropped_alone(some: list[Span]) -> None:
    assert all(one.score > WORTHLESS for one in choose(some))
    for one in some:
        assert choose([one]) == ([one] if one.score > WORTHLESS else [])


def test_the_longer_name_wins_over_a_surer_one_inside_it() -> None:
    whole, part = span(0, 9, 0.75, Kind.GOVERNMENT), span(0, 3, 0.95, Kind.COUNTY)
    assert choose([part, whole]) == [whole]


@pytest.mark.parametrize(
    ("text", "alias", "name"),
    [
        ("青岛海鲜加工有限公司（以下简称“青鲜公司”）停产，青鲜公司补发了工资。", "青鲜公司", "青岛海鲜加工有限公司"),
        ("青岛海鲜加工有限公司（简称青鲜公司）停产，青鲜公司补发了工资。", "青鲜公司", "青岛海鲜加工有限公司"),
        ("青岛市养老服务中心（下称“养老中心”）开门。养老中心有床位一百张。", "养老中心", "青岛市养老服务中心"),
        ("《青岛市养老服务条例》（以下简称《条例》）实施，《条例》分八章。", "条例", "青岛市养老服务条例"),
    ],
)
def test_a_declared_alias_is_a_name_of_its_own(look: Read, text: str, alias: str, name: str) -> None:
    document, found = look(text)
    assert found.aliases == {alias: name}
    types = {document.text[s.begin : s.end]: s.type for s in found.spans}
    assert types[alias] is types[name]
    last = text.rindex(alias)
    assert (last, last + len(alias)) in {(s.begin - 1, s.end - 1) for s in found.spans}


def test_a_titles_short_form_is_no_name_where_it_is_an_ordinary_word(names: Names) -> None:
    text = "《青岛市养老服务办法》（以下简称《办法》）实施，大家都在想办法。"
    assert names("Programme", text) == ["青岛市养老服务办法", "办法"]


def test_brackets_that_declare_nothing_make_no_alias(look: Read) -> None:
    _, found = look("青岛海鲜加工有限公司（位于崂山区）停产。客人很多（以下省略）。（以下简称“无名”）")
    assert found.aliases == {}


def test_a_name_found_once_is_found_wherever_it_stands(names: Names) -> None:
    text = "青岛海鲜加工有限公司复工。“复工难不难？”有人问青岛海鲜加工有限公司。"
    assert names("Agency", text) == ["青岛海鲜加工有限公司"] * 2


def test_names_never_overlap_and_point_into_the_text(look: Read) -> None:
    document, found = look(
        "青岛市崂山区民政局局长刘海明说，王哥庄街道启动“海风助老”行动，《青岛市养老服务条例》管用。\n"
        "崂山区人民法院联合青岛银行崂山支行走进东山社区。",
        "崂山区“海风助老”暖人心",
    )
    assert {s.type for s in found.spans} == set(EntityType)
    assert apart(list(found.spans))
    assert list(found.spans) == sorted(found.spans)
    for one in found.spans:
        name = document.text[one.begin : one.end]
        assert name == name.strip()
        assert "\n" not in name
        assert one.kind.type is one.type
        assert 0 < one.score <= 1
    assert all(begin < end for begin, end in found.links)


@pytest.mark.parametrize("body", ["", "\n", "。", "“”", "《", "a" * 900, "（以下简称“", "·" * 30, "\ufffd\x00"])
def test_texts_that_say_nothing_have_no_names(look: Read, body: str) -> None:
    assert look(body)[1].spans == ()


def test_an_article_is_read_the_same_every_time(look: Read) -> None:
    body = "崂山区民政局在王哥庄街道启动“海风助老”行动，刘海明到场。"
    document, found = look(body)
    assert find_spans(next(iter(read([document.article])))) == found


@pytest.mark.parametrize(
    ("guessed", "name"),
    [
        ("\n资溪县民政局", "资溪县民政局"),
        ("清水入湖”专项行动", "清水入湖"),
        ("山乡“金翼奖", "山乡“金翼奖”"),
        ("山乡“金翼奖”", "山乡“金翼奖”"),
        ("专项行动，评出山乡“金翼", ""),
        ("民政局启动“清水入湖”专项行动", "民政局启动“清水入湖”专项行动"),
        ("金翼奖”。\n李秀兰", "金翼奖"),
        ("。\n李秀兰", ""),
        ("长" * 61, ""),
    ],
)
def test_what_the_model_guesses_is_cut_to_what_can_be_a_name(look: Read, guessed: str, name: str) -> None:
    body = "资溪县民政局启动“清水入湖”专项行动，评出山乡“金翼奖”。\n李秀兰获奖。" + "长" * 70
    document, _ = look(body)
    begin = document.text.index(guessed)
    guess = Guess(begin, begin + len(guessed), EntityType.PROGRAMME, 1.0)
    names = [document.text[one.begin : one.end] for one in guesses(replace(document, guesses=(guess,)))]
    assert names == ([name] if name else [])
    assert not [
        found for found in names if found.count("“") != found.count("”") or found != found.strip() or "长" in found
    ]


def test_articles_that_are_read_together_have_the_names_of_each_alone() -> None:
    bodies = ("德清县印发《德清县民宿管理办法》。", "他说。", "金溪县民政局启动“清水入湖”行动，局长王建国介绍。")
    documents = list(read([Article(f"article/{body}", "p.txt", "", "", (), body, (1,)) for body in bodies]))
    together = find_all(documents)
    assert together == [find_spans(document) for document in documents]
    assert [len(found.spans) > 1 for found in together] == [True, False, True]
