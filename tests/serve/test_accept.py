import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.accept import best

OFFERED = ("application/json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("*", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/HTML", "text/html"),
        ("text/csv;q=0.5, text/html;q=0.9", "text/html"),
        ("text/html;q=0.5,text/csv;q=0.5", "text/csv"),
        ("*/*;q=0.1, text/html", "text/html"),
        ("*/*, application/json;q=0", "text/csv"),
        ("text/*;q=0.9, text/csv;q=0.1, */*;q=0.5", "text/html"),
        ("text/csv; charset=utf-8; q=0.7", "text/csv"),
        ("image/png", ""),
        ("text/csv;q=0", ""),
        ("text/csv;q=nan, text/html;q=2", ""),
        ("nonsense", ""),
    ],
)
def test_the_best_of_what_the_client_takes_is_chosen(accept: str, chosen: str) -> None:
    assert best(accept, OFFERED) == chosen


@given(st.text(max_size=40))
def test_any_header_is_read(accept: str) -> None:
    assert best(accept, OFFERED) in (*OFFERED, "")
