"""Corpora of any size: damaged pages made of annotated articles, their places and people exchanged page by page.

Deterministic: page N of a corpus is the same whatever the corpus's size, so that a larger one holds the smaller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from kg.articles import split_articles
from kg.gazetteer import gazetteer
from kg.model import Kind, Page
from kg.pages import read_pages
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import Source, read_sources

ARTICLES = (4, 6, 8, 10)  # on a page
EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
_NAMES = ["赵立诚", "钱静怡", "孙国栋", "李春梅", "周子墨", "吴海燕", "郑伟民", "王秋实", "冯晓岚", "陈开山"]
_PERSON = re.compile(r"(?<=[。，“”、：])[王李张刘陈杨赵黄周吴][\u4e00-\u9fff]{2}(?=说|介绍|表示|告诉)")


def sources(folder: Path | None) -> list[Source]:
    """The articles that pages are made of: those of a folder of annotated ones, else those of the example pages."""
    if folder is not None:
        return list(read_sources(folder))
    pages = (page for page in read_pages([EXAMPLES]) if isinstance(page, Page))
    return [
        Source(article.id, article.headline, article.authors or ("余静",), tuple(article.body.split("\n")), "")
        for page in pages
        for article in split_articles(page)
        if article.headline
    ]


def make_corpus(articles: Sequence[Source], pages: int, folder: Path) -> None:
    """Write so many pages into a folder, as p00000.txt and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(_pages(articles, pages)):
        (folder / f"p{number:05}.txt").write_text(text, encoding="utf-8")


def _pages(articles: Sequence[Source], pages: int) -> Iterator[str]:
    counties = sorted(
        division.name
        for province in gazetteer().provinces()
        for prefecture in gazetteer().children(province.code)
        for division in gazetteer().children(prefecture.code)
        if division.level is Kind.COUNTY and len(division.name) > 2
    )
    in_text = re.compile("|".join(sorted(counties, key=lambda name: (-len(name), name))))
    for number in range(pages):
        rng = Random(f"page {number}")
        chosen = rng.sample(list(articles), min(len(articles), rng.choice(ARTICLES)))
        varied = [_varied(source, in_text, counties, rng) for source in chosen]
        yield make_page(varied, LEVELS["moderate"], rng.randrange(10**9)).text


def _varied(source: Source, in_text: re.Pattern[str], counties: Sequence[str], rng: Random) -> Source:
    """The article told of other counties, by other people; each name becomes one other throughout."""
    others: dict[str, str] = {}

    def place(match: re.Match[str]) -> str:
        return others.setdefault(match[0], rng.choice(counties))

    def person(match: re.Match[str]) -> str:
        return others.setdefault(match[0], rng.choice(_NAMES))

    def told(text: str) -> str:
        return _PERSON.sub(person, in_text.sub(place, text))

    return replace(source, headline=told(source.headline), paragraphs=tuple(map(told, source.paragraphs)))
