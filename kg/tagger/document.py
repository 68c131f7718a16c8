"""An article made ready for extraction: one text, its sentences, words, quotations and titles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, repeat
from typing import TYPE_CHECKING

from kg.model import Article, Field
from kg.tagger.cut import boundaries
from kg.tagger.words import Word
from kg.traditional import simplified

if TYPE_CHECKING:
    from kg.tagger.neural import Found as Guess
    from kg.tagger.neural import NeuralTagger, Tagged

# Every sign is folded to one sign, as every character is, so that offsets hold in the article as printed.
_FOLD = tuple(zip(",:;!?()[]〈〉「」『』﹃﹄﹁﹂", "，：；！？（）［］《》“”‘’‘’“”", strict=True))
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’）》]*|\n|$)")
_QUOTES = {"“": "”", "‘": "’", "《": "》"}
_MARK = re.compile(f"[{''.join(_QUOTES)}{''.join(_QUOTES.values())}\n]")
MAX_SENTENCE = 400  # characters; a longer one is cut there, so that one bad page cannot take the memory of all


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """What stands between a pair of quotation marks or 《》: text[begin:end], the marks outside."""

    begin: int
    end: int
    mark: str  # the opening mark


@dataclass(frozen=True)
class Document:
    """An article's headline and body as one text, a line break between them; all offsets below point into it."""

    article: Article
    words: tuple[Word, ...]
    guesses: tuple[Guess, ...] | None = ()  # what the model takes for names; None if it is not asked
    folded: str | None = None  # the text as `text` has it, where it is at hand

    @cached_property
    def raw(self) -> str:
        """The text as printed."""
        return f"{self.article.headline}\n{self.article.body}"

    @cached_property
    def text(self) -> str:
        """The text with traditional characters, half-width signs and straight quotation marks folded, one for one."""
        return fold(self.raw) if self.folded is None else self.folded

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """(begin, end) of every sentence, in order, without the white space around it."""
        return tuple(split_sentences(self.text))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every quotation and title, the nested ones too, in order."""
        return tuple(find_quotations(self.text))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.begin for quotation in self.quotations]

    def quotation_around(self, begin: int, end: int) -> Quotation | None:
        """The outermost quotation or title that holds text[begin:end], if any does; none goes over a line's end."""
        line = self.text.rfind("\n", 0, begin) + 1
        for quotation in islice(self.quotations, bisect_left(self._quotation_starts, line), None):
            if quotation.begin > begin:
                break
            if end <= quotation.end:
                return quotation
        return None

    @cached_property
    def breaks(self) -> frozenset[int]:
        """The offsets at which LAC or jieba begins or ends a word."""
        return self.cuts.union(self._word_starts, self.word_ends)

    @cached_property
    def word_ends(self) -> frozenset[int]:
        """The offsets at which LAC ends a word."""
        return frozenset([word.end for word in self.words])

    @cached_property
    def cuts(self) -> frozenset[int]:
        """The offsets at which jieba begins or ends a word."""
        return boundaries(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [begin for begin, _ in self.sentences]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.begin for word in self.words]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that covers the offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def word_at(self, offset: int) -> int:
        """The number of the word that covers the offset; len(words) after the last one."""
        index = bisect_right(self._word_starts, offset) - 1
        return index if index >= 0 and offset < self.words[index].end else index + 1

    def words_in(self, begin: int, end: int) -> Sequence[Word]:
        """The words that begin in text[begin:end], after the one that covers `begin`, which is the first."""
        first = self.word_at(begin)
        return self.words[first : bisect_left(self._word_starts, end, first)]

    def occurrences(self, name: str) -> Iterator[int]:
        """Where the text has this name; those found do not overlap."""
        at = self.text.find(name)
        while at >= 0:
            yield at
            at = self.text.find(name, at + len(name))

    def evidence(self, offset: int) -> str:
        """The sentence around the offset, as printed; it stands so in the headline or the body."""
        begin, end = self.sentences[self.sentence_at(offset)]
        return self.raw[begin:end]

    def place(self, offset: int) -> tuple[Field, int]:
        """The field that an offset falls into, and the offset within that field."""
        head = len(self.article.headline)
        return (Field.HEADLINE, offset) if offset <= head else (Field.BODY, offset - head - 1)

    @property
    def body_begin(self) -> int:
        """Where the body begins."""
        return len(self.article.headline) + 1


def read(articles: Iterable[Article], tagger: NeuralTagger | None = None) -> Iterator[Document]:
    """Make each article ready; all go through the model together, which gives names and words in one pass.

    The model is the shipped one where no other is given.
    """
    (documents,) = read_together([articles], tagger)
    yield from documents


def read_together(
    pages: Iterable[Iterable[Article]], tagger: NeuralTagger | None = None
) -> Iterator[Iterator[Document]]:
    """What `read` makes of the articles of each page, in less time."""
    from kg.tagger.neural import neural_tagger  # here, since it folds text as this module does

    told = [list(articles) for articles in pages]
    texts = [[fold(f"{article.headline}\n{article.body}") for article in articles] for articles in told]
    tagger = tagger or neural_tagger()
    for articles, its, tagged in zip(told, texts, tagger.tag_together(texts), strict=True):
        yield map(_document, articles, its, tagged, repeat(tagger))


def _document(article: Article, text: str, tagged: Tagged, tagger: NeuralTagger) -> Document:
    words = tagger.words.cut(tagged.path, split_sentences(text))
    return Document(article, tuple(words), tuple(tagged.names), text)


def fold(text: str) -> str:
    """Fold half-width signs to full-width ones, straight quotation marks to “”, and traditional characters to
    simplified ones, keeping every offset.
    """
    folded = simplified(text)
    for sign, plain in _FOLD:  # in a tenth of the time that str.translate takes
        folded = folded.replace(sign, plain)
    if '"' not in folded and "＂" not in folded:
        return folded
    signs, opened = list(folded), False
    for index, sign in enumerate(signs):
        if sign == "\n":
            opened = False
        elif sign in '"＂':
            signs[index] = "”" if opened else "“"
            opened = not opened
    return "".join(signs)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of each sentence of a folded text, without the white space around it."""
    for match in _SENTENCE.finditer(text):
        begin, end = match.span()
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1
        while end - begin > MAX_SENTENCE:
            yield begin, begin + MAX_SENTENCE
            begin += MAX_SENTENCE
        if end > begin:
            yield begin, end


def find_quotations(text: str) -> Iterator[Quotation]:
    """Yield what stands between marks in a folded text, outer before inner; a mark left open ends with its line."""
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        sign, index = match.group(), match.start()
        if sign == "\n":
            open_marks.clear()
        elif sign in _QUOTES:
            open_marks.append((sign, index + 1))
        elif any(_QUOTES[mark] == sign for mark, _ in open_marks):
            while open_marks:
                mark, begin = open_marks.pop()
                if _QUOTES[mark] == sign:
                    if index > begin:
                        found.append(Quotation(begin, index, mark))
                    break
    yield from sorted(found, key=lambda quotation: (quotation.begin, -quotation.end))
