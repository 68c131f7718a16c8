"""Posts: printed before the person's name, after it, or after the name of the body."""

from __future__ import annotations

import pytest

from kg.extract.relations.posts import find_post


@pytest.mark.parametrize(
    ("text", "person", "body", "others", "post"),
    [
        ("西山村党支部书记钱建强表示", "钱建强", "西山村", [], "党支部书记"),
        ("西山村党总支书记、村委会主任钱建强表示", "钱建强", "西山村", [], "党总支书记、村委会主任"),
        ("西山村党委书记钱建强表示", "钱建强", "西山村", ["西山村党委"], "党委书记"),
        ("西山村党委书记钱建强表示", "钱建强", "西山村党委", [], "书记"),
        ("农商银行的客户经理胡不归骑车进村", "胡不归", "农商银行", [], "客户经理"),
        ("农业大学的范青松教授来了", "范青松", "农业大学", [], "教授"),
        ("钱建强是西山村的党支部书记。", "钱建强", "西山村", [], "党支部书记"),
        ("西山村，天刚亮，钱建强就出门了", "钱建强", "西山村", [], ""),
        ("德清县民政局局长李平和西山村钱建强", "钱建强", "西山村", ["李平", "德清县民政局"], ""),
    ],
)
def test_a_post_is_read_as_printed(text: str, person: str, body: str, others: list[str], post: str) -> None:
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in (person, body, *others)}
    found = find_post(text, spans[person], spans[body], sorted(spans.values()))
    assert (text[slice(*found)] if found else "") == post
