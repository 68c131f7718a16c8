"""The words around two names, in a text whose words are given."""

from __future__ import annotations

import numpy as np

from kg.extract.relations.bags import read_bags
from kg.extract.relations.layout import lay_out
from kg.model import KINDS, Article, EntityType, Field, Mention, Referent
from kg.tagger.document import Document
from kg.tagger.words import Word


def bags(cut: str, names: list[str]) -> list[str]:
    """Each bag of the first two names, of a headline that is cut into words by spaces."""
    words, text = [], ""
    for word in cut.split(" "):
        words.append(Word(len(text), len(text) + len(word), "n"))
        text += word
    referents = []
    for name in names:
        at = text.index(name)
        mention = Mention(Field.HEADLINE, at, at + len(name), name, EntityType.PLACE)
        referents.append(Referent(name, EntityType.PLACE, KINDS[EntityType.PLACE][0], name, (mention,)))
    document = Document(Article("a", "a.txt", text, "", (), "", ()), tuple(words))
    found = read_bags(lay_out(document, referents, {}), np.array([0]), np.array([1])).all()[0]
    return [text[words[begin].begin : words[end - 1].end] if begin < end else "" for begin, end in found.tolist()]


def test_words_are_read_within_the_clauses_of_both_names() -> None:
    found = bags("昨日 ， 记者 从 白沙镇 获悉 ， 该镇 与 黄岩村 一起 开会 。 会后 散了", ["白沙镇", "黄岩村"])
    assert found == ["记者从", "从", "获悉", "获悉，该镇与", "与", "一起", "一起开会。"]


def test_no_more_than_some_words_are_read() -> None:
    found = bags("一 二 三 四 五 六 七 白沙镇 与 黄岩村 八 九 十 百 千 万 亿", ["白沙镇", "黄岩村"])
    assert (found[0], found[-1]) == ("二三四五六七", "八九十百千万")


def test_names_that_touch_have_nothing_between_them() -> None:
    found = bags("我们 去 白沙镇 黄岩村 看看", ["白沙镇", "黄岩村"])
    assert found == ["我们去", "去", "黄岩村", "", "", "看看", "看看"]


def test_a_word_that_two_names_share_is_between_neither() -> None:
    found = bags("我们 去 白沙镇黄岩村 看看", ["白沙镇", "黄岩村"])
    assert found == ["我们去", "去", "看看", "", "", "看看", "看看"]
