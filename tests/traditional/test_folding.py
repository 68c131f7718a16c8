from importlib.resources import files
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from kg.gazetteer.archive import Archive
from kg.tables import rows, words
from kg.tagger.document import fold
from kg.traditional import is_traditional, simplified
from kg.traditional.folding import aligned

SIMPLIFIED = "乡村后来干部里发展资溪县头发台湾面条著名余于征求"
TRADITIONAL = "鄉村後來幹部裡裏發展資溪縣頭髮臺灣麵條著名餘於徵求乾枱衞說説爲為輋濛"
SIGNS = "，。！「」“”\n\t \u3000a1\0é𠮷𪨶\ud800\ufffd"
texts = st.text(st.sampled_from(SIMPLIFIED + TRADITIONAL + SIGNS), max_size=60)


@given(texts)
def test_folding_keeps_the_length_and_every_sign_that_is_no_han_character(text: str) -> None:
    folded = simplified(text)
    assert len(folded) == len(text)
    assert all(new == old for old, new in zip(text, folded, strict=True) if old in SIGNS)
    assert folded.count("\n") == text.count("\n")


@given(texts)
def test_what_is_folded_has_nothing_left_to_fold(text: str) -> None:
    assert simplified(simplified(text)) == simplified(text)
    assert not is_traditional(simplified(text))
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(SIMPLIFIED + "乾後於" + SIGNS)))
def test_simplified_text_is_left_as_it_is(text: str) -> None:
    assert simplified(text) is text


def test_phrases_tell_what_a_character_stands_for() -> None:
    text = "皇后的頭髮乾淨了，乾隆以後發展鄉村，於是幹部著急，一本著作出版，干涉不了"
    assert simplified(text) == "皇后的头发干净了，乾隆以后发展乡村，于是干部着急，一本著作出版，干涉不了"


def test_the_prints_of_taiwan_and_hong_kong_are_folded_alike() -> None:
    assert simplified("臺灣說，為什麼這裡沒有著火的房屋") == "台湾说，为什么这里没有着火的房屋"
    assert simplified("衞生局説，爲這裏的羣眾擺了枱") == "卫生局说，为这里的群众摆了台"


def test_words_stay_as_they_are() -> None:
    assert simplified("資訊軟體") == "资讯软体"


def test_a_single_name_is_folded_and_the_simplified_text_around_it_is_not() -> None:
    # 乾 and 於 are a given name and a surname here, as they may be in simplified print.
    text = "在江西省抚州市的茶园里，村民王乾和於丽把新采的白茶交给合作社，说这就是資溪的白茶，今年卖得比往年好。"
    assert not is_traditional(text)
    assert simplified(text) == text.replace("資", "资")


def test_a_part_is_folded_as_the_text_among_which_it_stands() -> None:
    article = "鄉村發展了。\n於是"
    assert simplified("於是") == "於是"
    assert simplified("於是", article) == "于是"


def test_characters_of_simplified_print_stay_where_it_has_them() -> None:
    text = "毕昇和刘孃孃住在濛江乡，那里的人都认识他们，也都说他们做的豆腐是全县最好吃的豆腐。"
    assert simplified(text) is text
    # In traditional print 提昇 is 提升, but the township's name has its 濛 in the official table.
    assert simplified("回孃家提昇濛江鄉的發展") == "回娘家提升濛江乡的发展"


def test_what_is_dry_and_what_is_a_name_are_told_by_what_follows() -> None:
    assert simplified("乾佑街道下乾村的餅乾廠很乾燥") == "乾佑街道下乾村的饼干厂很干燥"


def test_rare_forms_that_no_table_of_ours_has_are_not_made() -> None:
    assert simplified("河輋農場") == "河輋农场"


def test_the_tables_hold_no_character_of_simplified_print() -> None:
    signs, plain = zip(*rows("traditional/signs.tsv", 2), strict=True)
    assert len(set(signs)) == len(signs) > 2500
    assert not [sign for sign in signs if sign.encode("gb2312", "ignore")]
    assert not set(signs) & {*plain, *words("traditional/kept.tsv")}


def test_a_line_whose_length_a_phrase_changes_is_converted_sign_by_sign() -> None:
    def convert(text: str) -> str:
        for phrase, plain in (("隨身碟", "U盘"), ("軟體", "软件们"), ("頭髮", "头发"), ("鄉", "乡"), ("碟", "")):
            text = text.replace(phrase, plain)
        return text

    # As a whole the text keeps its length.
    assert aligned("鄉親的頭髮\n鄉的隨身碟\n軟體鄉", convert) == "乡親的头发\n乡的隨身碟\n軟體乡"


def test_official_names_are_left_as_they_are_and_come_back_from_traditional_print() -> None:
    names = sorted({name for _, name in Archive(Path(str(files("kg.gazetteer") / "divisions.bin"))).divisions})
    assert len(names) > 35_000
    assert [name for name in names if simplified(name) != name] == []
    for variant in ("s2t", "s2tw", "s2hk"):
        printed = OpenCC(variant).convert("\n".join(names))
        lost = [name for name, back in zip(names, simplified(printed).split("\n"), strict=True) if back != name]
        assert len(lost) <= 10, lost
