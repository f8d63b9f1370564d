"""Accept, reject, correct, note, undo: a person's word on one event into the archive, where it is kept for ever and applied at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from standoff.errors import ReviewError
from standoff.reviewing.corrections import corrections
from standoff.reviewing.parties import CONTROL, KnownParties
from standoff.store import Change, Review, View, Word, Writer
from standoff.store.reviewed import Verdict

LONGEST_NAME, LONGEST_NOTE = 100, 2000  # characters
# `seen` in what follows is the stamp of the event as the person saw it (View.stamp): where it has become something else since,
# nothing is written (ChangedError). Without it the word is about the event as it is.


def accept(archive: Path, event: str, by: str, note: str = "", seen: str | None = None) -> str:
    """Say that an event (id) is told rightly, with the corrections that it has; its current id."""
    return _say(archive, event, word_of("accept", by, note), seen)


def reject(archive: Path, event: str, by: str, note: str = "", seen: str | None = None) -> str:
    """Say that the reports do not tell of this event: no list, count or answer has it any more."""
    return _say(archive, event, word_of("reject", by, note), seen)


def note(archive: Path, event: str, by: str, note: str, seen: str | None = None) -> str:
    """Write a remark beside an event that decides nothing."""
    if not note.strip():
        raise ReviewError({"note": "is empty"})
    return _say(archive, event, word_of("note", by, note), seen)


def correct(
    archive: Path, event: str, fields: Mapping[str, str], by: str, note: str = "", seen: str | None = None
) -> str:
    """Give fields of an event other values, written as in the form of the page (`corrections`); ReviewError says what does not fit."""
    with View.open(archive) as view:
        stored, known = view.event(event), KnownParties.of(view)
    changes = corrections(stored.event, fields, known)
    return _say(archive, stored.event.id, word_of("correct", by, note, changes), seen)


def take_back(archive: Path, number: int, by: str, note: str = "") -> Review:
    """Undo a word by its number; it stays on record. ReviewError where there is none that stands."""
    with View.open(archive) as view:
        reviews = view.reviews()
    gone = {review.word.takes_back for review in reviews}
    found = next((r for r in reviews if r.number == number and r.word.verdict != "undo" and number not in gone), None)
    if found is None:
        raise ReviewError({"undo": "no such decision stands; it may have been taken back already"})
    if found.word.verdict == "add":
        raise ReviewError(
            {"undo": "what was added is taken back by standoff.judging.undo, for others have to be merged without it"}
        )
    undone = replace(word_of("undo", by, note), takes_back=number)
    with Writer.open(archive, "review undo") as writer:
        writer.review(found.event, undone)
    return found


def _say(archive: Path, event: str, word: Word, seen: str | None) -> str:
    with View.open(archive) as view:
        current = view.event(event).event.id
    with Writer.open(archive, f"review {word.verdict}") as writer:
        writer.review(current, word, seen)
    return current


def word_of(verdict: Verdict, by: str, note: str, changes: tuple[Change, ...] = ()) -> Word:
    """What a person says now; ReviewError where it says not who, or cannot be shown."""
    by, note = " ".join(by.split()), note.strip()
    problems = {}
    if not by:
        problems["by"] = "say who you are: every decision is kept with a name"
    if len(by) > LONGEST_NAME:
        problems["by"] = f"is longer than {LONGEST_NAME} characters"
    if CONTROL.search(by) or CONTROL.search(note):
        problems["note"] = "a name or a note holds characters that cannot be shown"
    if len(note) > LONGEST_NOTE:
        problems["note"] = f"is longer than {LONGEST_NOTE:,} characters"
    if problems:
        raise ReviewError(problems)
    return Word(verdict, by, datetime.now(UTC).isoformat(timespec="microseconds"), note, changes)
