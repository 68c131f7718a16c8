"""The SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/), and what the endpoint says of itself.

GET with ?query=, POST with a form, POST with the query itself. One graph without a name: the parameters that choose
graphs are refused, as are updates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl

from kg.errors import QueryLate, QueryStopped, RefusedQuery, UsageError, WrongQuery
from kg.serve.accept import best
from kg.sparql import Answer, Asked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

# The first of each is what a client gets that takes everything. The generic types are the browser's and old clients'.
ROWS = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    "application/json", "application/xml", "text/xml",
)  # fmt: skip
TRIPLES = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MAX_QUERY = 256 * 2**10  # characters; the cookbook's longest has a thousand
MAX_BODY = 4 * MAX_QUERY  # bytes; a form writes a character that is not ASCII in nine
_GRAPHS = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
# The first that an error is an instance of counts.
_STATUS = ((WrongQuery, 400), (RefusedQuery, 403), (UsageError, 406), (QueryLate, 504), (QueryStopped, 503))


class Refusal(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Wanted(NamedTuple):
    """The media types of an answer, as the client's Accept header has it; "" where none fits."""

    rows: str
    triples: str


def wanted(accept: str) -> Wanted:
    """Negotiate for both kinds of answer; Refusal 406 where neither has a type that the client takes."""
    found = Wanted(best(accept, ROWS), best(accept, TRIPLES))
    if not any(found):
        raise Refusal(406, f"there are: for SELECT and ASK {', '.join(ROWS)}; for graphs {', '.join(TRIPLES)}")
    return found


async def query_of(request: Request) -> str:
    """The query of a request; "" where a GET has none. Refusal says what is wrong with the request."""
    url = _pairs(request.scope["query_string"], "query string")
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (FORM, QUERY, UPDATE):
            raise Refusal(415, f"a POST brings {FORM} or {QUERY}, not {media or 'a body without Content-Type'}")
        body = await _body(request)
        if media == UPDATE:
            raise Refusal(403, "the graph is read-only: updates are refused")
        pairs = [*url, *_pairs(body, "form")] if media == FORM else [*url, ("query", _text(body))]
    else:
        pairs = url
    names = [name for name, _ in pairs]
    if "update" in names:
        raise Refusal(403, "the graph is read-only: updates are refused")
    if any(name in _GRAPHS for name in names):
        raise Refusal(400, "there is one graph, and it has no name: leave default-graph-uri and named-graph-uri out")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1 or (not queries and request.method == "POST"):
        raise Refusal(400, "give one query, as the parameter “query”")
    if queries and len(queries[0]) > MAX_QUERY:
        raise Refusal(413, f"the query is longer than {MAX_QUERY:,} characters")
    return queries[0] if queries else ""


def answered(ask: Callable[[Asked], Answer], sparql: str, types: Wanted) -> Response:
    """Ask, and answer with the result in the type negotiated for its kind; raises what ask raises."""
    from starlette.responses import Response

    answer = ask(Asked(sparql, *types))
    media = types.triples if answer.kind == "triples" else types.rows
    return Response(answer.body, media_type=f"{media}; charset=utf-8" if media.startswith("text/") else media)


def status_of(error: Exception) -> int:
    """The status with which an error is answered."""
    if isinstance(error, Refusal):
        return error.status
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def description(address: str) -> bytes:
    """The endpoint's description of itself as Turtle, in the words of SPARQL 1.1 Service Description."""
    formats = " , ".join(
        f"<http://www.w3.org/ns/formats/{name}>"
        for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                     "N-Triples", "JSON-LD", "RDF_XML")
    )  # fmt: skip
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        f"[] a sd:Service ;\n  sd:endpoint <{address}> ;\n  sd:supportedLanguage sd:SPARQL11Query ;\n"
        f"  sd:resultFormat {formats} ;\n  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .\n"
    ).encode()


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Refusal(413, f"the request is longer than {MAX_BODY:,} bytes")
    return body


def _pairs(raw: bytes, what: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise Refusal(400, f"the {what} is not percent-encoded UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, "the query is not in UTF-8") from error
