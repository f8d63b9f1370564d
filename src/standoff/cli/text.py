"""Text of documents, which is hostile, into text that a terminal or a Markdown table can show as it is."""

from __future__ import annotations

import re

from standoff.answers.harmless import harmless


def one_line(text: str) -> str:
    """Harmless, and all white space as single spaces."""
    return " ".join(harmless(text.replace("\r", " ")).split())


def markdown_cell(text: str) -> str:
    """One line without what Markdown or HTML would act on."""
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", one_line(text))


def shortened(text: str, length: int) -> str:
    """At most `length` characters of one line."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
