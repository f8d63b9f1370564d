"""Verbs of speech that the parser hangs beside a verb inside what is reported: "said that pictures showed fires, and urged them to stop"."""

from __future__ import annotations

from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.parses import FINITE
from standoff.code.frames.reading import Reading

REPORTED = frozenset(("ccomp", "advcl", "relcl", "acl"))


def who_reports(reading: Reading, verb: int) -> list[int]:
    """The subject of the verb above the report, for a verb in it that has none of its own."""
    above = reading.heads[verb]
    if reading.deps[verb] != "conj" or reading.tags[verb] not in FINITE or above == verb:
        return []
    if any(reading.deps[c] in ("nsubj", "nsubjpass") for c in reading.children[verb]):
        return []
    if reading.deps[above] not in REPORTED or reading.tags[above] not in FINITE:
        return []
    outer = reading.heads[above]
    return verb_subject(reading, outer) if reading.pos[outer] == "VERB" and reading.tags[outer] in FINITE else []
