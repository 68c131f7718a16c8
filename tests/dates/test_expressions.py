import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find_times
from kg.dates.expressions import forms, signs_of
from kg.tables import rows

TODAY = "2024-08-31"
ANY_DAY = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def values(text: str, today: str = TODAY) -> list[tuple[str, str]]:
    return [(time.surface, time.value) for time in find_times(text, today)]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("2023年9月12日", "2023-09-12"),
        ("2023 年 9 月 12 日", "2023-09-12"),
        ("二〇二三年九月", "2023-09"),
        ("2023年", "2023"),
        ("2024年度", "2024"),
        ("2023年上半年", "2023-01/2023-06"),
        ("2021年至2023年", "2021/2023"),
        ("2023—2025年", "2023/2025"),
        ("1998年以来", "1998/.."),
        ("2023年11月—2024年2月", "2023-11/2024-02"),
        ("今年6月", "2024-06"),
        ("去年", "2023"),
        ("去年底", "2023"),
        ("前年10月中旬", "2022-10"),
        ("8月31日", "2024-08-31"),
        ("31日", "2024-08-31"),
        ("12日", "2024-08-12"),
        ("昨日", "2024-08-30"),
        ("上月", "2024-07"),
        ("本月5日", "2024-08-05"),
        ("上周", "2024-08-19/2024-08-25"),
        ("下半年", "2024-07/2024-12"),
        ("今年以来", "2024/.."),
        ("前三季度", "2024-01/2024-09"),
        ("今年前7个月", "2024-01/2024-07"),
        ("1—6月", "2024-01/2024-06"),
        ("9月1日至3日", "2024-09-01/2024-09-03"),
        ("8月30日至9月2日", "2024-08-30/2024-09-02"),
        ("月底", "2024-08"),
        # Times, but which ones only the reader knows, or nobody
        ("近日", ""),
        ("目前", ""),
        ("当天", ""),
        ("10月底前", ""),
        ("2月30日", ""),
        ("上周三", ""),
    ],
)  # fmt: skip
def test_a_time_is_seen_from_the_day_of_the_page(surface: str, value: str) -> None:
    text = f"县里{surface}，技术员上门。"
    (time,) = find_times(text, TODAY)
    assert (time.surface, time.value) == (surface, value)
    assert text[time.begin : time.end] == surface


@pytest.mark.parametrize(
    "text",
    ["如今年轻人回乡", "3日内办结", "用了3个月", "有2000年历史", "印发《2024年行动方案》", "每月5日赶集", "第3日",
     "比去年同期增长", "好的明天", "十年后年产值过亿", "八月桂花香", "三日不见", "日报记者"],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("today", "said", "value"),
    [
        ("2024-01-05", "12月28日", "2023-12-28"),
        ("2024-12-30", "1月8日", "2025-01-08"),
        ("2024-03-01", "10月1日", "2024-10-01"),
        ("2024-09-01", "31日", "2024-08-31"),
        ("2024-08-10", "15日", "2024-08-15"),
        ("2024-01-01", "昨天", "2023-12-31"),
        ("2024-01-15", "上个月", "2023-12"),
    ],
)
def test_what_goes_unsaid_is_what_the_page_most_likely_means(today: str, said: str, value: str) -> None:
    assert values(f"{said}，开工。", today) == [(said, value)]


def test_several_times_stand_in_their_order() -> None:
    assert values("2023年9月启动，今年6月完工，近日验收。") == [
        ("2023年9月", "2023-09"),
        ("今年6月", "2024-06"),
        ("近日", ""),
    ]


def test_without_the_day_of_the_page_only_absolute_times_are_told() -> None:
    assert values("2023年9月启动，今年6月完工，8月31日验收。", "") == [
        ("2023年9月", "2023-09"),
        ("今年6月", ""),
        ("8月31日", ""),
    ]


@given(ANY_DAY, ANY_DAY)
def test_a_full_date_is_itself_whatever_the_day(day: date, today: date) -> None:
    assert values(f"{day.year}年{day.month}月{day.day}日", today.isoformat())[0][1] == day.isoformat()


@given(ANY_DAY, st.sampled_from(["今天", "昨天", "前天", "明天", "后天"]))
def test_days_are_counted_from_the_page(today: date, word: str) -> None:
    ((_, value),) = values(f"{word}，开工", today.isoformat())
    distance = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}[word]
    assert (date.fromisoformat(value) - today).days == distance


@given(ANY_DAY)
def test_a_day_without_its_month_is_within_a_month_of_the_page_and_has_that_number(today: date) -> None:
    ((_, value),) = values("8日，开工", today.isoformat())
    assert date.fromisoformat(value).day == 8
    assert abs((date.fromisoformat(value) - today).days) <= 31


@given(
    st.text(st.sampled_from("0123456789年月日今去前后上下周初底以来至—季度半一二三十《》 ，近"), max_size=40), ANY_DAY
)
def test_any_text_gives_times_that_stand_in_it_in_order_with_values_of_iso_8601(text: str, today: date) -> None:
    part = r"\d{4}(-\d\d(-\d\d)?)?"
    last = 0
    for time in find_times(text, today.isoformat()):
        assert last <= time.begin < time.end
        assert text[time.begin : time.end] == time.surface
        assert re.fullmatch(rf"|{part}(/({part}|\.\.))?", time.value)
        last = time.end


def test_every_row_of_the_tables_can_be_used() -> None:
    assert all(re.fullmatch(r"[-*]|[YMD02-9134/.-]+", row[1]) for row in rows("dates/forms.tsv", 2))
    assert {row[0] for row in rows("dates/words.tsv", 5)} == {"year", "month", "day", "week"}
    for unit, word, *_ in rows("dates/words.tsv", 5):
        assert [surface for surface, value in values(f"，{word}，") if value] == [word], unit


@pytest.mark.parametrize("text", ["22年3月", "98年3月5日", "民国22年3月", "2022.3月", "光绪二十二年3月5日"])
def test_a_month_behind_a_year_told_in_another_way_is_not_one_of_this_year(text: str) -> None:
    assert [value for _, value in values(f"{text}，永康市民政局推出了新办法。") if value.startswith("2024")] == []


def test_the_signs_that_a_form_needs_stand_in_all_that_it_fits() -> None:
    """Forms are tried on texts with these signs alone, so that a sign too many would lose times."""
    units = {"year": "年", "month": "月", "week": "周"}
    for unit, word, *_ in rows("dates/words.tsv", 5):
        assert units.get(unit, "") in word
    needed = {form.pattern: signs for signs, form, _ in forms()}
    assert needed["年[底末]"] == {"年"}
    assert needed["近年来?"] == {"近", "年"}
    assert needed["当[天日月年](?!地)"] == {"当"}


@given(
    st.lists(st.sampled_from([*"今去前上年月日天周季度半初底末近期12３一二三十至-以来后每的个 报道"]), max_size=12).map(
        "".join
    )
)
def test_a_text_without_the_signs_that_a_form_needs_does_not_fit_it(text: str) -> None:
    for needed, form, _ in forms():
        assert not form.search(text) or needed <= signs_of(text)
