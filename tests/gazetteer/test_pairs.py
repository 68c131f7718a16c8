from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer.pairs import Pairs, line_heads, pairs

_texts = st.text(st.characters(), max_size=30)  # half a surrogate pair too, which a damaged page may hold


@given(_texts, _texts)
def test_all_pairs_that_two_texts_share_are_found(text: str, other: str) -> None:
    found = Pairs(pairs(text)).among(pairs(other))
    printed = {text[at : at + 2] for at in range(len(text) - 1)}
    assert {at for at in range(len(other) - 1) if other[at : at + 2] in printed} <= set(found)


def test_few_others_are_found() -> None:
    text = "".join(map(chr, range(0x4E00, 0x5200)))
    found = Pairs(pairs(text), bits=19).among(pairs(text[::-1]))
    assert len(found) < len(text) / 50


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=1))
def test_a_line_begins_with_its_head(lines: list[str]) -> None:
    heads = [int(pairs(f"{line}\n")[0]) for line in lines]
    assert line_heads("\n".join(lines)).tolist() == heads
