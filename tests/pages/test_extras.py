import pytest

from kg.errors import MissingExtra
from kg.pages.extras import extra


def test_what_is_missing_is_named_with_the_way_to_get_it() -> None:
    with (
        pytest.raises(MissingExtra, match=r'a\.pdf: no_such_package .*pip install "newskg\[pdf\]"'),
        extra("pdf", "a.pdf"),
    ):
        import no_such_package  # type: ignore[import-not-found]  # noqa: F401
