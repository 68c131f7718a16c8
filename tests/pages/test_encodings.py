import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BinaryPage, EmptyPage, PageError, UndecodablePage
from kg.pages.encodings import decode

TEXT = "大理市喜洲镇推进街区共治\n\n张海燕 寸晓东\n\n近日，喜洲镇成立街区共治委员会，把商户和居民拉到一张桌子上议事。\n"
SIMPLIFIED = "锦江村的院坝里都会摆出一块小黑板，间来回跑，每个单元选出两名，约定凡涉及两地村民的纠"
UNBROKEN = "近日，喜洲镇成立街区共治委员会，把商户和居民请来议事。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_every_encoding_is_recognised(data: bytes, encoding: str) -> None:
    assert decode(data, "page.txt") == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_any_null_byte_is_recognised(encoding: str) -> None:
    assert 0 not in UNBROKEN.encode(encoding)
    assert decode(UNBROKEN.encode(encoding), "page.txt") == (UNBROKEN, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_character_with_a_null_byte_of_its_own_does_not_turn_utf_16_round(encoding: str) -> None:
    text = "一村一品，一户一策，一年一变。"
    assert decode(text.encode(encoding), "page.txt") == (text, encoding)


def test_rare_characters_that_only_gb18030_holds_are_kept() -> None:
    text = TEXT + "𠮷野镇的㑇先生说。"
    assert decode(text.encode("gb18030"), "page.txt")[0] == text


def test_line_ends_become_newlines() -> None:
    assert decode("甲镇\r\n乙镇\r丙镇\n".encode(), "page.txt")[0] == "甲镇\n乙镇\n丙镇\n"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe", "\u3000\n".encode()])
def test_a_page_without_text_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyPage, match=r"page\.txt"):
        decode(data, "page.txt")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04abc", bytes(range(256)) * 20, b"\x7fELF\0\0\1" * 9]
)
def test_binary_files_are_told_apart(data: bytes) -> None:
    with pytest.raises(BinaryPage):
        decode(data, "page.txt")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode()[:-2] + b"\xe4" + TEXT.encode(),  # broken in the middle
        "これは日本語の新聞記事です。".encode("shift-jis"),
        b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8",  # half of a surrogate pair
    ],
)
def test_text_in_no_known_encoding_is_undecodable(data: bytes) -> None:
    with pytest.raises(UndecodablePage, match="UTF-8"):
        decode(data, "page.txt")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_any_hanzi_in_utf_8_come_back(text: str) -> None:
    assert decode(text.encode(), "page.txt") == (text, "utf-8")


@given(st.binary())
def test_any_bytes_give_text_or_a_page_error(data: bytes) -> None:
    try:
        text, _ = decode(data, "page.txt")
    except PageError as error:
        text = error.reason
    assert text.strip()


HEAD, BODY = "大理市喜洲镇推进街区共治", "近日，喜洲镇成立街区共治委员会。"


@pytest.mark.parametrize(("first", "second"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_two_encodings_in_one_file_are_told_with_their_lines(first: str, second: str) -> None:
    data = b"\n".join([HEAD.encode(first), b"2024", BODY.encode(first), BODY.encode(second), HEAD.encode(first)])
    with pytest.raises(UndecodablePage, match="two encodings") as raised:
        decode(data, "page.txt")
    names = {"utf-8": "UTF-8", "gb18030": "GB 18030"}
    assert f"line 1 is {names[first]}, line 4 {names[second]}" in str(raised.value)


def test_one_line_of_utf_8_in_a_long_page_of_gbk_does_not_pass_for_gbk() -> None:
    data = (TEXT * 200).encode("gbk") + BODY[:14].encode() + b"\n"
    data.decode("gb18030")  # it could be decoded, and one line would be nonsense
    with pytest.raises(UndecodablePage, match="line 1 is GB 18030, line 1001 UTF-8"):
        decode(data, "page.txt")


def test_utf_16_behind_utf_8_is_no_text() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-16"):
        with pytest.raises(PageError, match=r"UTF-8|control"):
            decode(TEXT.encode() + TEXT.encode(encoding), "page.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_print_is_read_in_every_encoding(encoding: str) -> None:
    text = "縣農業農機總會發動鄉鎮農戶種養雞鴨魚，雙豐收後開會慶賀，圍觀的鄉親們熱鬧極了。\n" * 3
    assert decode(text.encode(encoding), "page.txt") == (text, encoding)


def test_a_piece_of_simplified_print_is_never_taken_for_big5() -> None:
    for begin in range(len(SIMPLIFIED) - 6):
        for end in range(begin + 6, len(SIMPLIFIED)):
            piece = SIMPLIFIED[begin:end]
            assert decode(piece.encode("gb18030"), "page.txt") == (piece, "gb18030")


def test_a_broken_line_is_counted() -> None:
    with pytest.raises(UndecodablePage, match="breaks off in line 3"):
        decode(f"{HEAD}\n\n".encode() + b"\xff\xff\xff\n" + BODY.encode(), "page.txt")


def test_nulls_alone_are_told_from_an_empty_file() -> None:
    with pytest.raises(EmptyPage, match="null bytes"):
        decode(b"\0" * 1000, "page.txt")


@given(st.lists(st.sampled_from([HEAD, BODY, "2024年8月31日", "张海燕 寸晓东", ""]), min_size=1))
def test_a_page_in_one_encoding_is_never_taken_for_two(lines: list[str]) -> None:
    text = "\n".join([HEAD, *lines])
    assert decode(text.encode("gb18030"), "page.txt") == (text, "gb18030")
