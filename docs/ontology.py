"""Writes the ontology as one page to read, with pyLODE: python docs/ontology.py FILE.html

pyLODE would take the scheme of kinds for a second ontology, show no concepts, and run the labels of two languages
together. So it gets every kind as the class of what is of that kind, which it is (see kg:kind), and both languages as
one label.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pylode import OntPub
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal

SOURCE = Path(__file__).parents[1] / "ontology" / "newskg.ttl"


def main(page: Path) -> None:
    """Write the page."""
    ontology = Graph().parse(SOURCE)
    for collection, entity_type in list(ontology.subject_objects(RDFS.seeAlso)):
        for kind in list(ontology.objects(collection, SKOS.member)):
            said = [(RDFS.label, SKOS.prefLabel), (RDFS.comment, SKOS.definition), (SKOS.note, SKOS.closeMatch)]
            for shown, stated in said:
                for value in list(ontology.objects(kind, stated)):
                    ontology.remove((kind, stated, value))
                    ontology.add((kind, shown, value))
            ontology.remove((kind, RDF.type, None))
            ontology.add((kind, RDF.type, OWL.Class))
            ontology.add((kind, RDFS.subClassOf, entity_type))
    for scheme in set(ontology.subjects(RDF.type, SKOS.ConceptScheme)):
        ontology.remove((scheme, None, None))
    for name in (RDFS.label, DCTERMS.title):
        for subject in set(ontology.subjects(name)):
            texts = sorted(ontology.objects(subject, name), key=lambda text: str(getattr(text, "language", "")))
            ontology.set((subject, name, Literal(" · ".join(texts))))
    page.parent.mkdir(parents=True, exist_ok=True)
    OntPub(ontology).make_html(destination=page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
