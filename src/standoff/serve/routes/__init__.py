"""The pages: one file each, with the page, its JSON twin under /api and its downloads; a further one is an entry here."""

from __future__ import annotations

from fastapi import APIRouter

from standoff.serve.live import PageGroup
from standoff.serve.routes import api, entry, event, events, overview

GROUPS: tuple[PageGroup, ...] = (
    PageGroup("", (overview.PAGE,)),
    PageGroup("Record", (events.PAGE,)),
    PageGroup("More", (api.PAGE,)),
)
"""The navigation."""

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    events.router,
    event.router,
    api.router,
    entry.router,
)
