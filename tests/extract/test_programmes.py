import pytest

from kg.extract.programmes import candidates, features, probability
from kg.model import Kind
from tests.extract.conftest import Names, Read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("德清县印发《关于加快发展民宿的意见》和《德清县民宿管理办法》。",
         ["关于加快发展民宿的意见", "德清县民宿管理办法"]),
        ("德清县启动“清水入湖”专项行动。", ["清水入湖"]),
        ("德清县打造“码上办”平台。", ["码上办"]),
        ("崂山区获评“全国文明村镇”称号。", ["全国文明村镇"]),
        ("居民在浙里办上申请补贴。", ["浙里办"]),
    ],
)  # fmt: skip
def test_titles_quoted_and_known_names_are_programmes(names: Names, text: str, found: list[str]) -> None:
    assert names("Programme", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "干部要当好“店小二”，啃下“硬骨头”，打通“最后一公里”。",
        "他说“这个办法很好，大家都满意。”",
        "“桃子熟了！”她喊道。",
        "《人民日报》报道了德清县。",
        "要有办法，有计划，有行动，工程要好。",
    ],
)
def test_figures_of_speech_speech_and_newspapers_are_none(names: Names, text: str) -> None:
    assert names("Programme", text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("德清县印发《德清县民宿管理办法》。", Kind.DOCUMENT),
        ("德清县打造“码上办”平台。", Kind.PLATFORM),
        ("德清县启动“清水入湖”专项行动。", Kind.CAMPAIGN),
    ],
)
def test_the_class_noun_tells_the_kind(look: Read, text: str, kind: Kind) -> None:
    _, found = look(text)
    assert [one.kind for one in found.spans if one.type == "Programme"] == [kind]


def test_a_launched_quotation_is_likelier_than_a_figure_of_speech(look: Read) -> None:
    document, _ = look("德清县启动“清水入湖”专项行动，干部要啃下“硬骨头”。")
    likely = {
        document.text[one.begin : one.end]: probability(document, one)
        for one in candidates(document)
        if one.form == "quotation"
    }
    assert likely["清水入湖"] > 0.5 > likely["硬骨头"]


def test_every_candidate_has_a_probability_and_features_of_one_cell(look: Read) -> None:
    document, _ = look(
        "德清县启动“清水\t入湖”专项行动，#话题# “外‘内’层”，《a》、“1+N”平台。\n浙里办便民服务行动开展。"
    )
    found = list(candidates(document))
    assert {one.form for one in found} >= {"title", "quotation", "known"}
    for one in found:
        assert 0 <= one.begin < one.end <= len(document.text)
        assert 0 < probability(document, one) < 1
        own = features(document, one)
        assert own
        assert not [feature for feature in own if set(feature) & set("\t\n#")]


def test_no_candidate_goes_on_over_a_line_end(look: Read) -> None:
    document, _ = look("村民念好“山海经”\n浙江省茶业“绿改造、快提升”行动开始了。")
    found = [document.text[one.begin : one.end] for one in candidates(document)]
    assert "浙江省茶业“绿改造、快提升”行动" in found
    assert not [name for name in found if "\n" in name]
