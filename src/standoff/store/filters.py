"""A filter of events into the SQL of what it asks for, and the values to bind: what is not asked for is not in it, and costs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

from standoff.store.rows import EventFilter
from standoff.store.statements import statement

PART = re.compile(r"^--- (\w+)\n", re.MULTILINE)
NO_CONDITION = frozenset({"limit", "offset", "order"})


def given(chosen: EventFilter) -> dict[str, Any]:
    """The values that the conditions of the filter are bound to; none where every event passes."""
    told = {name: value for name, value in asdict(chosen).items() if name not in NO_CONDITION}
    told = {name: value for name, value in told.items() if value is not None and value is not False and value != ()}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def conditioned(query: str, chosen: EventFilter, events: str = "") -> str:
    """A named query with the conditions and the order of the filter; `events` as for `among`."""
    text = among(query, events).replace("/*conditions*/", conditions(chosen))
    return text.replace("/*order*/", _parts("event_order")[chosen.order])


def conditions(chosen: EventFilter) -> str:
    """What an event has to be to pass."""
    parts = _parts("event_conditions")
    return " and ".join(parts[name] for name in given(chosen)) or "true"


def among(query: str, events: str) -> str:
    """A named query with where its events come from: a table, or a condition, without which all are meant and none is looked up."""
    return statement(query).replace("/*chosen*/", events)


@cache
def _parts(query: str) -> Mapping[str, str]:
    """The parts of the text of a query by the names above them."""
    _, *told = PART.split(statement(query))
    return dict(zip(told[::2], told[1::2], strict=True))
