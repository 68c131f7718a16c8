from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.model import EntityType
from kg.tagger.neural import SHIPPED, Found, NeuralTagger, neural_tagger

TEXT = """山阳县推出“银杏管家”为老人跑腿
近日，山阳县民政局联合城关街道办事处推出“银杏管家”服务平台，打通服务老人“最后一公里”。
“有事说一声就行。”家住丰阳社区的赵桂英说。县民政局副局长李宏伟介绍，银杏管家已上门3200次。
"""


def surfaces(text: str, found: list[Found]) -> set[tuple[str, EntityType]]:
    return {(text[span.begin : span.end], span.type) for span in found}


def test_names_of_all_types_are_found_and_figures_of_speech_are_not() -> None:
    (found,) = neural_tagger().tag([TEXT])
    names = surfaces(TEXT, found)
    assert ("山阳县", EntityType.PLACE) in names
    assert ("山阳县民政局", EntityType.AGENCY) in names
    assert ("银杏管家", EntityType.PROGRAMME) in names
    assert ("赵桂英", EntityType.PERSON) in names
    assert not any("最后一公里" in surface for surface, _ in names)


def test_spans_are_in_order_apart_and_scored() -> None:
    (found,) = neural_tagger().tag([TEXT])
    assert all(a.end <= b.begin for a, b in pairwise(found))
    assert all(0 < span.score <= 1 for span in found)


def test_texts_read_together_read_as_alone() -> None:
    texts = [TEXT, "", "山阳县民政局", TEXT * 3, "\n\n"]
    together = neural_tagger().tag(texts)
    for text, found in zip(texts, together, strict=True):
        (alone,) = neural_tagger().tag([text])
        assert [span[:3] for span in found] == [span[:3] for span in alone]
    assert together[1] == together[4] == []


def test_half_width_signs_and_straight_quotation_marks_read_alike() -> None:
    plain = TEXT.translate(str.maketrans("，：（）“”", ',:()""'))
    assert [s[:3] for s in neural_tagger().tag([plain])[0]] == [s[:3] for s in neural_tagger().tag([TEXT])[0]]


def test_a_model_without_its_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="description"):
        NeuralTagger(tmp_path / "model.onnx")


def test_the_shipped_model_is_small() -> None:
    assert SHIPPED.stat().st_size + SHIPPED.with_suffix(".json").stat().st_size < 10_000_000
