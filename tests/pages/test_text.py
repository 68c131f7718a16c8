"""Text as programs that recognise pictures write it."""

import time

from kg.pages.caller import Given
from kg.pages.text import read_text

PAGE = """# 白茶学堂开课

<div style="text-align: center;"><img src="imgs/box_99.jpg" alt="Image" width="23%" /></div>

8月30日，乌石镇的“白茶学堂”开课，第一课<50人。
![](imgs/a.jpg)
<div style="text-align: center;">茶农在听课。</div>
<table><tr><td>课次</td><td>人数</td></tr></table>
"""


def text(page: str) -> str:
    (read,) = read_text(page.encode(), "03.md", Given())
    return read.text


def test_pictures_and_tags_are_taken_out_of_their_lines() -> None:
    lines = (
        "# 白茶学堂开课",
        "",
        "",
        "",
        "8月30日，乌石镇的“白茶学堂”开课，第一课<50人。",
        "",
        "茶农在听课。",
        "课次 人数 ",
    )
    assert text(PAGE).splitlines() == list(lines)


def test_text_without_them_stays_as_it_is() -> None:
    page = "《通知》[2019]12号（见a<b>c），惊！[笑](哈 哈)\n<p 3>2\n".replace("<p 3>", "<P公司>")
    assert text(page) == page


def test_what_looks_like_them_takes_no_time() -> None:
    begin = time.process_time()
    for piece in ("![", "![](", "<div ", "<td", "![]](", "<img src='"):
        text("白" + piece * 100_000)
    assert time.process_time() - begin < 20  # a search that begins anew at each would take hours
