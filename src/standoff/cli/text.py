"""Text of documents, which is hostile, into text that a terminal, a spreadsheet or a Markdown table can show as it is."""

from __future__ import annotations

import re

# Control characters (escape sequences among them), and characters that reverse or hide what follows.
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")


def harmless(text: str) -> str:
    """The text without characters that do something to a terminal; newlines and tabs stay."""
    return HARMFUL.sub("", text)


def one_line(text: str) -> str:
    """Harmless, and all white space as single spaces."""
    return " ".join(harmless(text.replace("\r", " ")).split())


def spreadsheet_cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers."""
    if isinstance(value, str):
        value = harmless(value)
        return f"'{value}" if FORMULA.match(value) else value
    return value


def markdown_cell(text: str) -> str:
    """One line without what Markdown or HTML would act on."""
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", one_line(text))


def shortened(text: str, length: int) -> str:
    """At most `length` characters of one line."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
