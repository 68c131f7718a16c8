import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Field
from kg.tagger import Document, Quotation, read
from kg.tagger.document import MAX_SENTENCE, find_quotations, fold, split_sentences
from kg.tagger.words import Word

SIGNS = "德清县好的，。！？；：、“”‘’「」『』《》〈〉（）\"＂',.!?;:()[]\n \u3000\t\r\u2028a1é𠮷\ud800"
texts = st.text(st.sampled_from(SIGNS), max_size=60)


def document(headline: str, body: str) -> Document:
    return next(iter(read([Article("article/a", "p.txt", headline, "", (), body, (1,))])))


def quoted(text: str) -> list[str]:
    return [text[found.begin : found.end] for found in find_quotations(text)]


@given(texts)
def test_folding_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    kept = set("德清县好的，。！？；：、\n \u3000\t\r\u2028a1é𠮷\ud800")
    assert all(new == old for old, new in zip(text, folded, strict=True) if old in kept)
    assert fold(folded) == folded


def test_straight_quotation_marks_open_and_close_in_turn_on_each_line() -> None:
    assert fold('他说"好"，又说"行"。\n"不。') == "他说“好”，又说“行”。\n“不。"
    assert fold("「外『内』」,好!(真的)") == "“外‘内’”，好！（真的）"


@given(texts)
def test_sentences_cover_everything_but_white_space_in_order(text: str) -> None:
    spans = list(split_sentences(fold(text)))
    covered = [offset for begin, end in spans for offset in range(begin, end)]
    assert covered == sorted(set(covered))
    left = set(range(len(text))) - set(covered)
    assert all(text[offset].isspace() for offset in left)
    assert all(0 < end - begin <= MAX_SENTENCE for begin, end in spans)
    assert not any(text[begin].isspace() or text[end - 1].isspace() for begin, end in spans)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("桃子熟了。客人来了！真的？好；", ["桃子熟了。", "客人来了！", "真的？", "好；"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("小标题\n正文没有句号", ["小标题", "正文没有句号"]),
        ("真的吗？！是的。（完。）好", ["真的吗？！", "是的。", "（完。）", "好"]),
        ("  前后有空  \n\n", ["前后有空"]),
        ("", []),
    ],
)
def test_sentences_end_at_their_marks(text: str, sentences: list[str]) -> None:
    assert [text[begin:end] for begin, end in split_sentences(text)] == sentences


def test_a_sentence_without_an_end_is_cut() -> None:
    lengths = [end - begin for begin, end in split_sentences("长" * (2 * MAX_SENTENCE + 5) + "。短。")]
    assert lengths == [MAX_SENTENCE, MAX_SENTENCE, 6, 2]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("推出“码上办”，印发《办法》", ["码上办", "办法"]),
        ("“要把‘最后一公里’走好”", ["要把‘最后一公里’走好", "最后一公里"]),
        ("《关于“双减”的意见》", ["关于“双减”的意见", "双减"]),
        ("“开头没有结尾\n“好”", ["好"]),
        ("没有开头”，“好”", ["好"]),
        ("“外《内”后》", ["外《内"]),
        ("“”空", []),
    ],
)
def test_quotations_nested_and_left_open(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@given(texts.map(fold))
def test_every_quotation_stands_between_its_marks_on_one_line(text: str) -> None:
    closing = {"“": "”", "‘": "’", "《": "》"}
    found = list(find_quotations(text))
    assert found == sorted(found, key=lambda quotation: (quotation.begin, -quotation.end))
    for quotation in found:
        assert text[quotation.begin - 1] == quotation.mark
        assert text[quotation.end] == closing[quotation.mark]
        assert "\n" not in text[quotation.begin : quotation.end]
    for one, other in ((one, other) for one in found for other in found if one.begin < other.begin):
        assert other.begin >= one.end or other.end <= one.end  # inside or beside, never across


def test_offsets_of_the_text_lead_back_into_headline_and_body() -> None:
    read_one = document("德清办起夜校", "茅山村的灯亮了。\n王建国来上课。")
    for offset, sign in enumerate(read_one.raw):
        field, at = read_one.place(offset)
        if offset != read_one.body_begin - 1:
            assert read_one.article.text(field)[at] == sign
    assert read_one.place(read_one.body_begin) == (Field.BODY, 0)


def test_evidence_is_the_sentence_as_printed() -> None:
    read_one = document("德清办起夜校", '茅山村的灯亮了.王建国说:"好!"来上课.\n真的;好')
    at = read_one.raw.index("王建国")
    evidence = read_one.evidence(at)
    assert "王建国" in evidence
    assert all(read_one.evidence(offset) in read_one.raw for offset in range(len(read_one.raw)))
    assert read_one.evidence(0) == "德清办起夜校"


def test_words_cover_every_sentence_and_are_found_by_offset() -> None:
    read_one = document("德清办起夜校", "茅山村的灯亮了。  王建国来上课。")
    covered = [offset for word in read_one.words for offset in range(word.begin, word.end)]
    inside = [offset for begin, end in read_one.sentences for offset in range(begin, end)]
    assert covered == inside
    for number, word in enumerate(read_one.words):
        assert {read_one.word_at(offset) for offset in range(word.begin, word.end)} == {number}
        assert read_one.sentences[read_one.sentence_at(word.begin)][0] <= word.begin
    assert read_one.word_at(len(read_one.text)) == len(read_one.words)
    assert {word.begin for word in read_one.words} <= read_one.breaks


def test_documents_come_in_order_and_apart() -> None:
    articles = [Article(f"article/{body}", "p.txt", "", "", (), body, (1,)) for body in ("桃子熟了。", "", "梨子。")]
    read_all = list(read(articles))
    assert [one.article for one in read_all] == articles
    assert read_all[1].words == ()
    assert read_all[1].quotations == ()
    assert document("", "桃子熟了。").words == read_all[0].words


def test_a_quotation_knows_its_mark() -> None:
    assert list(find_quotations("见《办法》")) == [Quotation(2, 4, "《")]


def test_words_in_a_stretch_are_those_that_begin_in_it_after_the_one_that_covers_its_begin() -> None:
    words = (Word(0, 3, "LOC"), Word(3, 4, "u"), Word(4, 6, "n"), Word(6, 8, "v"))
    article = Article("a", "p.txt", "德清县的桃子熟了", "", (), "", (1,))
    found = Document(article, words)
    assert found.words_in(4, 8) == words[2:]
    assert found.words_in(5, 8) == words[2:]
    assert found.words_in(4, 5) == words[2:3]
    assert found.words_in(4, 4) == ()


def test_occurrences_do_not_overlap() -> None:
    found = document("村口", "村村村村口")
    assert list(found.occurrences("村村")) == [3, 5]
    assert list(found.occurrences("口")) == [1, 7]
