import pytest

from kg.articles.headlines import Heading, part_kicker, resolve_heading
from kg.articles.lines import Line


def heading(*rows: tuple[str, float] | tuple[str, float, int]) -> Heading:
    lines = [Line((n,), row[0], row[2] if len(row) == 3 else 0, 1, 0) for n, row in enumerate(rows, 1)]
    return resolve_heading(lines, lambda index: rows[index][1], "")


def test_a_line_that_shares_nothing_with_the_text_is_a_kicker() -> None:
    found = heading(("持续发力 久久为功", 0.003), ("登封小餐饮整治显成效", 0.11))
    assert (found.kickers, found.headline) == (("持续发力 久久为功",), "登封小餐饮整治显成效")


def test_two_clauses_of_one_length_are_a_kicker_whatever_they_share() -> None:
    found = heading(("共用一道渠 同坐一张桌", 0.2), ("交界处有了调解室", 0.1))
    assert (found.kickers, found.headline) == (("共用一道渠 同坐一张桌",), "交界处有了调解室")


def test_a_longer_line_below_is_a_sub_headline() -> None:
    found = heading(("同心共筑“石榴籽”家园", 0.05), ("临夏市折桥镇创建民族团结进步示范点", 0.04))
    assert (found.headline, found.subheads) == ("同心共筑“石榴籽”家园", ("临夏市折桥镇创建民族团结进步示范点",))


def test_a_dash_opens_a_sub_headline() -> None:
    found = heading(("账本晒到了明处", 0.01), ("——喜洲镇街区共治观察", 0.2))
    assert (found.headline, found.subheads) == ("账本晒到了明处", ("——喜洲镇街区共治观察",))


def test_a_line_that_names_the_place_above_a_short_one_is_a_kicker() -> None:
    found = heading(("武冈市聚焦群众急难愁盼办实事", 0.08), ("一张板凳断家常", 0.06))
    assert (found.kickers, found.headline) == (("武冈市聚焦群众急难愁盼办实事",), "一张板凳断家常")


@pytest.mark.parametrize("place", ["梅州五华：", "东莞市清溪镇", "昭觉县三岔河镇三河村"])
def test_a_place_by_itself_is_a_kicker(place: str) -> None:
    found = heading((place, 0.3), ("“民情夜访”解民忧", 0.05))
    assert (found.kickers, found.headline) == ((place,), "“民情夜访”解民忧")


def test_the_higher_mark_is_the_headline() -> None:
    found = heading(("凡人微光", 0.3, 3), ("一盏灯照亮一条街", 0.1, 2), ("古镇夜归人的守护者", 0.1, 3))
    assert found.headline == "一盏灯照亮一条街"
    assert found.subheads == ("古镇夜归人的守护者",)


def test_a_column_s_title_is_no_part_of_the_heading() -> None:
    found = heading(("社区亮招", 0.0, 2), ("楼道里的“和事佬”", 0.1, 2))
    assert found == Heading("楼道里的“和事佬”", columns=(0,))


def test_two_short_clauses_on_two_lines_are_one_headline() -> None:
    assert heading(("菜园换了样", 0.1), ("邻里更热络", 0.1)).headline == "菜园换了样 邻里更热络"


def test_a_headline_cut_inside_a_quotation_is_put_together() -> None:
    assert heading(("村里办起“百", 0.1), ("姓茶馆”听民声", 0.1)).headline == "村里办起“百姓茶馆”听民声"


@pytest.mark.parametrize(
    ("line", "kicker"),
    [
        ("江城聚力监管优服务 绿色治理显成效 快递包装“瘦身变绿”", "江城聚力监管优服务 绿色治理显成效"),
        ("村村设点，镇村联动“开门接访” 灵山太平镇有个周五“集中办公日”", "村村设点，镇村联动“开门接访”"),
        ("小区换新颜 安居“枣树下”", ""),
        ("善学镇 乡贤启智 描绘乡村发展新蓝图", ""),
        ("台山：从走出去到引进来 加快构建现代化产业体系", ""),
        ("三河镇挖掘乡贤“富矿” 凝聚“新合力” 共绘“同心圆”", ""),
        ("一只“红螺”转出熟人社区", ""),
    ],
)
def test_a_kicker_on_the_headline_s_line_is_a_clause_by_itself(line: str, kicker: str) -> None:
    found, headline = part_kicker(line)
    assert found == kicker
    assert f"{found} {headline}".strip() == line
