"""Headlines, datelines and other text without a full stop into what the parser, raised on sentences, reads better."""

from __future__ import annotations

import re

from standoff.code.frames.openings import with_commas

UNENDED = re.compile(r"(?<=[^\W_])(?:\n(?=\s)|\Z)")  # a paragraph, or the text, that ends in a letter or digit
DATELINE = re.compile(
    r"\A(\s*[A-Z][A-Z'’./-]+\b[^\n]{0,70}?)(\s(?:--|[-–—])\s)(?=[A-Z“\"'‘])"
)  # "KABUL, Afghanistan - Afghan"


def with_stops(text: str) -> str:
    """The text with full stops behind its dateline and unended paragraphs, commas behind opening times; offsets stay."""
    return with_commas(UNENDED.sub(".", DATELINE.sub(_parted, text)))


def is_added(text: str, word: str, offset: int) -> bool:
    """True for the offset of a full stop that `text` itself does not have."""
    return word == "." and text[offset : offset + 1] != "."


def _parted(dateline: re.Match[str]) -> str:
    return dateline[1] + "." + "\n" * (len(dateline[2]) - 1)
