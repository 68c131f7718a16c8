from hypothesis import given
from hypothesis import strategies as st

from kg.pages.caller import Given
from kg.pages.front_matter import cut_front_matter
from kg.pages.text import read_text

BODY = "江西省资溪县的白茶开采了。\n"


def test_a_head_is_read_and_the_lines_keep_their_numbers() -> None:
    text = f'---\ntitle: "白茶开采"\n日期：2024-08-31\npaper: 资溪日报\nauthor: [田禾, 李明]\nlayout: post\n---\n{BODY}'
    head, rest = cut_front_matter(text)
    assert head == {"title": "白茶开采", "date": "2024-08-31", "paper": "资溪日报", "author": "田禾 李明"}
    assert rest.split("\n")[7] == text.split("\n")[7] == BODY.strip()
    assert rest.strip() == BODY.strip()


def test_what_only_looks_like_a_head_is_text() -> None:
    for text in (f"---\n{BODY}---\n{BODY}", f"---\nlayout: post\n---\n{BODY}", f"---\ntitle: 未完\n{BODY}", BODY,
                 f"白茶\n---\ntitle: 白茶\n---\n{BODY}"):  # fmt: skip
        assert cut_front_matter(text) == ({}, text)


def test_a_file_with_a_title_is_one_whole_article_and_one_without_is_a_page() -> None:
    for said, whole in (
        ("title: 白茶\ndate: 2024-08-31", True),
        ("date: 2024-08-31\npaper: 资溪日报\npage: 03", False),
    ):
        (page,) = read_text(f"---\n{said}\n---\n{BODY}".encode(), "a.md", Given())
        assert (page.whole, page.date) == (whole, "2024-08-31")
    assert (page.paper, page.number, page.headline) == ("资溪日报", "03", "")


@given(st.text(st.sampled_from("-.:： \n[]\"'title标题日期a"), max_size=60))
def test_any_text_keeps_its_lines(text: str) -> None:
    head, rest = cut_front_matter(text)
    assert rest.count("\n") == text.count("\n")
    assert head or rest == text
