"""Ways to break a graph that conforms to the shapes, each with the message that it must fail with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import rdflib
from rdflib import DCAT, DCTERMS, PROV, RDF, SDO, SKOS, VOID, XSD, BNode, Literal, URIRef

from kg.rdf.terms import DEFAULT_BASE, PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node

KG = rdflib.Namespace(PREFIXES["kg"])
DATA = rdflib.Namespace(DEFAULT_BASE)
MARKET, BRIDGE, EXCHANGE = (
    DATA[f"article/{name}"] for name in ("2f61aa90c4d5e7b8", "7c0b13e2d9f84a56", "b85d6f0a1e3c2974")
)
COUNTY, TOWN, VILLAGE = DATA["place/登封市-410185"], DATA["place/嵩阳街道-410185001"], DATA["place/幸福社区"]
OFFICE, CAMPAIGN = DATA["agency/登封市市场监督管理局-410185"], DATA["programme/阳光餐饮"]
PAPER = DATA["newspaper/登封日报"]
WU, HAN, TIAN = DATA["person/吴先生-2f61aa90c4d5e7b8"], DATA["person/韩一鸣"], DATA["person/田禾"]
OF_TYPE = {"Place": COUNTY, "Agency": OFFICE, "Programme": CAMPAIGN, "Person": HAN}
EDITOR = DATA["editor/李编辑"]
MENTION = DATA["mention/7c0b13e2d9f84a56-body-0-4"]  # 嵩阳街道
CANDIDATE = DATA["candidate/幸福社区-410185001004"]

Break = Callable[[rdflib.Graph], object]


def claim(graph: rdflib.Graph, subject: Node, relation: URIRef, obj: Node, article: Node = MARKET) -> URIRef:
    """State something wholly: the triple, and a claim with a sentence of the article."""
    node = DATA[f"claim/{len(graph)}"]
    graph.add((subject, relation, obj))
    for predicate, value in (
        (RDF.type, RDF.Statement), (RDF.subject, subject), (RDF.predicate, relation), (RDF.object, obj),
        (KG.inArticle, article), (KG.evidence, Literal("嵩阳街道")),
        (KG.confidence, Literal("0.5", datatype=XSD.decimal)),
    ):  # fmt: skip
        graph.add((node, predicate, value))
    return node


def add(subject: Node, predicate: URIRef, obj: Node) -> Break:
    return lambda graph: graph.add((subject, predicate, obj))


def drop(subject: Node, predicate: URIRef) -> Break:
    def broken(graph: rdflib.Graph) -> None:
        assert list(graph.objects(subject, predicate))
        graph.remove((subject, predicate, None))

    return broken


def put(*triples: tuple[Node, URIRef, Node]) -> Break:
    """Other values for what the graph says."""

    def broken(graph: rdflib.Graph) -> None:
        for triple in triples:
            assert triple not in graph
            graph.set(triple)

    return broken


def kind(node: Node, word: str) -> Break:
    return put((node, KG.kind, Literal(word)), (node, DCTERMS.type, KG[f"kind-{word}"]))


def stated(predicate: URIRef, value: Node | None, *more: Node, relation: URIRef = KG.partOf) -> Break:
    """A claim more, whose property has other values, or none."""

    def broken(graph: rdflib.Graph) -> None:
        ends = (HAN, OFFICE) if relation == KG.affiliatedWith else (TOWN, COUNTY)
        node = claim(graph, ends[0], relation, ends[1])
        graph.remove((node, predicate, None))
        for one in (value, *more):
            if one is not None:
                graph.add((node, predicate, one))

    return broken


def described(predicate: URIRef) -> Break:
    def broken(graph: rdflib.Graph) -> None:
        (data_set,) = graph.subjects(VOID.uriSpace)
        assert list(graph.objects(data_set, predicate))
        graph.remove((data_set, predicate, None))

    return broken


def article(*said: tuple[URIRef, Node], node: Node = DATA["article/x"]) -> Break:
    def broken(graph: rdflib.Graph) -> None:
        for predicate, value in ((RDF.type, KG.Article), (KG.page, Literal("x.txt")), *said):
            graph.add((node, predicate, value))

    return broken


def nameless(graph: rdflib.Graph) -> None:
    node = BNode()
    for predicate, value in list(graph.predicate_objects(VILLAGE)):
        if predicate != KG.partOf:  # which no claim states of it
            graph.add((node, predicate, value))


def elsewhere(graph: rdflib.Graph) -> None:
    claim(graph, VILLAGE, KG.partOf, COUNTY, BRIDGE)


def unstated(graph: rdflib.Graph) -> None:
    claim(graph, TOWN, KG.partOf, DATA["place/丽江市-530700"], MARKET)
    graph.add((DATA["place/丽江市-530700"], KG.mentionedIn, MARKET))
    graph.remove((TOWN, KG.partOf, DATA["place/丽江市-530700"]))


def posted(graph: rdflib.Graph) -> None:
    graph.add((claim(graph, TOWN, KG.partOf, COUNTY), KG.post, Literal("局长")))


def of_two(graph: rdflib.Graph) -> None:
    node = claim(graph, CAMPAIGN, KG.appliesTo, COUNTY)
    graph.set((node, KG.evidence, Literal("登封市")))
    graph.add((node, KG.inArticle, EXCHANGE))


def by_people(*said: tuple[URIRef, Node]) -> Break:
    """A claim that a person takes from elsewhere, with more said of it."""

    def broken(graph: rdflib.Graph) -> None:
        node = claim(graph, TOWN, KG.partOf, COUNTY)
        graph.remove((node, KG.inArticle, None))
        graph.add((EDITOR, RDF.type, PROV.Agent))
        for predicate, value in ((PROV.wasAttributedTo, EDITOR), (DCTERMS.source, Literal("年鉴")), *said):
            graph.add((node, predicate, value))

    return broken


def correction(*said: tuple[URIRef, Node]) -> Break:
    """A correction of which something else is said."""

    def broken(graph: rdflib.Graph) -> None:
        graph.add((EDITOR, RDF.type, PROV.Agent))
        node, right = DATA["correction/x"], {
            RDF.type: KG.Correction, KG.corrects: HAN, KG.action: Literal("rename"), RDF.value: Literal("韩一鸣"),
            PROV.wasAttributedTo: EDITOR,
        }  # fmt: skip
        for predicate, value in (right | dict(said)).items():
            graph.add((node, predicate, value))

    return broken


def unnamed_paper(graph: rdflib.Graph) -> None:
    node = BNode()
    graph.add((node, RDF.type, KG.Newspaper))
    graph.add((node, SDO.name, Literal("登封晚报")))


CASES: list[tuple[str, Break]] = [
    ("An article has the path of one page.", add(BRIDGE, KG.page, Literal("2.txt"))),
    ("Line numbers are written as in: 3-5 9.", put((BRIDGE, KG.pageLines, Literal("3–5")))),
    ("An article appeared on one day at most.",
     add(MARKET, SDO.datePublished, Literal("2024-09-01", datatype=XSD.date))),
    ("An article appeared on one day at most.", put((MARKET, SDO.datePublished, Literal("2024-08-31")))),
    ("An article is part of one newspaper of the graph at most.", add(BRIDGE, SDO.isPartOf, COUNTY)),
    ("An article stands on one page of its paper at most.", add(MARKET, SDO.printPage, Literal("4"))),
    ("A reprint repeats one article of the graph.", put((BRIDGE, KG.reprintOf, COUNTY))),
    ("What a reprint repeats is no reprint itself.", add(EXCHANGE, KG.reprintOf, MARKET)),
    ("A newspaper has one name.", add(PAPER, SDO.name, Literal("登封晚报"))),
    ("A newspaper is named by an IRI.", unnamed_paper),
    ("An article has at most one headline.", article((SDO.headline, Literal("一")), (SDO.headline, Literal("二")))),
    ("An article has at most one byline.",
     article((SDO.headline, Literal("一")), (KG.byline, Literal("甲")), (KG.byline, Literal("乙")))),
    ("An article has at most one body.", article((SDO.articleBody, Literal("一")), (SDO.articleBody, Literal("二")))),
    ("An author is a person of the graph.", add(BRIDGE, SDO.author, COUNTY)),
    ("An article is named by an IRI.", article((SDO.headline, Literal("一")), node=BNode())),
    ("An article has a headline or a body.", article()),
    ("An entity has one full name in Chinese.", add(COUNTY, SKOS.prefLabel, Literal("登封县", lang="zh"))),
    ("An entity has one full name in Chinese.", put((COUNTY, SKOS.prefLabel, Literal("Dengfeng", lang="en")))),
    ("Another name says in which language it is.", add(COUNTY, SKOS.altLabel, Literal("登封"))),
    ("An entity is mentioned in an article of the graph.", add(COUNTY, KG.mentionedIn, TOWN)),
    ("An entity has one kind.", drop(COUNTY, KG.kind)),
    ("An entity has the concept of its kind.", drop(COUNTY, DCTERMS.type)),
    ("An entity is named by an IRI.", nameless),
    ("The concept is not that of the kind.", put((COUNTY, DCTERMS.type, KG["kind-village"]))),
    ("This is no kind of a place.", kind(COUNTY, "company")),
    ("This is no kind of an agency.", kind(OFFICE, "county")),
    ("This is no kind of a programme.", kind(CAMPAIGN, "county")),
    ("This is no kind of a person.", kind(HAN, "county")),
    ("A division code has 6, 9 or 12 digits.", put((TOWN, KG.divisionCode, Literal("4101850")))),
    ("A candidate is a kg:Candidate.", add(VILLAGE, KG.candidate, TOWN)),
    ("Only a place has a division code or candidates.", add(HAN, KG.divisionCode, Literal("410185"))),
    ("A candidate has one code of 6, 9 or 12 digits.", drop(CANDIDATE, KG.candidateCode)),
    ("A candidate has one score from 0 to 1.", put((CANDIDATE, KG.score, Literal("1.5", datatype=XSD.decimal)))),
    ("Anonymised is true, or not said.", add(HAN, KG.anonymised, Literal(False))),
    ("An anonymised person belongs to one article.", add(WU, KG.mentionedIn, BRIDGE)),
    ("Only a person is anonymised.", add(VILLAGE, KG.anonymised, Literal(True))),
    ("A mention is of an entity of the graph.", drop(MENTION, KG.mentionOf)),
    ("A mention has one surface.", drop(MENTION, KG.surface)),
    ("A mention stands in one article.", drop(MENTION, KG.inArticle)),
    ("A mention stands in the headline, body or byline.", drop(MENTION, KG.inField)),
    ("A mention begins at 0 or later, before its end.", put((MENTION, KG.begin, Literal(9)))),
    ("A mention has one end.", drop(MENTION, KG.end)),
    ("The text at the mention's place is not its surface.", put((MENTION, KG.surface, Literal("嵩阳市道")))),
    ("The text at the mention's place is not its surface.",
     put((MENTION, KG.begin, Literal(1)), (MENTION, KG.end, Literal(5)))),
    ("The text at the mention's place is not its surface.", put((MENTION, KG.inField, Literal("headline")))),
    ("The text at the mention's place is not its surface.", put((MENTION, KG.end, Literal(4000)))),
    ("The entity is not said to be mentioned in the article in which it is.",
     lambda graph: graph.remove((TIAN, KG.mentionedIn, EXCHANGE))),
    ("A claim has one subject.", stated(RDF.subject, None)),
    ("A claim has one of the ten relations.", lambda graph: claim(graph, TOWN, KG.bordersOn, COUNTY)),
    ("A claim has one object.", stated(RDF.object, None)),
    ("A claim comes from an article, or from a person who names the source.", stated(KG.inArticle, None)),
    ("A claim comes from one article.", of_two),
    ("A claim is attributed to one person at most.", by_people((PROV.wasAttributedTo, HAN))),
    ("A claim has one source at most.", by_people((DCTERMS.source, URIRef("https://example.org/")))),
    ("A correction is of an entity of the graph.", correction((KG.corrects, MARKET))),
    ("A correction says what was asked for.", correction((KG.action, Literal("burn")))),
    ("A correction has one value.", correction((RDF.value, Literal(1)))),
    ("A correction is attributed to a person.", correction((PROV.wasAttributedTo, HAN))),
    ("A claim has one sentence as its evidence.", stated(KG.evidence, None)),
    ("A claim has one sentence as its evidence.", stated(KG.evidence, Literal("嵩阳街道"), Literal("嵩阳"))),
    ("A claim has one confidence from 0 to 1.", stated(KG.confidence, Literal("1.01", datatype=XSD.decimal))),
    ("A claim has one confidence from 0 to 1.", stated(KG.confidence, Literal(0.5))),
    ("A time is a year, month, day or period of ISO 8601.", stated(KG.date, Literal("2024年"))),
    ("A time has its words once.", stated(KG.dateText, Literal("今年"), Literal("去年"))),
    ("A claim has at most one note.", stated(KG.note, Literal("一"), Literal("二"))),
    ("A claim has at most one post.", stated(KG.post, Literal("局长"), Literal("书记"), relation=KG.affiliatedWith)),
    ("What the claim states does not stand in the graph as a triple.", unstated),
    ("The evidence does not stand in the article's body or headline.", stated(KG.evidence, Literal("嵩阳街道办"))),
    ("An end of the claim is not mentioned in its article.", elsewhere),
    ("Only an affiliatedWith claim has a post.", posted),
    ("No claim stands behind this relation.", add(TOWN, KG.partOf, DATA["place/丽江市-530700"])),
    ("The place is part of itself, over others or at once.", lambda graph: claim(graph, COUNTY, KG.partOf, TOWN)),
    ("The place is part of itself, over others or at once.", lambda graph: claim(graph, COUNTY, KG.partOf, COUNTY)),
    ("A data set has a title in each language.", described(DCTERMS.title)),
    ("A data set says to which version of the ontology it conforms.", described(DCTERMS.conformsTo)),
    ("A data set comes from one build.", described(PROV.wasGeneratedBy)),
    ("A data set is distributed in a file.", described(DCAT.distribution)),
    ("A data set counts its triples.", described(VOID.triples)),
]  # fmt: skip
