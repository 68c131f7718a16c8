import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.bylines import cut_bylines, read_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("冯洁 傅静之", ["冯洁", "傅静之"]),
        ("沈 超", ["沈超"]),
        ("朱 虹 郝晶晶", ["朱虹", "郝晶晶"]),
        ("蓝小荣 蔡 宁", ["蓝小荣", "蔡宁"]),
        ("(马佳峰 孙洲)", ["马佳峰", "孙洲"]),
        ("（应敏飞）", ["应敏飞"]),
        ("本报记者 王磊 通讯员 李思敏", ["王磊", "李思敏"]),
        ("浙江日报记者 王晓 李平、通讯员 陈光", ["王晓", "李平", "陈光"]),
        ("县融媒体中心记者 保云峰", ["保云峰"]),
        ("全媒体记者：刘小丽，周文", ["刘小丽", "周文"]),
        ("□ 记者 张三 文/摄", ["张三"]),
        ("□ 寸晓东 排早先", ["寸晓东", "排早先"]),
        ("文/图 丁一", ["丁一"]),
        ("古丽夏提·居马 陈向东", ["古丽夏提·居马", "陈向东"]),
        ("本报记者 薄冰 文静", ["薄冰", "文静"]),
        ("本报记者 王磊 南昌报道", ["王磊"]),
        ("本报记者王磊 通讯员李思敏南昌报道", ["王磊", "李思敏"]),
        ("本报记者 王磊 陈金华报道", ["王磊", "陈金华"]),
        ("本报记者王金华报道", ["王金华"]),
    ],
)
def test_lines_that_are_bylines(line: str, authors: list[str]) -> None:
    cut = read_byline(line)
    assert cut is not None
    assert list(cut.byline.authors) == authors
    assert (cut.byline.text, cut.rest) == (line, "")


@pytest.mark.parametrize(
    "line",
    [
        "富强 民主 文明 和谐", "浙江日报", "小区换新颜 安居乐业", "记者 王小明 摄", "优服务",
        "(图片由县文旅局提供)", "村委会主任李强说，大家都来了。", "第一版",
    ],
)  # fmt: skip
def test_lines_that_are_not(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("text", "rest", "byline", "authors"),
    [
        ("设施已升级。(应敏飞)", "设施已升级。", "(应敏飞)", ["应敏飞"]),
        ("已全部赋码。（罗昕怡 陈郁阳）", "已全部赋码。", "（罗昕怡 陈郁阳）", ["罗昕怡", "陈郁阳"]),
        ("大家说好。（本报记者 王磊）", "大家说好。", "（本报记者 王磊）", ["王磊"]),
        ("大家说好。” 本报记者 阮诗雨", "大家说好。”", "本报记者 阮诗雨", ["阮诗雨"]),
        ("本报讯（记者 王磊 通讯员 李思敏）近日，", "近日，", "本报讯（记者 王磊 通讯员 李思敏）", ["王磊", "李思敏"]),
        ("本报讯 记者王磊报道：近日，", "近日，", "本报讯 记者王磊报道", ["王磊"]),
        ("本报讯 记者王金华报道：近日，", "近日，", "本报讯 记者王金华报道", ["王金华"]),
        ("【本报讯】（记者 王磊）近日，", "近日，", "【本报讯】（记者 王磊）", ["王磊"]),
        ("本报南昌8月31日讯（记者 王磊）近日，", "近日，", "本报南昌8月31日讯（记者 王磊）", ["王磊"]),
        (
            "新华社合肥8月31日电（记者王磊、李思敏）近日，",
            "近日，",
            "新华社合肥8月31日电（记者王磊、李思敏）",
            ["王磊", "李思敏"],
        ),
        ("（记者 王磊 通讯员 李思敏）近日，", "近日，", "（记者 王磊 通讯员 李思敏）", ["王磊", "李思敏"]),
        ("【记者王磊南昌报道】近日，", "近日，", "【记者王磊南昌报道】", ["王磊"]),
        ("大家说好。(申晋文暴丽霞)", "大家说好。", "(申晋文暴丽霞)", ["申晋文", "暴丽霞"]),
    ],
)
def test_bylines_in_a_paragraph(text: str, rest: str, byline: str, authors: list[str]) -> None:
    bare, found = cut_bylines(text)
    assert bare == rest
    assert [(one.text, list(one.authors)) for one in found] == [(byline, authors)]


@pytest.mark.parametrize(
    "text",
    [
        "样板。(图片由县文旅局提供)",
        "办法（试行）",
        "今年起执行。（附名单）",
        "他说好。（笑）",
        "（记者 王磊 摄）桃子熟了。",
        "县里来电（王磊 李思敏）说，",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert cut_bylines(text) == (text, ())


@given(st.text(alphabet="本报讯记者通讯员（）() 、。王李磊敏·□文图摄", max_size=30))
def test_what_is_cut_off_is_a_part_of_the_text(text: str) -> None:
    bare, found = cut_bylines(text)
    assert bare in text
    assert all(byline.text in text and byline.authors for byline in found)
