from hypothesis import given
from hypothesis import strategies as st

from kg.articles import split_articles, whole_article
from kg.model import Page
from kg.traditional import simplified
from kg.traditional.printing import as_printed, restore, simplified_page

lines = st.lists(st.text(st.sampled_from("鄉村乡後后来來發髮发，。“”「」 　ab"), max_size=20), max_size=6)
PAGE = """資溪縣鄉村振興有新路

本報記者 張 偉

江西省資溪縣高阜鎮的後山上，白茶開採了。村民說：「今年的價錢比往年好，大家頭髮都忙白了。」鎮裡的乾
貨鋪子也開張了。
"""


@given(lines)
def test_a_folded_text_is_restored_as_it_was(parts: list[str]) -> None:
    printed = "\n".join(parts)
    assert restore(simplified(printed), simplified(printed), printed) == printed


@given(lines, st.data())
def test_pieces_put_together_are_restored_character_by_character(parts: list[str], data: st.DataObject) -> None:
    printed = "\n".join(parts)
    plain = simplified(printed)
    cuts = data.draw(st.lists(st.tuples(*[st.integers(0, len(plain))] * 2), max_size=4))
    spans = [slice(min(cut), max(cut)) for cut in cuts]
    restored = restore(" ".join(plain[span] for span in spans), plain, printed)
    assert len(restored) == len(" ".join(printed[span] for span in spans))
    forms = set(zip(plain, printed, strict=True)) | {(" ", " ")}
    assert set(zip(" ".join(plain[span] for span in spans), restored, strict=True)) <= forms


def test_of_equal_pieces_the_next_one_is_taken() -> None:
    printed = "后面有人\n後面有人"
    plain = "后面有人\n后面有人"
    assert restore("后面有人后面有人", plain, printed) == "后面有人後面有人"


def test_the_longest_piece_tells_which_character_is_printed() -> None:
    printed = "太后來了，後來走了"
    assert restore("后来走", simplified(printed), printed) == "後來走"


def test_an_article_is_told_apart_in_simplified_characters_and_comes_as_printed() -> None:
    page = Page("p.txt", PAGE, "utf-8", "")
    plain = simplified_page(page)
    assert [len(line) for line in plain.text.split("\n")] == [len(line) for line in PAGE.split("\n")]
    (folded,) = split_articles(plain)
    article = as_printed(folded, page, plain)
    assert article.headline == "資溪縣鄉村振興有新路"
    assert article.byline == "本報記者 張 偉"
    assert article.authors == ("张伟",)
    # The line was cut at its column's width, in the middle of 乾貨.
    assert "「今年的價錢比往年好，大家頭髮都忙白了。」鎮裡的乾貨鋪子也開張了。" in article.body


def test_a_byline_behind_a_quotation_is_found_whatever_the_quotation_marks() -> None:
    page = Page("p.txt", "鄉村振興有新路\n\n白茶開採了。\n村民們說：「今年的價錢比往年好。」記者 張偉\n", "utf-8", "")
    plain = simplified_page(page)
    (folded,) = split_articles(plain)
    assert folded.authors == ("张伟",)
    assert as_printed(folded, page, plain).body.endswith("村民們說：「今年的價錢比往年好。」")


def test_pages_in_both_prints_under_one_path_have_articles_of_their_own() -> None:
    page = Page("p.txt", PAGE, "utf-8", "")
    plain = simplified_page(page)
    (folded,) = split_articles(plain)
    assert as_printed(folded, page, plain).id != folded.id


def test_a_whole_article_keeps_its_fields_as_printed() -> None:
    page = Page("a.csv#1", "鎮裡開會。\n幹部到場。", "utf-8", "d", whole=True, headline="鄉村振興", byline="記者 張偉")
    plain = simplified_page(page)
    article = as_printed(whole_article(plain), page, plain)
    assert (article.headline, article.byline, article.body) == (page.headline, page.byline, page.text)
    assert article.authors == ("张伟",)
    assert article.id == whole_article(page).id  # of its file and its bytes


def test_a_simplified_page_and_its_articles_are_left_as_they_are() -> None:
    page = Page("p.txt", simplified(PAGE), "utf-8", "")
    plain = simplified_page(page)
    assert plain is page
    (article,) = split_articles(page)
    assert as_printed(article, page, plain) is article
    assert "「" in article.body  # only traditional print gets other quotation marks, for a while
