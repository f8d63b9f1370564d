"""The embedded coder, loaded once, and short ways to say what it reads in one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from standoff.code.coder import Coded
from standoff.code.frames.coder import FramesCoder
from standoff.options import CodeOptions
from standoff.records import Document, Mention, Participant

Code = Callable[..., Coded]
SUNDAY = "2024-03-10"  # the day of the report where a test does not say otherwise


@pytest.fixture(scope="session")
def coder() -> FramesCoder:
    return FramesCoder(CodeOptions())


@pytest.fixture(scope="session")
def code(coder) -> Code:
    """Code one text; `published` None is a text without a date."""

    def run(text: str, published: str | None = SUNDAY, publisher: str = "") -> Coded:
        day = None if published is None else date.fromisoformat(published)
        [coded] = coder.code([Document("test", "test", text, publisher=publisher, published=day)])
        assert coded.problem is None
        return coded

    return run


@pytest.fixture(scope="session")
def told(coder, code) -> Callable[..., list[str]]:
    """The events of one text, a line each: "ASSAULT drone negated: IRN/GOV + irgc > USA/MIL".

    Organisations and people of the knowledge files stand with their id, all others with country and sector.
    """
    known = {*coder.resources.knowledge.organisations, *coder.resources.knowledge.people}

    def side(parties: Iterable[Participant]) -> str:
        return " + ".join(p.id if p.id in known else f"{p.country or '?'}/{p.sector}" for p in parties) or "-"

    def line(m: Mention) -> str:
        head = " ".join((m.type, *m.mode, *([] if m.status == "actual" else [m.status])))
        return f"{head}: {side(m.actors)} > {side(m.recipients)}"

    def run(text: str, published: str | None = SUNDAY, publisher: str = "") -> list[str]:
        return [line(m) for m in code(text, published, publisher).mentions]

    return run


@pytest.fixture(scope="session")
def tied(code) -> Callable[..., list[str]]:
    """The ties of one text, a line each: "backs: IRN > hezbollah"."""

    def run(text: str, published: str | None = SUNDAY) -> list[str]:
        return [f"{t.type}: {t.source.id} > {t.target.id}" for t in code(text, published).ties]

    return run
