import gc

import pytest

from kg.collecting import collecting_seldom


def test_cycles_are_looked_for_seldom_but_they_are() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.isenabled()
        assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
    assert gc.get_threshold() == before


def test_after_an_error_they_are_looked_for_as_often_as_before() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError), collecting_seldom():
        raise RuntimeError
    assert gc.get_threshold() == before
