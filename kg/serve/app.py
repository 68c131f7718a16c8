"""The addresses of the server and what each answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, UsageError
from kg.folder import built_file
from kg.rdf.terms import safe
from kg.serve import pages
from kg.serve.accept import best
from kg.serve.card import ArticleCard, base_of, card_of, triples_of
from kg.serve.guard import POLICY, Guard
from kg.serve.pool import Pool
from kg.serve.protocol import TRIPLES, Refusal, answered, description, query_of, status_of, wanted

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

GRAPH_PAGE = "graph.html"
# The editor sets styles on its own elements in a way that a policy cannot tell from a page's text.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
# graph.html carries a policy of its own, by the hashes of its scripts; this one only adds to it.
GRAPH_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def make_app(folder: Path, queries: Pool, own: Pool) -> Starlette:
    """An ASGI application over a built folder: queries answers what users ask, own what the pages need.

    Raises UsageError where Starlette is not installed.
    """
    try:
        from starlette.applications import Starlette
        from starlette.concurrency import run_in_threadpool
        from starlette.exceptions import HTTPException
        from starlette.middleware import Middleware
        from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
        from starlette.routing import Route
    except ImportError as error:
        raise UsageError("the server needs an extra: pip install 'newskg[serve]'") from error

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": "GET, HEAD, POST, OPTIONS"})
        accept = request.headers.get("accept", "")
        query = await query_of(request)
        if query or "query" in request.query_params or request.method == "POST":
            return await run_in_threadpool(answered, queries.ask, query, wanted(accept))
        if best(accept, [*TRIPLES, "text/html"]) == "text/html":
            return RedirectResponse("/query", 303)
        return await run_in_threadpool(_described, str(request.url.replace(query="")), accept)

    async def thing(request: Request) -> Response:
        return await run_in_threadpool(_thing, own, request.path_params["name"], request.headers.get("accept", ""))

    async def graph(_: Request) -> Response:
        page = built_file(folder, GRAPH_PAGE)
        if not page.is_file():
            return RedirectResponse("/query", 303)
        return FileResponse(page, media_type="text/html", headers={"content-security-policy": GRAPH_POLICY})

    async def query(_: Request) -> Response:
        return HTMLResponse(pages.query_page(), headers={"content-security-policy": EDITOR_POLICY})

    async def cookbook(_: Request) -> Response:
        base = await run_in_threadpool(base_of, own.ask)
        return Response(pages.cookbook_json(base), media_type="application/json")

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        body = pages.asset(name)
        if body is None:
            raise Refusal(404, f"there is no {request.url.path} here")
        headers = {"cache-control": "no-cache", "content-type": pages.TYPES[Path(name).suffix]}
        return Response(body, headers=headers)

    async def refuse(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            status, sentence, headers = error.status_code, error.detail, dict(error.headers or {})
        else:
            status, sentence, headers = status_of(error), str(error), {}
        if best(request.headers.get("accept", ""), ("text/plain", "text/html")) == "text/html":
            return HTMLResponse(pages.message_page(status, sentence), status, headers)
        return PlainTextResponse(f"{sentence}\n", status, headers)

    routes = [
        Route("/", graph),
        Route("/query", query),
        Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/cookbook.json", cookbook),
        Route("/assets/{name}", asset),
        Route("/id/{name:path}", thing),
    ]
    handlers = {Refusal: refuse, KgError: refuse, HTTPException: refuse}
    return Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers=handlers)


def _described(address: str, accept: str) -> Response:
    import pyoxigraph
    from starlette.responses import Response

    media = best(accept, TRIPLES)
    if not media:
        raise Refusal(406, f"the description of this endpoint comes as {', '.join(TRIPLES)}")
    form = pyoxigraph.RdfFormat.from_media_type(media)
    assert form
    triples = (quad.triple for quad in pyoxigraph.parse(description(address), pyoxigraph.RdfFormat.TURTLE))
    return Response(pyoxigraph.serialize(triples, format=form), media_type=media)


def _thing(own: Pool, name: str, accept: str) -> Response:
    """An entity or article, as a page or as data."""
    from starlette.responses import HTMLResponse, Response

    media = best(accept, ("text/html", *TRIPLES))
    if not media:
        raise Refusal(406, f"there are text/html, {', '.join(TRIPLES)}")
    base = base_of(own.ask)
    # What a browser decoded on the way stands percent-encoded in the IRI.
    for iri in dict.fromkeys((base + name, base + safe(name))):
        try:
            if media != "text/html":
                body = triples_of(own.ask, iri, media)
                if body:
                    return Response(body, media_type=f"{media}; charset=utf-8" if media == "text/turtle" else media)
                continue
            card = card_of(own.ask, iri)
        except ValueError:  # no IRI at all
            continue
        if isinstance(card, ArticleCard):
            return HTMLResponse(pages.article_page(card, iri, base))
        if card:
            return HTMLResponse(pages.entity_page(card, iri, base))
    raise Refusal(404, f"the graph says nothing of {base}{name}")
