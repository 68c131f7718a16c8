import pytest

from kg.articles.kickers import is_place


@pytest.mark.parametrize("line", ["东莞市清溪镇", "梅州五华：", "湖州南浔:", "昭觉县三岔河镇三河村", "乐清市城东街道"])
def test_lines_that_are_places(line: str) -> None:
    assert is_place(line)


@pytest.mark.parametrize("line", ["走进美丽乡村", "东莞市清溪镇开会", "让杭州更美", "他说：", "：", "", "杭州与湖州"])
def test_lines_that_say_more_or_less(line: str) -> None:
    assert not is_place(line)
