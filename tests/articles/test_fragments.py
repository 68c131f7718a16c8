from kg.articles.cohesion import Cohesion
from kg.articles.drafts import Draft, draft_articles
from kg.articles.fragments import Page, gather_fragments
from kg.articles.lines import Line
from kg.articles.roles import Role

TEA = [
    "茶市里的“评理摊”",
    "感德镇的茶市里有张旧课桌，苏清河在这里调解茶叶买卖纠纷。",
    "苏清河的登记簿上记着茶市的213起纠纷，同时，建",
]
REST = "立茶叶市场调解台账，在感德镇公布。"
BOAT = ["垃圾船靠岸了", "双廊镇的打捞队员每天划船出港，捞水草和塑料瓶。", "去年，双廊镇给打捞队换了电动船。"]
HEAD, TEXT, CAPTION = Role.HEAD, Role.TEXT, Role.CAPTION


def gather(*rows: tuple[str, Role]) -> list[Draft]:
    lines = [Line((number,), text, 0, 1, 0) for number, (text, _) in enumerate(rows, 1)]
    roles = [role for _, role in rows]
    drafts = draft_articles(roles)
    text = "\n".join(text for text, _ in rows)
    gather_fragments(drafts, Page(lines, roles, Cohesion(line.text for line in lines), text))
    return drafts


def article(texts: list[str]) -> list[tuple[str, Role]]:
    return [(texts[0], HEAD), *((text, TEXT) for text in texts[1:])]


def test_what_stands_where_it_belongs_stays() -> None:
    tea, boat = gather(*article([*TEA, REST]), *article(BOAT))
    assert (tea.rest, boat.rest) == ([1, 2, 3], [5, 6])


def test_a_displaced_part_goes_back() -> None:
    tea, boat = gather(*article(TEA), *article(BOAT), (REST, TEXT))
    assert (tea.rest, boat.rest) == ([1, 2, 6], [4, 5])


def test_a_repeat_is_no_part_of_the_text() -> None:
    tea, boat = gather(*article([*TEA, REST]), *article(BOAT), (TEA[1], TEXT))
    assert (tea.rest, tea.repeats, boat.rest) == ([1, 2, 3], [7], [5, 6])


def test_a_part_of_a_line_is_a_repeat_too_and_what_follows_it_is_linked() -> None:
    boat, tea = gather(*article(BOAT), (TEA[2][-14:], TEXT), (REST, TEXT), *article(TEA))
    assert (boat.rest, tea.repeats) == ([1, 2], [3])
    assert tea.links == {(7, 4)}
    assert sorted(tea.rest) == [4, 6, 7]


def test_a_stub_that_repeats_the_end_of_a_paragraph_is_a_slip() -> None:
    (boat,) = gather(*article([*BOAT, "换了电动船。"]))
    assert (boat.rest, boat.repeats) == ([1, 2], [3])


def test_a_caption_goes_to_the_article_whose_names_it_shares() -> None:
    tea, boat = gather(*article([*TEA, REST]), *article(BOAT), ("苏清河在感德镇的登记簿上签字", CAPTION))
    assert (tea.rest, boat.rest) == ([1, 2, 3, 7], [5, 6])


def test_a_caption_that_shares_nothing_stays() -> None:
    tea, boat = gather(*article([*TEA, REST]), *article(BOAT), ("孩子们在广场上放风筝", CAPTION))
    assert (tea.rest, boat.rest) == ([1, 2, 3], [5, 6, 7])


def test_text_before_the_first_head_goes_where_it_goes_on_from() -> None:
    orphan, tea, boat = gather((REST, TEXT), *article(TEA), *article(BOAT))
    assert (orphan.rest, tea.rest, boat.rest) == ([], [2, 3, 0], [5, 6])
