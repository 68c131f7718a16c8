from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find_days, read_day
from kg.dates.numerals import numeral

ANY_DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31))
DIGITS = "〇一二三四五六七八九"


def in_hanzi(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("资溪日报_2024-08-31_03版.txt", "2024-08-31"),
        ("html/2024-08/31/content_12.txt", "2024-08-31"),
        ("zx20240831a.txt", "2024-08-31"),
        ("2024年8月31日 星期六", "2024-08-31"),
        ("２０２４年８月３１日", "2024-08-31"),
        ("二〇二四年八月三十一日", "2024-08-31"),
        ("2024/8/3 10:22:01", "2024-08-03"),
        ("2024.8.3", "2024-08-03"),
        ("2023-02-30", ""),  # no day of the calendar
        ("电话 120240831000", ""),  # inside a longer number
        ("2024-08", ""),
        ("8月31日", ""),
    ],
)  # fmt: skip
def test_a_whole_day_is_read_in_the_forms_in_which_it_is_printed(text: str, day: str) -> None:
    assert read_day(text) == day


@given(
    ANY_DAY,
    st.sampled_from(["{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}"]),
)
def test_any_day_in_any_form_is_found_where_it_stands(day: date, form: str) -> None:
    said = form.format(day)
    assert list(find_days(f"第 {said} 版")) == [(2, 2 + len(said), day.isoformat())]


@given(ANY_DAY)
def test_a_day_written_in_hanzi_is_the_same_day(day: date) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    assert read_day(f"{year}年{in_hanzi(day.month)}月{in_hanzi(day.day)}日") == day.isoformat()


@given(st.integers(1, 99))
def test_numerals_of_dates_are_read(number: int) -> None:
    assert numeral(in_hanzi(number)) == numeral(str(number)) == number
