"""Sentences that stand where the file says are passed, and what does not fit is told with what stands there instead."""

from __future__ import annotations

from standoff.conflict.sources import Misfit, checked
from tests.conflict.made import SMALL, of_text

CONFLICT = of_text(SMALL)
STATEMENT = CONFLICT.preferences[1]  # the only one that rests on a sentence: "a line", characters 3 to 9 of d1


def test_a_sentence_that_stands_there():
    assert checked(CONFLICT, {"d1": "on a line of fire"}.get) == ()


def test_an_unknown_document():
    assert checked(CONFLICT, {"d2": "on a line"}.get) == (Misfit(STATEMENT.line, STATEMENT.basis, None, None),)


def test_other_words():
    assert checked(CONFLICT, {"d1": "on the line"}.get) == (Misfit(STATEMENT.line, STATEMENT.basis, "the li", None),)


def test_elsewhere():
    assert checked(CONFLICT, {"d1": "all on a line"}.get) == (Misfit(STATEMENT.line, STATEMENT.basis, " on a ", 7),)


def test_a_document_that_is_shorter():
    assert checked(CONFLICT, {"d1": ""}.get) == (Misfit(STATEMENT.line, STATEMENT.basis, "", None),)


def test_only_what_rests_on_a_document_is_asked_for():
    asked: list[str] = []
    checked(CONFLICT, asked.append)
    assert asked == ["d1"]
