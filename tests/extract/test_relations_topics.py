"""Of whom a clause speaks, in short texts with marked names."""

from __future__ import annotations

import re

from kg.extract.relations.topics import Named, find_topics
from kg.tagger.document import split_sentences

_MARK = re.compile(r"\[([PAG])\|([^\]=]+)(?:=([^\]]+))?\]")


def topics(marked: str) -> list[tuple[str, str, str, str]]:
    """(name, of whom its clause speaks, its sentence, the sentences before) of each marked name."""
    text, spots, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spots.append((len(text), match[2], match[1], match[3] or match[2]))
        text += match[2]
        last = match.end()
    text += marked[last:]
    full = list(dict.fromkeys(name for *_, name in spots))
    names = [
        Named(at, at + len(surface), full.index(name), "PAG".index(kind), name, at == 0 or text[at - 1] in "，。\n")
        for at, surface, kind, name in spots
    ]
    every = frozenset(range(len(text)))
    rows = zip(*(found.tolist() for found in find_topics(text, every, list(split_sentences(text)), names)), strict=True)
    told = [[full[number] if number >= 0 else "" for number in row] for row in rows]
    return [(surface, row[0], row[1], row[2]) for (_, surface, *_), row in zip(spots, told, strict=True)]


def test_a_clause_speaks_of_the_name_that_opens_it() -> None:
    found = topics("[P|白沙镇]召开大会，[A|白沙镇司法所]推出“[G|码上评]”。")
    assert found[-1] == ("码上评", "白沙镇司法所", "白沙镇", "")


def test_of_a_chain_of_places_the_last_is_meant() -> None:
    found = topics("[P|临江市][P|白沙镇]推出“[G|码上评]”。")
    assert found[-1][1] == "白沙镇"


def test_a_bare_noun_means_the_name_that_ends_in_it() -> None:
    found = topics("[P|白沙镇]的[P|桃源社区]有人来。该镇推出“[G|码上评]”。社区建起“[G|邻里厅]”。")
    assert [(name, clause) for name, clause, *_ in found if name in ("码上评", "邻里厅")] == [
        ("码上评", "白沙镇"),
        ("邻里厅", "桃源社区"),
    ]


def test_a_district_is_no_community() -> None:
    found = topics("[P|南湖区]的[P|桃源社区]有人来。该区推出“[G|码上评]”。")
    assert found[-1][1] == "南湖区"


def test_a_sentence_without_one_carries_the_last_on() -> None:
    found = topics("[A|临江市民政局]召开大会。今年以来推出“[G|码上评]”。")
    assert found[-1] == ("码上评", "", "", "临江市民政局")


def test_a_name_is_not_its_own_topic() -> None:
    found = topics("[P|白沙镇]召开大会。")
    assert found == [("白沙镇", "", "白沙镇", "")]
