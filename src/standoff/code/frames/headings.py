"""Headlines and other paragraphs without a full stop into what the parser, raised on sentences, reads better."""

from __future__ import annotations

import re

UNENDED = re.compile(
    r"(?<=[^\W_])(?:\n(?=\s)|\Z)"
)  # a line before a blank one, or the text, that ends in a letter or digit


def with_stops(text: str) -> str:
    """The text with a full stop in the place of the line break behind each such paragraph, and at its end; offsets stay."""
    return UNENDED.sub(".", text)


def is_added(text: str, offset: int) -> bool:
    """True for the offset of a full stop that `text` itself does not have."""
    return offset >= len(text) or text[offset] == "\n"
