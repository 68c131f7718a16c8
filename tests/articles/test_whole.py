from kg.articles import whole_article
from kg.model import Page

BODY = "江西省资溪县高阜镇的白茶开采了。\n\n　　李女士说，一天能挣两百元。"


def page(text: str = BODY, path: str = "a.csv#2", **fields: str) -> Page:
    return Page(path, text, "utf-8", "00", whole=True, **fields)


def test_a_whole_article_keeps_its_lines_and_what_came_with_it() -> None:
    article = whole_article(page(headline="白茶开采", byline="田禾", date="2024-08-31", paper="资溪日报", number="3"))
    assert article.body == "江西省资溪县高阜镇的白茶开采了。\n李女士说，一天能挣两百元。"
    assert (article.headline, article.byline, article.authors, article.lines) == ("白茶开采", "田禾", ("田禾",), ())
    assert (article.page, article.date, article.paper, article.number) == ("a.csv#2", "2024-08-31", "资溪日报", "3")


def test_bylines_of_all_forms_are_read_and_one_without_names_names_nobody() -> None:
    read = {text: whole_article(page(byline=text)).authors for text in
            ("本报记者 田禾 通讯员 李明", "田禾、李明", "田 禾", "欧阳晓燕;李明", "本报讯")}  # fmt: skip
    assert read == {
        "本报记者 田禾 通讯员 李明": ("田禾", "李明"), "田禾、李明": ("田禾", "李明"), "田 禾": ("田禾",),
        "欧阳晓燕;李明": ("欧阳晓燕", "李明"), "本报讯": (),
    }  # fmt: skip


def test_without_a_byline_of_its_own_the_text_is_asked_for_one() -> None:
    article = whole_article(page(f"白茶开采\n本报记者 田 禾\n{BODY}（李明）", headline="白茶开采"))
    assert article.authors == ("田禾", "李明")
    assert article.body == "江西省资溪县高阜镇的白茶开采了。\n李女士说，一天能挣两百元。"


def test_the_name_of_an_article_does_not_depend_on_its_row() -> None:
    assert whole_article(page(path="a.csv#2")).id == whole_article(page(path="a.csv#9")).id
    assert whole_article(page(path="a.csv#2")).id != whole_article(page(path="b.csv#2")).id
