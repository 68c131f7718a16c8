import gzip
from pathlib import Path

from kg.tagger.lexicon import Lexicon, read_classes, shipped_lexicon

TABLE = "# words by class\npost\t镇长 书记\nplace\t村\n"


def test_classes_are_read_from_a_table_and_from_a_packed_one(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "words.tsv.gz").write_bytes(gzip.compress(TABLE.encode()))
    for name in ("words.tsv", "words.tsv.gz"):
        assert read_classes(tmp_path / name) == {"post": ["镇长", "书记"], "place": ["村"]}


def test_each_class_is_matched_by_itself_and_its_longest_word_counts() -> None:
    lexicon = Lexicon.of({"place": ["德清", "德清县"], "agency": ["县"]})
    found = {name: each.find_matches_as_indexes("到德清县") for name, each in lexicon.automata.items()}
    assert [match[1:] for match in found["place"]] == [(1, 4)]
    assert [match[1:] for match in found["agency"]] == [(3, 4)]


def test_the_shipped_lexicon_knows_official_names_and_words() -> None:
    automata = shipped_lexicon().automata
    assert automata["division"].find_matches_as_strings("浙江省德清县的书记") == ["浙江省", "德清县"]
    assert automata["post"].find_matches_as_strings("浙江省德清县的书记") == ["书记"]
