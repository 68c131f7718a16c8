import pytest

from kg.extract.places import find, generic
from kg.model import Kind
from tests.extract.conftest import Names, Read


def codes(look: Read, body: str, headline: str = "") -> dict[str, str]:
    document, found = look(body, headline)
    return {
        document.text[begin:end]: link.code
        for (begin, end), link in found.links.items()
        if any((one.begin, one.end) == (begin, end) for one in found.spans)
    }


def test_a_chain_is_several_places_each_with_its_code(look: Read) -> None:
    assert codes(look, "江西省资溪县高阜镇石陂村的村民采茶。石陂村的茶好。") == {
        "江西省": "360000", "资溪县": "361028", "高阜镇": "361028102", "石陂村": "361028102203",
    }  # fmt: skip


def test_a_short_name_has_the_code_of_the_full_one(look: Read) -> None:
    found = codes(look, "资溪县的茶香飘出山外，资溪的竹子也有名。", "资溪引客来")
    assert found == {"资溪": "361028", "资溪县": "361028"}


def test_namesakes_follow_the_place_before_them(look: Read) -> None:
    _, found = look("南京市鼓楼区与福州市鼓楼区结对。")
    assert [link.code for link in found.links.values()] == ["320100", "320106", "350100", "350102"]


def test_a_misprinted_parent_is_linked_where_its_child_lies(look: Read) -> None:
    _, found = look("海口市海昌街道的居民办证更方便了。")
    (misprint, child) = found.links.values()
    assert (misprint.code, child.code) == ("330481", "330481003")
    assert "海宁市" in misprint.note
    assert not child.note


@pytest.mark.parametrize(
    ("text", "site", "kind"),
    [
        ("游客在德清县下渚湖湿地公园散步。", "下渚湖湿地公园", Kind.SITE),
        ("他们来到成都市武侯区的锦里古街。", "锦里古街", Kind.SITE),
        ("记者来到秀洲区新塍镇的康和家园小区。", "康和家园小区", Kind.ESTATE),
    ],
)
def test_sites_and_estates_end_with_their_sort(look: Read, text: str, site: str, kind: Kind) -> None:
    document, found = look(text)
    kinds = {document.text[one.begin : one.end]: one.kind for one in found.spans}
    assert kinds[site] is kind


def test_a_region_is_a_place_without_a_code(look: Read, names: Names) -> None:
    text = "长三角的企业来到资溪县。"
    assert names("Place", text) == ["长三角", "资溪县"]
    assert codes(look, text) == {"资溪县": "361028"}


@pytest.mark.parametrize(
    "text",
    [
        "资源循环利用，和平年代，民主协商，建设美好家园。",
        "大家来到小区，走过公园，进了村里的广场。",
        "这个村、该镇和全区都一样，各街道也一样。",
    ],
)
def test_words_that_only_sound_like_places_are_none(names: Names, text: str) -> None:
    assert names("Place", text) == []


def test_headline_and_body_are_both_searched_and_offsets_lead_back(look: Read) -> None:
    document, _ = look("资溪县的茶香飘出山外。", "资溪引客来")
    located = find(document)
    surfaces = [document.raw[one.begin : one.end] for one in located.spans]
    assert surfaces == ["资溪", "资溪县"]
    assert [document.place(one.begin)[0] for one in located.spans] == ["headline", "body"]
    assert set(located.links) == {(one.begin, one.end) for one in located.spans}


@pytest.mark.parametrize("name", ["苏木镇", "县市区", "镇村", "老旧小区", "中心村"])
def test_words_for_sorts_of_places_are_no_names(name: str) -> None:
    assert generic(name)


@pytest.mark.parametrize("name", ["乌镇", "街子村", "好腰苏木镇", "南市区"])
def test_names_of_places_are_no_such_words(name: str) -> None:
    assert not generic(name)
