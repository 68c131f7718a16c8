import itertools

import pytest

from kg.articles.cohesion import Cohesion
from kg.articles.lines import read_lines
from kg.articles.looks import look_at
from kg.articles.roles import Role, Signed, State, assign_roles, shipped_weights

PAGE = """03版 要闻

社区有了“评理摊”

王 朦

红旗社区的东门口摆着一张旧课桌，桌上没有茶，只有一本登记簿和两杯水，一年半里调解邻里纠纷213起。

摊主是退休教师

摊主苏清河今年68岁，退休前教了一辈子语文，社区聘请他当调解员，每月五号把红旗社区的调解台账公布出来。

规矩由大家定

苏清河说，评理摊的规矩是居民们自己定的，先听完，再开口，不翻旧账，不揭短，红旗社区的居民都愿意来评理摊。



苏清河在评理摊上调解纠纷 林志刚 摄
"""


OTHERS = """
脐橙搭上冷链班车

唐 艳

11月以来，新宁县黄龙镇的冷链仓库每天发出12车脐橙，最远的一车三天后到达哈尔滨，运费每斤降了两角。

洱海边的垃圾船靠岸了

段丽华 杨学文

双廊镇的打捞队员每天清晨划船出港，在洱海上捞水草和塑料瓶，去年全镇给打捞队换了电动船，柴油味没有了。
"""


OTHER_ROLES = [Role.HEAD, Role.BYLINE, Role.TEXT] * 2


def roles(text: str) -> list[Role]:
    lines = read_lines(text + OTHERS)
    return assign_roles(lines, Cohesion(line.text for line in lines))


def test_each_line_has_its_part() -> None:
    text, section = Role.TEXT, Role.SECTION
    expected = [Role.FURNITURE, Role.HEAD, Role.BYLINE, text, section, text, section, text, Role.CAPTION]
    assert roles(PAGE) == [*expected, *OTHER_ROLES]


def test_a_page_without_lines_has_no_roles() -> None:
    assert assign_roles([], Cohesion([])) == []


def test_a_short_line_that_goes_on_is_text() -> None:
    page = PAGE.replace("社区聘请他当调解员，每月", "社区聘\n\n请他当调解员，每月")
    assert roles(page).count(Role.TEXT) == 6


def test_every_trait_has_its_weights_and_every_weight_its_trait() -> None:
    lines = read_lines(PAGE)
    looks = look_at(lines, Cohesion(line.text for line in lines))
    assert all(look.traits.keys() == shipped_weights().traits.keys() for look in looks)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(itertools.product(Role, Signed), Role)))
def test_every_change_has_its_row(before: tuple[Role, Signed], after: Role) -> None:
    row, signed = shipped_weights().change(State(*before), after)
    assert shipped_weights().changes[row].after == after
    assert after is not Role.HEAD or signed is Signed.NOT
