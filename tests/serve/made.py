"""A moment, options and a question with a fixed answer, for reports."""

from __future__ import annotations

from datetime import UTC, datetime

from standoff.answers import Answer
from standoff.options import ReportOptions
from standoff.serve.report import Question

MADE = datetime(2024, 2, 12, 8, 30, tzinfo=UTC)
OPTIONS = ReportOptions("iraq", MADE)


def fixed(answer: Answer) -> Question:
    """A question that has this answer, whatever the archive holds."""
    return Question("fixed", answer.question, lambda _view, _options: answer)
