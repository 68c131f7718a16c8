"""The annotated pages beside the repository, and pages made from the training articles, must not get worse."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from kg.articles import split_articles
from kg.model import Article, Page
from kg.pages import read_pages
from training.damage.levels import LEVELS
from training.damage.making import make_page
from training.damage.source import read_sources

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")


def found_on(path: Path) -> list[Article]:
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    return split_articles(page)


@pytest.mark.parametrize("name", ["000", "002", "004"])
def test_headlines_authors_and_lines_are_those_of_the_annotators(name: str) -> None:
    gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    articles = found_on(CORPUS / "pages" / gold["file"])
    wanted = Counter((a["title"].replace(" ", ""), tuple(a["authors"])) for a in gold["articles"])
    assert Counter((a.headline.replace(" ", ""), a.authors) for a in articles) == wanted
    home = {number: article.headline.replace(" ", "") for article in articles for number in article.lines}
    title = {a["id"]: a["title"].replace(" ", "") for a in gold["articles"]}
    wrong = [line for line in gold["line_text"] if home.get(line["n"]) != title[line["article"]]]
    assert len(wrong) <= 1  # a running column title, which some take for a part of the article below it


@pytest.mark.parametrize(("name", "count"), [("001", 10), ("003", 6)])
def test_pages_without_annotation_give_as_many_articles_as_a_reader_counts(name: str, count: int) -> None:
    (path,) = (CORPUS / "pages").glob(f"{name}_*.txt")
    articles = found_on(path)
    assert len(articles) == count
    assert all(article.headline and article.authors for article in articles)


def test_made_pages_are_split_well() -> None:
    sources = list(read_sources(CORPUS / "train"))
    right = wanted = 0
    for seed in range(12):
        chosen = random.Random(seed).sample(sources, 6)
        made = make_page(chosen, LEVELS["moderate"], seed)
        articles = split_articles(Page("page.txt", made.text, "utf-8", ""))
        titles = Counter(article.headline.replace(" ", "") for article in articles)
        right += (titles & Counter(truth.title.replace(" ", "") for truth in made.truths)).total()
        wanted += len(made.truths)
    assert right >= 0.9 * wanted


def test_a_made_page_depends_on_its_seed_alone() -> None:
    sources = list(read_sources(CORPUS / "train"))[:6]
    first, second = (make_page(sources, LEVELS["heavy"], 7) for _ in range(2))
    assert first == second
    assert first != make_page(sources, LEVELS["heavy"], 8)
