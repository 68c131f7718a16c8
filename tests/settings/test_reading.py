"""kg.toml: what it may say, and how it is told what it may not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import WrongSetting
from kg.extract.own import Own, OwnName
from kg.messages import translated
from kg.model import Kind
from kg.settings import NAME, find_settings
from kg.settings.reading import Settings, read_settings

COMMANDS = ("build", "show")


def read(folder: Path, text: str) -> Settings:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return read_settings(path, COMMANDS)


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(
        "\ufeffname,kind,aliases\r\n云湾市集,site,市集|云湾集\r\n老街改造,project,\r\n", encoding="utf-8"
    )
    settings = read(
        tmp_path,
        """
lang = "zh"
home = "资溪县"
not-names = ["新时代", "幸福里"]
dictionaries = ["names.csv"]

[[names]]
name = "石桥白茶合作社"
type = "Agency"
kind = "company"
aliases = ["白茶合作社", "石桥白茶合作社"]

[build]
jobs = 2
""",
    )
    names = (
        OwnName("云湾市集", Kind.SITE, ("市集", "云湾集")),
        OwnName("石桥白茶合作社", Kind.COMPANY, ("白茶合作社",)),
        OwnName("老街改造", Kind.PROJECT),
    )
    assert settings.own == Own(names, ("幸福里", "新时代"), home="361028")
    assert settings.lang == "zh"
    assert settings.options == {"build": {"jobs": 2}}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('\nnotnames = ["x"]', 2, "did you mean 'not-names'?"),
        ('lang = "zh"\n[biuld]\njobs = 1', 2, "did you mean 'build'?"),
        ('lang = "fr"', 1, "one of en, zh"),
        ("home = 3", 1, "in quotation marks"),
        ('lang = "en"\nhome = "资西县"', 2, "no province, prefecture or county"),
        ('home = "鼓楼区"', 1, "江苏省南京市鼓楼区 320106, "),
        ('not-names = "新时代"', 1, "a list of texts"),
        ("build = 3", 1, "a table of options"),
        ('[[names]]\nname = "甲"\nkind = "site"\n[[names]]\nname = "乙"\nkid = "site"', 6, "did you mean 'kind'?"),
        ('[[names]]\nname = "甲"\nkind = "sites"', 3, "did you mean 'site'?"),
        ('[[names]]\nname = "甲"\nkind = "企业家"', 3, "did you mean '企业'?"),
        ('[[names]]\nname = "甲"', 1, "'' is no kind; there are country, "),
        ('[[names]]\nkind = "site"', 1, "needs name and kind"),
        ('[[names]]\nname = "甲"\nkind = "site"\ntype = "Agency"', 4, "a site is a Place"),
        ('[[names]]\nname = "甲"\nkind = "site"\naliases = "乙"', 4, "a list of texts"),
        (
            '[[names]]\nname = "甲"\nkind = "site"\naliases = []\n[[names]]\nname = "乙"\nkind = "site"\naliases = 1',
            8,
            "a list of texts",
        ),
        (
            '[[names]]\nname = "甲"\nkind = "site"\n[[names]]\nname = "乙"\nkind = "sites"\n[[names]]\nname = "丙"',
            6,
            "did you mean 'site'?",
        ),
        ('not-names = ["甲"]\n[[names]]\nname = "甲"\nkind = "site"', 2, "write it once"),
        ('\n\ndictionaries = ["nowhere.csv"]', 3, "cannot be read"),
        ("lang = zh", 1, "Invalid value"),
    ],
)
def test_what_it_cannot_say_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(WrongSetting, match=f"line {line}") as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("name,kid\n甲,site", 1, "did you mean 'kind'?"),
        ("name,kind\n甲,site\n乙,sight", 3, "did you mean 'site'?"),
        ("name,kind\n,site", 2, "needs name and kind"),
    ],
)
def test_a_dictionary_is_told_its_own_line(tmp_path: Path, table: str, line: int, message: str) -> None:
    (tmp_path / "names.csv").write_text(table, encoding="utf-8")
    with pytest.raises(WrongSetting, match=rf"names\.csv, line {line}: ") as caught:
        read(tmp_path, 'dictionaries = ["names.csv"]')
    assert message in str(caught.value)


def test_no_kind_lists_them_once_in_the_users_words(tmp_path: Path) -> None:
    for kind, listed in (("xyz", "company"), ("甲乙", "企业")):
        with pytest.raises(WrongSetting) as caught:
            read(tmp_path, f'[[names]]\nname = "甲"\nkind = "{kind}"')
        assert str(caught.value).count(listed) == 1
        assert "可用的有：" in translated(str(caught.value), "zh")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_dictionary_may_be_chinese_throughout(tmp_path: Path, encoding: str) -> None:
    table = "名称,类别,类型,别名\r\n云湾市集,场所,,市集|云湾集\r\n石桥白茶合作社,公司,机构,\r\n\r\n"
    (tmp_path / "names.csv").write_bytes(table.encode(encoding))
    assert read(tmp_path, 'dictionaries = ["names.csv"]').own.names == (
        OwnName("云湾市集", Kind.SITE, ("市集", "云湾集")), OwnName("石桥白茶合作社", Kind.COMPANY),
    )  # fmt: skip
    text = '[[names]]\nname = "石桥白茶合作社"\nkind = "企业"\ntype = "机构"'
    assert read(tmp_path, text).own.names == (OwnName("石桥白茶合作社", Kind.COMPANY),)


def test_one_alias_of_two_names_is_told(tmp_path: Path) -> None:
    rows = '[[names]]\nname = "{}"\nkind = "site"\naliases = ["集"]\n'
    with pytest.raises(WrongSetting, match="集 stands for"):
        read(tmp_path, rows.format("甲") + rows.format("乙"))


def test_the_nearest_settings_upward_are_taken(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / NAME).write_text("", encoding="utf-8")
    assert find_settings(below) == tmp_path / NAME
    (below.parent / NAME).write_text("", encoding="utf-8")
    assert find_settings(below) == below.parent / NAME


@given(
    text=st.text(max_size=60) | st.from_regex(r"(\[{0,2}(names|build|x)\]{0,2}\n|[a-z-]{1,5} = [\[\]\"0-9a-z]*\n){1,4}")
)
def test_any_text_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("settings") / NAME
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    said = ""
    try:
        read_settings(path, COMMANDS)
    except WrongSetting as error:
        said = str(error)
    assert not said or str(path) in said


def test_settings_may_be_written_in_traditional_characters(tmp_path: Path) -> None:
    assert read(tmp_path, 'home = "資溪縣"').own.home == "361028"
    name = '[[names]]\nname = "石橋合作社"\nkind = "company"\naliases = ["石桥合作社"]\n'
    assert read(tmp_path, name).own.names == (OwnName("石橋合作社", Kind.COMPANY, ("石桥合作社",)),)
    with pytest.raises(WrongSetting, match="石橋合作社 stands for 石橋合作社 and for 石桥社"):
        read(tmp_path, f'{name}[[names]]\nname = "石桥社"\nkind = "company"\naliases = ["石桥合作社"]\n')
    for word in ("石桥合作社", "石橋合作社"):
        with pytest.raises(WrongSetting, match="石橋合作社 stands for 石橋合作社 and for not-names"):
            read(tmp_path, f'not-names = ["{word}"]\n[[names]]\nname = "石橋合作社"\nkind = "company"\n')
