"""An archive to report on, and the report of one with the questions that a test wants asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.options import ReportOptions
from standoff.pipeline import add
from standoff.serve import report as module
from standoff.serve.report import Question, report
from standoff.store import View
from tests.archives import write_lines
from tests.line_coder import LineCoder
from tests.serve.made import OPTIONS

REPORTS = [
    {"id": "a", "source": "Wire", "title": "Missiles on Erbil", "date": "2024-01-16",
     "text": "ASSAULT 2024-01-15 IRN IRQ 4 Erbil\nCONSULT 2024-01-10 IRN IRQ 0 Baghdad"},
    {"id": "b", "source": "Daily", "date": "2024-01-17", "text": "ASSAULT 2024-01-15 IRN IRQ 16 Erbil"},
    {"id": "c", "source": "Post", "date": "2024-02-03", "text": "ASSAULT 2024-02-02 USA SYR 18 Mosul"},
]  # fmt: skip


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("serve")
    add([write_lines(folder / "reports.jsonl", REPORTS)], folder / "a.duckdb", LineCoder)
    return folder / "a.duckdb"


@pytest.fixture
def view(archive):
    with View.open(archive) as view:
        yield view


@pytest.fixture
def ask(monkeypatch) -> Callable[..., str]:
    """The report of a view that asks these questions; without any, which events are contested."""

    def made(view: View, *questions: Question, options: ReportOptions = OPTIONS) -> str:
        asked = questions or tuple(q for q in module.QUESTIONS if q.name == "contested")
        monkeypatch.setattr(module, "QUESTIONS", asked)
        return report(view, options)

    return made
