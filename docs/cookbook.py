"""python docs/cookbook.py [DIR]: write the questions of ontology/queries and their answers into docs/sparql.md.

The answers are those of DIR, or where none is given of a build of examples/pages made for it. Only what stands between
the two marks is written.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.sparql import Asked, Question, Worker, questions
from kg.sparql.table import table

PAGE = Path(__file__).with_name("sparql.md")
EXAMPLES = Path(__file__).parents[1] / "examples/pages"
BEGIN, END = "<!-- python docs/cookbook.py writes from here -->\n", "<!-- to here -->\n"
ROWS, CELL = 3, 30  # of an answer: rows shown, characters of a cell


def written(page: str, built: Path) -> str:
    """The page with the answers of a built folder."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    with Worker(built) as worker:
        entries = "\n".join(line for asked in questions() for line in _entry(worker, asked))
    return f"{before}{BEGIN}\n{entries}\n{END}{after}"


def _entry(worker: Worker, asked: Question) -> Iterator[str]:
    results = json.loads(worker.ask(Asked(asked.sparql)).body)
    rows = results["results"]["bindings"]
    results["results"]["bindings"] = [{name: _cut(term) for name, term in row.items()} for row in rows[:ROWS]]
    yield f"**{asked.chinese}** {asked.english} · [`{asked.name}`](../ontology/queries/{asked.name}.rq)"
    yield ""
    yield "```"
    yield table(json.dumps(results).encode()).rstrip("\n")
    if len(rows) > ROWS:
        yield f"… {len(rows)} rows"
    yield "```"
    yield ""


def _cut(term: dict[str, str]) -> dict[str, str]:
    value = term["value"]
    if term["type"] == "uri" or len(value) <= CELL:
        return term
    return {**term, "value": f"{value[:CELL]}…"}


def main(arguments: list[str]) -> None:
    """Build where no folder is given, and write the page."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        built = Path(arguments[0]) if arguments else Path(folder)
        if not arguments:
            from kg.pipeline import build

            build([EXAMPLES], built)
        PAGE.write_text(written(page, built), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
