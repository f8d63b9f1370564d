"""A person's word on single events: what waits for one (`waiting`), what is said (`decide`, `corrections`, `missed`), and what comes of it (`gold`)."""

from __future__ import annotations

from standoff.reviewing.corrections import corrections
from standoff.reviewing.decide import LONGEST_NAME, accept, correct, note, reject, take_back, word_of
from standoff.reviewing.gold import Gold, gold
from standoff.reviewing.missed import NOTHING, Missed, missed, sentences
from standoff.reviewing.parties import KnownParties
from standoff.reviewing.waiting import Waiting, waiting

__all__ = [
    "LONGEST_NAME",
    "NOTHING",
    "Gold",
    "KnownParties",
    "Missed",
    "Waiting",
    "accept",
    "correct",
    "corrections",
    "gold",
    "missed",
    "note",
    "reject",
    "sentences",
    "take_back",
    "waiting",
    "word_of",
]
