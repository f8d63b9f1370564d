"""A text into one of the same length for the parser, in which "IS", the group, is a name that is not read as the verb."""

from __future__ import annotations

import re

GROUP, STAND_IN = "IS", "BP"
_GROUP = re.compile(rf"\b{GROUP}\b(?!['’]?s? [A-Z]{{2,}}\b)(?<![A-Z]{{2}} {GROUP})")


def disguised(text: str) -> str:
    """The text to be parsed; a word in capitals beside it means a headline, where it may be the verb."""
    return _GROUP.sub(STAND_IN, text)


def unveiled(word: str, text: str, start: int) -> str:
    """The word as the text has it."""
    return GROUP if word == STAND_IN and text.startswith(GROUP, start) else word
