"""docs/ontology.md tells every term of the ontology as it is."""

import importlib.util
import re
from pathlib import Path

from kg.model import Kind

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_terms_is_current_and_whole() -> None:
    spec = importlib.util.spec_from_file_location("terms", DOCS / "terms.py")
    assert spec
    assert spec.loader
    terms = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(terms)
    page = (DOCS / "ontology.md").read_text(encoding="utf-8")
    assert terms.written(page) == page, "the ontology has changed: run python docs/terms.py"
    ontology = (DOCS.parent / "ontology" / "newskg.ttl").read_text(encoding="utf-8")
    defined = set(re.findall(r"^(kg:\w+) a owl:", ontology, re.MULTILINE))
    assert set(re.findall(r"^\| `(kg:\w+)`", page, re.MULTILINE)) - {"kg:kind"} == defined - {"kg:kind"}
    assert {kind.value for kind in Kind} <= set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
