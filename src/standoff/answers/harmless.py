"""Text of documents, which is hostile, into text that does nothing to a terminal and cells that a spreadsheet does not run."""

from __future__ import annotations

import re

# Control characters (escape sequences among them), and characters that reverse or hide what follows.
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")


def harmless(text: str) -> str:
    """The text without characters that do something to a terminal; newlines and tabs stay."""
    return HARMFUL.sub("", text)


def spreadsheet_cell(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers."""
    if isinstance(value, str):
        value = harmless(value)
        return f"'{value}" if FORMULA.match(value) else value
    return value
