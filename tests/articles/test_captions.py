import pytest

from kg.articles.captions import caption_credit, read_credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("社区工作者学习应用软件 周雯摄", ("周雯",)),
        ("茶文化进校园活动 高启恩 摄", ("高启恩",)),
        ("技术人员查看作物长势。朱 伟 摄", ("朱伟",)),
        ("居民领取图书。（记者 王磊 李平 摄）", ("王磊", "李平")),
    ],
)
def test_makers_of_pictures(line: str, names: tuple[str, ...]) -> None:
    credit = read_credit(line)
    assert credit is not None
    assert credit.names == names
    assert line.startswith(credit.rest)
    assert caption_credit(line) == 1.0


@pytest.mark.parametrize("line", ["景区游线 (图片由市文旅局提供)", "活动现场（资料图片）", "图为农户在采茶。"])
def test_captions_without_a_maker(line: str) -> None:
    assert read_credit(line) is None
    assert caption_credit(line) > 0.5


@pytest.mark.parametrize("line", ["描绘乡村发展新蓝图", "市民在桥头拍摄", "打造便民服务地图", "李强说，好。"])
def test_lines_without_a_credit(line: str) -> None:
    assert caption_credit(line) == 0.0
