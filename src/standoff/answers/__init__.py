"""One file per question that an archive answers, all of one shape: `answer(view, options) -> Answer`."""

from __future__ import annotations

from standoff.answers.answer import Answer, Figure, Source, Statement, Table

__all__ = ["Answer", "Figure", "Source", "Statement", "Table"]
