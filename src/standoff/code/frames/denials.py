"""Denials into what they are of: what somebody has said ("rejected the charge"), or a deed that nobody is told to have accused them of."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame

DENYING = frozenset(("reject.deny", "composition.deny", "composition.deny-responsibility"))  # entries
CONTENT = frozenset(("ccomp", "xcomp", "pcomp"))


def is_denial(frame: Frame) -> bool:
    """True for "denied", "rejected the allegation", whatever is denied."""
    return frame.type == "REJECT" and frame.rule.partition("+")[0] in DENYING


def tells_content(context: Context, frame: Frame) -> bool:
    """As in "denied that the town had fallen", "denied any part in it": what is denied need not have been anybody's words."""
    reading, claims = context.reading, context.resources.lexicon.classes["claims"]
    if any(reading.deps[c] in CONTENT for c in reading.children[frame.head]):
        return True
    denied = reading.child(frame.head, "dobj")
    return denied is not None and reading.pos[denied] == "NOUN" and reading.lemmas[denied] not in claims
