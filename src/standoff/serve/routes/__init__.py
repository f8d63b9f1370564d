"""The pages: one file each, with the page, its JSON twin under /api and its downloads; a further one is an entry here."""

from __future__ import annotations

from fastapi import APIRouter

from standoff.serve.live import PageGroup
from standoff.serve.routes import (
    actors,
    answers,
    api,
    documents,
    entry,
    event,
    events,
    missed,
    network,
    overview,
    review,
    review_log,
    tie,
)
from standoff.serve.routes import map as map_page

GROUPS: tuple[PageGroup, ...] = (
    PageGroup("", (overview.PAGE, answers.CHANGES)),
    PageGroup("Record", (events.PAGE, actors.PAGE, map_page.PAGE, documents.PAGE, review.PAGE)),
    PageGroup("Measured", (network.PAGE, answers.BALANCE, answers.CHANGE)),
    PageGroup("Model", (answers.DYNAMICS, answers.FORECAST, answers.NEXT, answers.SCENARIO)),
    PageGroup("More", (api.PAGE,)),
)
"""The navigation; what is counted stands apart from what a model says."""

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    events.router,
    event.router,
    actors.router,
    tie.router,
    network.router,
    map_page.router,
    documents.router,
    review_log.router,
    missed.router,
    review.router,
    answers.router,
    api.router,
    entry.router,
)
