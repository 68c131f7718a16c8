"""The readings that the page's search goes by."""

from __future__ import annotations

from kg.view.pinyin import readings


def test_characters_have_all_their_readings() -> None:
    assert readings(["绿城", "单县"]) == {
        "单": ["chan", "dan", "shan"],
        "县": ["xian"],
        "城": ["cheng"],
        "绿": ["lu", "lv"],
    }


def test_what_is_no_chinese_character_has_none() -> None:
    assert readings(["5G, ABC", "𠮷"]) == {}


def test_rare_characters_of_place_names_are_known() -> None:
    found = readings(["嵊垟堽浬塬"])
    assert "sheng" in found["嵊"]
    assert found["垟"] == ["yang"]
    assert len(found) == 5
