import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.forms import core, department, is_branch_short, is_company_short, level_prefix, quoted_core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市场监督管理局", "市场监管局"),
        ("文化和旅游局", "文旅局"),
        ("卫生健康局", "卫健局"),
        ("人力资源和社会保障局", "人社局"),
    ],
)
def test_forms_of_a_department_have_one_short_form(one: str, other: str) -> None:
    assert department(one) == department(other)


def test_a_version_is_no_other_programme() -> None:
    assert core("田管家云平台2.0") == core("“田管家”云平台")


def test_a_banks_short_form_is_the_bank() -> None:
    assert department("工行宁海支行") == department("中国工商银行宁海支行")


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("安徽移动", "中国移动安徽公司", True),
        ("绵阳电信", "中国电信绵阳分公司", True),
        ("安徽移动", "中国电信安徽公司", False),
        ("安徽移动", "安徽移动传媒有限公司", False),
    ],
)
def test_a_branch_is_named_with_its_place_first(short: str, full: str, same: bool) -> None:
    assert is_branch_short(short, full) is same


def test_departments_stay_apart() -> None:
    assert len({department(name) for name in ("民政局", "司法局", "市场监管局", "没有这个局")}) == 4


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("区市场监管局", "区"),
        ("街道党工委", "街道"),
        ("县纪委监委", "县"),
        ("市局", ""),
        ("德清县民政局", ""),
        ("", ""),
    ],
)
def test_a_relative_name_begins_with_its_level(name: str, level: str) -> None:
    assert level_prefix(name) == level


@pytest.mark.parametrize("name", ["“码上办”平台", "码上办", "“码上办”", "码上办平台", " 码上办 系统"])
def test_forms_of_a_programme_have_one_core(name: str) -> None:
    assert core(name) == "码上办"


@given(st.text("码上办平台行动“”《》 Aa", max_size=12))
def test_the_core_of_a_core_adds_nothing(name: str) -> None:
    found = core(name)
    assert found == found.lower()
    assert not set(found) & set("“”《》 ")
    assert len(found) >= min(2, len([sign for sign in name if sign not in "“”《》 "]))


def test_what_is_quoted_inside_a_name() -> None:
    assert quoted_core("浙江数字乡村“金翼奖”") == "金翼奖"
    assert quoted_core("浙江数字乡村奖") == ""


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("墨林制笔", "墨林制笔有限公司", True),
        ("墨林制笔", "墨林制笔集团股份有限公司", True),
        ("墨林制笔", "墨林制笔厂", False),
        ("墨林", "墨林有限公司", False),
        ("制笔有限公司", "墨林制笔有限公司", False),
    ],
)
def test_a_company_without_its_legal_form(short: str, full: str, same: bool) -> None:
    assert is_company_short(short, full) is same
