"""An archive and options into the server of its pages: routes, refusals, and around them what keeps it safe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from standoff import __version__, knowledge
from standoff.draw.borders.atlas import atlas
from standoff.options import ServeOptions
from standoff.serve import routes, static
from standoff.serve.archive import Archive
from standoff.serve.background import Background
from standoff.serve.entry import Entry
from standoff.serve.forms import Seal
from standoff.serve.kept import Kept, cache_folder
from standoff.serve.page import environment
from standoff.serve.refusals import Faults, answer_refusals
from standoff.serve.safety import Hosts, Safety

LEAST_GZIPPED = 1000  # bytes; less is not worth it
GZIP_LEVEL = 5  # a map is 4 % larger than at 9, in a third of the time
FOR_GOOD = "public, max-age=31536000, immutable"  # the name of a static file changes with its content


def app(archive: Path, options: ServeOptions) -> FastAPI:
    """The server as an ASGI application."""
    made = FastAPI(
        title="standoff", version=__version__, summary="What is read on the pages, as JSON.", openapi_url="/api/openapi.json",
        docs_url=None, redoc_url=None, lifespan=_lifespan,  # FastAPI's own pages load from elsewhere
    )  # fmt: skip
    made.state.archive = Archive(archive, options.limit_s)
    made.state.background = Background(archive, Kept(options.kept or cache_folder()), scenarios=options.scenarios)
    made.state.seal = Seal()
    made.state.token = options.token
    made.state.reviewer = options.reviewer
    made.state.pages = routes.GROUPS
    for router in routes.ROUTERS:
        made.include_router(router)
    made.add_api_route("/static/{name}", _static, include_in_schema=False)
    answer_refusals(made)
    if options.token:
        made.add_middleware(Entry, token=options.token)
    made.add_middleware(Faults)
    made.add_middleware(GZipMiddleware, minimum_size=LEAST_GZIPPED, compresslevel=GZIP_LEVEL)
    made.add_middleware(Safety, hosts=Hosts.of(options.host))
    return made


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    knowledge.load()  # half a second that the first reader would wait for, as for the templates and borders
    for name in environment().list_templates():
        environment().get_template(name)
    atlas()
    yield
    await app.state.background.close()
    app.state.archive.close()


async def _static(request: Request) -> Response:
    file = static.by_address().get(request.url.path)
    if file is None:
        raise HTTPException(404, "no such file")
    return Response(file.content, media_type=file.media, headers={"Cache-Control": FOR_GOOD})
