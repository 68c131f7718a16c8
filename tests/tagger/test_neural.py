from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.model import EntityType
from kg.tagger.neural import TAGGERS, Found, NeuralTagger, neural_tagger, shipped

TEXT = """山阳县推出“银杏管家”为老人跑腿
近日，山阳县民政局联合城关街道办事处推出“银杏管家”服务平台，打通服务老人“最后一公里”。
“有事说一声就行。”家住丰阳社区的赵桂英说。县民政局副局长李宏伟介绍，银杏管家已上门3200次。
"""


def surfaces(text: str, found: list[Found]) -> set[tuple[str, EntityType]]:
    return {(text[span.begin : span.end], span.type) for span in found}


@pytest.mark.parametrize("name", TAGGERS)
def test_names_of_all_types_are_found_and_figures_of_speech_are_not(name: str) -> None:
    found = neural_tagger(name).tag([TEXT])[0].names
    names = surfaces(TEXT, found)
    assert ("山阳县", EntityType.PLACE) in names
    assert ("山阳县民政局", EntityType.AGENCY) in names
    assert ("银杏管家", EntityType.PROGRAMME) in names
    assert ("赵桂英", EntityType.PERSON) in names
    assert not any("最后一公里" in surface for surface, _ in names)


def test_spans_are_in_order_apart_and_scored() -> None:
    found = neural_tagger().tag([TEXT])[0].names
    assert all(a.end <= b.begin for a, b in pairwise(found))
    assert all(0 < span.score <= 1 for span in found)


def cut(text: str, name: str) -> list[tuple[str, str]]:
    tagged = neural_tagger(name).tag([text])[0]
    words = neural_tagger(name).words.cut(tagged.path, [(0, len(text))])
    return [(text[word.begin : word.end], word.tag) for word in words]


@pytest.mark.parametrize("name", TAGGERS)
def test_words_have_the_parts_of_speech_and_names_that_lac_gives_them(name: str) -> None:
    found = cut("王建国在莫干山镇开了一家民宿。", name)
    assert found[:4] == [("王建国", "PER"), ("在", "p"), ("莫干山镇", "LOC"), ("开", "v")]
    assert found[-2:] == [("民宿", "n"), ("。", "w")]


@pytest.mark.parametrize("name", TAGGERS)
@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("山阳县民政局“管家”推出赵桂英。，\n a1", max_size=400), max_size=4), st.randoms())
def test_texts_read_together_read_as_alone(name: str, texts: list[str], order: Random) -> None:
    every = [TEXT, "", *texts, TEXT * 3, "\n\n"]
    order.shuffle(every)
    for text, found in zip(every, neural_tagger(name).tag(every), strict=True):
        (alone,) = neural_tagger(name).tag([text])
        assert [span[:3] for span in found.names] == [span[:3] for span in alone.names]
        assert found.path.tolist() == alone.path.tolist()
        assert len(found.path) == len(text)


def test_pages_read_together_read_as_alone_though_one_is_empty() -> None:
    pages = [[TEXT], [], [""], [TEXT, TEXT * 2]]
    together = neural_tagger().tag_together(pages)
    for texts, found in zip(pages, together, strict=True):
        alone = neural_tagger().tag(texts)
        assert [tagged.names for tagged in found] == [tagged.names for tagged in alone]
        assert [tagged.path.tolist() for tagged in found] == [tagged.path.tolist() for tagged in alone]


def test_half_width_signs_and_straight_quotation_marks_read_alike() -> None:
    plain = TEXT.translate(str.maketrans("，：（）“”", ',:()""'))
    ours, theirs = (neural_tagger().tag([text])[0] for text in (TEXT, plain))
    assert ours.names == theirs.names
    assert ours.path.tolist() == theirs.path.tolist()


def test_a_model_without_its_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="description"):
        NeuralTagger(tmp_path / "model.onnx")


@pytest.mark.parametrize("name", TAGGERS)
def test_the_shipped_models_are_small(name: str) -> None:
    path = shipped(name)
    assert path.stat().st_size + path.with_suffix(".json").stat().st_size < 10_000_000


def test_there_are_no_other_models() -> None:
    with pytest.raises(UsageError, match="choose one of best, fast"):
        neural_tagger("slow")
