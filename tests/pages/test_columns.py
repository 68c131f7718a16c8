from hypothesis import given
from hypothesis import strategies as st

from kg.pages.columns import Glyph, read_blocks

GLYPHS = st.lists(
    st.builds(
        lambda x, y, size, text: Glyph(x, x + size, y, size, text),
        st.floats(0, 600), st.floats(0, 800), st.sampled_from([8.0, 10.0, 20.0]), st.sampled_from("甲乙丙丁 。"),
    ),
    max_size=60,
)  # fmt: skip


@given(GLYPHS)
def test_no_character_is_lost_or_told_twice(glyphs: list[Glyph]) -> None:
    read = "".join(piece.text for block in read_blocks(glyphs) for piece in block)
    assert sorted(read.replace(" ", "")) == sorted(glyph.text for glyph in glyphs if glyph.text != " ")


@given(GLYPHS)
def test_the_order_in_which_the_file_has_the_characters_does_not_matter(glyphs: list[Glyph]) -> None:
    assert read_blocks(glyphs) == read_blocks(sorted(glyphs, key=lambda glyph: (glyph.text, glyph.x0, glyph.baseline)))


def line(x: float, baseline: float, text: str, size: float = 10) -> list[Glyph]:
    return [Glyph(x + at * size, x + (at + 1) * size, baseline, size, char) for at, char in enumerate(text)]


def test_a_short_last_line_beside_a_full_one_joins_no_columns() -> None:
    glyphs = line(0, 10, "甲甲甲甲甲") + line(0, 25, "甲甲甲甲甲") + line(60, 10, "乙乙乙乙乙") + line(60, 25, "乙")
    blocks = [[piece.text for piece in block] for block in read_blocks(glyphs)]
    assert blocks == [["甲甲甲甲甲", "甲甲甲甲甲"], ["乙乙乙乙乙", "乙"]]


def test_columns_whose_lines_are_not_level_are_columns_all_the_same() -> None:
    glyphs = (
        line(0, 10, "甲甲甲甲甲") + line(0, 25, "甲甲甲甲甲") + line(60, 17, "乙乙乙乙乙") + line(60, 32, "乙乙乙乙乙")
    )
    assert [[piece.text[0] for piece in block] for block in read_blocks(glyphs)] == [["甲", "甲"], ["乙", "乙"]]
