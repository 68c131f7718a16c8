"""The whole file: pyvis's network and library, our data, template, styles and scripts, and what may run in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DataError
from kg.graph import CLAIMS, MENTIONED_IN
from kg.view.layout import lay_out, place_rest
from kg.view.network import to_network
from kg.view.records import size_of, to_records
from kg.view.selection import Selection, select

if TYPE_CHECKING:
    import networkx as nx

    from kg.view.layout import Link, Point

TEMPLATE = "page.html"
# In the order in which they build on each other; together they are one script.
SCRIPTS = (
    "words", "data", "places", "state", "limits", "opening", "marks", "elements", "labels", "canvas", "facts", "paths",
    "cards", "pinyin", "search", "legend", "filters", "exports", "table", "placetable", "placemap", "mapmoves",
    "programmes", "views", "moves", "app",
)  # fmt: skip
VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"  # as shipped inside pyvis 0.3.2
MENTION_WEIGHT = 0.6  # pull of being named in an article, where a stated fact has 1

_UNSAFE_IN_HTML = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_html(
    graph: nx.MultiDiGraph[str],
    path: Path,
    title: str,
    places: Mapping[str, Point] | None = None,
    selection: Selection | None = None,
) -> None:
    """Write the graph as one HTML file that needs no network; the same graph gives the same bytes.

    places are those of lay_out_graph and selection that of select, if they are known already. Raises OSError where the
    file cannot be written, and DataError where the installed pyvis is another version.
    """
    path.write_bytes(to_html(graph, title, places, selection).encode("utf-8", errors="replace"))


def to_html(
    graph: nx.MultiDiGraph[str],
    title: str,
    places: Mapping[str, Point] | None = None,
    selection: Selection | None = None,
) -> str:
    """Make the page's text."""
    selection = selection or select(graph)
    records = to_records(graph, selection, places or lay_out_graph(graph, selection))
    network = to_network(records, selection.overview, title)
    network.templateEnv = _environment(records)
    network.path = TEMPLATE
    return str(network.generate_html())


def lay_out_graph(graph: nx.MultiDiGraph[str], selection: Selection | None = None) -> dict[str, Point]:
    """Where the page has the nodes that it holds, in pixels at scale 1 around the origin, y pointing down."""
    selection = selection or select(graph)
    number = {node: index for index, node in enumerate(selection.overview)}
    links: list[Link] = []
    linked: dict[str, dict[str, float]] = {}
    for one, other, edge in selection.edges:
        relation = edge["relation"]
        if relation != MENTIONED_IN and relation not in CLAIMS:
            continue
        weight = 1.0 if relation in CLAIMS else MENTION_WEIGHT
        if one in number and other in number:
            links.append((number[one], number[other], weight))
        for here, there in ((one, other), (other, one)):
            known = linked.setdefault(here, {})
            known[there] = known.get(there, 0.0) + weight
    radii = [float(size_of(graph.nodes[node]["type"], selection.articles[node])) for node in selection.overview]
    shown = dict(zip(selection.overview, lay_out(len(number), links, radii), strict=True))
    # What is linked to few others says more about where a node belongs than what is linked to everything.
    neighbours = {
        node: sorted(known, key=lambda other: (len(linked[other]) / known[other], other))
        for node, known in linked.items()
        if node not in shown
    }
    return place_rest(shown, (node for node in selection.kept if node not in shown), neighbours)


def _environment(records: dict[str, Any]) -> Any:
    """The jinja2 environment in which pyvis renders our template instead of its own."""
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    library, script, style = _vis_network(), _script(), _asset("page.css")
    # autoescape: a title is text, whatever stands in it.
    environment = Environment(loader=DictLoader({TEMPLATE: _asset(TEMPLATE)}), autoescape=True)
    environment.filters["embed"] = lambda value: Markup(embed(value))
    environment.globals.update(
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        data=records,
        words=words(),
        policy=(
            f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'"
        ),
    )
    return environment


def embed(value: Any) -> str:
    """Write a value as JSON that can stand inside <script>: nothing in it can end the element or a line of code."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _UNSAFE_IN_HTML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def words() -> dict[str, list[str]]:
    """What the page says, from words.tsv: {key: [Chinese, English]}."""
    rows = (line.split("\t") for line in _asset("words.tsv").splitlines() if line and not line.startswith("#"))
    return {key: [chinese, english] for key, chinese, english in rows}


@cache
def _script() -> str:
    parts = [_asset(f"{name}.js") for name in SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


@cache
def _vis_network() -> str:
    found = files("pyvis") / VIS_NETWORK
    if not found.is_file():
        raise DataError(f"pyvis has no {VIS_NETWORK}; install pyvis 0.3.2: pip install 'pyvis==0.3.2'")
    text = found.read_text(encoding="utf-8").replace("\r\n", "\n")
    # A browser with its tools open would ask for the source map.
    return re.sub(r"//# sourceMappingURL=\S*", "", text).rstrip() + "\n"


def _asset(name: str) -> str:
    found = files("kg.view") / "assets" / name
    if not found.is_file():
        raise DataError(f"kg/view/assets/{name} is missing; reinstall newskg")
    return found.read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    """The source expression that lets exactly this inline script or style through (CSP level 2)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
