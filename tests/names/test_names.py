import pytest

from kg.names import NAME_THRESHOLD, mean_score, name_score


@pytest.mark.parametrize(
    "name", ["冯洁", "傅静之", "沈超", "欧阳晓雯", "濮天燕", "应卢迎", "买买提·艾力", "格桑多吉", "古丽夏提·居马"]
)
def test_names_are_believed(name: str) -> None:
    assert name_score(name) >= NAME_THRESHOLD


@pytest.mark.parametrize(
    "word", ["民主", "和谐", "法治", "友善", "优服务", "社区支招", "走基层·看变化", "王", "记者站", "Li Lei"]
)
def test_other_words_are_not(word: str) -> None:
    assert name_score(word) < NAME_THRESHOLD


def test_a_name_that_no_table_knows_is_carried_by_the_other() -> None:
    assert name_score("〇小川") < 0 < mean_score(["〇小川", "陈丽华"])


def test_one_name_does_not_carry_a_row_of_words() -> None:
    assert mean_score(["富强", "民主", "文明", "和谐"]) < 0
