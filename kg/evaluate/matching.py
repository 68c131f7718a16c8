"""Which entity of the graph stands for which annotated one, over all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.evaluate.forms import Form
from kg.evaluate.lines import Where
from kg.evaluate.wanted import Wanted

# Of two namesakes on one page the forms are equal: then the article decides, by less than any form does.
ARTICLE_WEIGHT = 0.001
Printed = tuple[Where | None, str]  # the annotated article and a folded surface


def similarities(
    wanted: Wanted, forms: Mapping[str, set[Form]], printed: Mapping[str, set[Printed]]
) -> dict[tuple[str, str], float]:
    """How alike an annotated entity and one of the graph are: (key, IRI) → Dice overlap of their forms.

    Pairs that share no form are left out.
    """
    holders: dict[Form, list[str]] = defaultdict(list)
    for iri in sorted(forms):
        for form in forms[iri]:
            holders[form].append(iri)
    found = {}
    for key, own in wanted.forms.items():
        for iri in {iri for form in own for iri in holders[form]}:
            dice = 2 * len(own & forms[iri]) / (len(own) + len(forms[iri]))
            near = len(printed[iri] & wanted.printed[key]) / len(wanted.printed[key])
            found[key, iri] = dice + ARTICLE_WEIGHT * near
    return found


def best_match(similar: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """The one-to-one match of keys and IRIs whose similarities sum up highest (CEAF-phi4's alignment).

    Source: Luo: On Coreference Resolution Performance Metrics, 2005.
    """
    import networkx as nx

    graph: nx.Graph[tuple[int, str]] = nx.Graph()
    for (key, iri), weight in sorted(similar.items()):  # the order decides between equally good matches
        graph.add_edge((0, key), (1, iri), weight=weight)
    pairs: Iterable[tuple[tuple[int, str], tuple[int, str]]] = nx.max_weight_matching(graph)
    return {min(pair)[1]: max(pair)[1] for pair in pairs}
