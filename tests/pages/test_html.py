import time

import pytest
from opencc import OpenCC

from kg.errors import EmptyPage, OversizedPage
from kg.model import Page
from kg.pages.caller import Given
from kg.pages.formats import read_file
from kg.pages.html import read_html

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>资溪白茶开采_资溪网</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/news">新闻</a></div>
<h1>资溪白茶开采</h1><p class="info">2024-08-31 来源：资溪日报 作者：田禾 责任编辑：王五</p>
<div class="content"><p>江西省资溪县高阜镇石陂村的白茶开采了。李女士说，茶叶公司上门收购，她一天能挣两百元。</p>
<p>记者：收成怎么样？</p>
<p>县农业农村局启动“金桃富民”专项行动，技术员每周都来。村民们说，今年的收成比去年好。</p></div>
<div class="footer">版权所有 电话 0794-123456</div></body></html>"""


def read(html: bytes) -> Page:
    (page,) = read_html(html, "a.html", Given())
    return page


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "utf-16")])
def test_the_article_is_told_from_what_stands_around_it(charset: str, encoding: str) -> None:
    page = read(PAGE.format(charset=charset).encode(encoding))
    assert (page.headline, page.byline, page.paper, page.date) == ("资溪白茶开采", "田禾", "资溪日报", "2024-08-31")
    lines = page.text.split("\n")
    assert lines[0].startswith("江西省资溪县")
    assert lines[-1].endswith("今年的收成比去年好。")
    assert "记者：收成怎么样？" in lines  # of an interview, not a label
    assert not [line for line in lines if "首页" in line or "责任编辑" in line or "版权" in line]


def test_the_day_of_the_run_plays_no_part() -> None:
    assert read(PAGE.format(charset="utf-8").replace("2024-08-31", "2093-08-31").encode()).date == "2093-08-31"
    assert read(PAGE.format(charset="utf-8").replace("2024-08-31", "").encode()).date == ""


def test_a_page_without_an_article_is_empty() -> None:
    with pytest.raises(EmptyPage):
        list(read_html(b"<html><body><p></p></body></html>", "a.html", Given()))


def test_labels_in_traditional_characters_are_known() -> None:
    page = read(
        PAGE.format(charset="utf-8")
        .replace("来源：资溪日报", "來源：資溪日報")
        .replace("责任编辑", "責任編輯")
        .encode()
    )
    assert page.paper == "資溪日報"
    assert "責任編輯" not in page.text


def test_a_page_of_hong_kong_may_have_signs_that_big5_lacks() -> None:
    html = OpenCC("s2tw").convert(PAGE.format(charset="big5")).replace("石陂村", "咗村")
    with pytest.raises(UnicodeEncodeError):
        html.encode("big5")
    page = read(html.encode("big5hkscs"))
    assert page.encoding == "big5hkscs"
    assert "咗村" in page.text


def test_tags_without_number_or_end_come_to_an_end() -> None:
    begin = time.process_time()
    body = "<p>资溪县的白茶开采了。李女士说，她一天能挣两百元，茶叶公司上门收购。</p>" * 5
    for mark in ("<div>", "<p><b>", "<table><tr><td>", "<!--", "<script>", "</div>", "&amp;"):
        html = f"<html><body>{mark * 100_000}{body}"
        for page in read_file(html.encode(), "a.html", Given()):
            assert isinstance(page, Page | EmptyPage)
    for attributes in (" a=1", "/a{}=1", " a{}"):
        tag = "<p" + "".join(attributes.format(number) for number in range(100_000))
        (error,) = read_file(f"<html><body>{tag}>{body}".encode(), "a.html", Given())
        assert isinstance(error, OversizedPage)
    assert time.process_time() - begin < 60


def test_a_tag_that_is_long_by_what_it_holds_is_read() -> None:
    long = (
        '<svg><path d="' + "M 1 2 L 3 4 " * 9_000 + '"/></svg><img src="data:image/png;base64,' + "A/B=" * 9_000 + '">'
    )
    html = PAGE.format(charset="utf-8")
    assert (
        read(html.replace('<div class="content">', long + '<div class="content">').encode()).text
        == read(html.encode()).text
    )
