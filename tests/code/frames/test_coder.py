"""The coder as a whole: order, isolation of failures, pipelines that do not fit, stable output."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.code.coder import embedded
from standoff.code.frames import steps
from standoff.code.frames.coder import STEPS, FramesCoder
from standoff.errors import CodeError
from standoff.options import CodeOptions
from standoff.records import Document, Mention


def report(id: str, text: str) -> Document:
    return Document(id, "test", text, published=date(2024, 3, 10))


def test_documents_come_back_in_order(coder):
    documents = [report(str(n), f"Israel attacked Lebanon. Day {n}.") for n in range(40)]
    coded = list(coder.code(documents))
    assert [c.document for c in coded] == documents
    assert all(c.mentions[0].document == c.document.id for c in coded)


def test_a_document_does_not_depend_on_its_neighbours(coder):
    target = report("b", "He condemned Israel. The group attacked US troops. Police arrested two protesters.")
    [alone] = coder.code([target])
    _, between, _ = coder.code([report("a", "Hamas attacked Peru."), target, report("c", "Chad invaded Niger.")])
    assert alone == between


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "…", "\x00", "a" * 5000, "." * 5000, "“”\"'"])
def test_texts_with_nothing_to_read(coder, text):
    [coded] = coder.code([report("x", text)])
    assert (coded.problem, coded.mentions, coded.ties) == (None, (), ())


def test_a_failure_is_the_problem_of_one_document(coder, monkeypatch):
    def fail(context, frames):
        if "Peru" in context.reading.document.text:
            raise ZeroDivisionError("odd sentence")
        return frames

    monkeypatch.setattr("standoff.code.frames.coder.STEPS", (*STEPS, fail))
    broken, whole = coder.code([report("a", "Hamas attacked Peru."), report("b", "Chad invaded Niger.")])
    assert "ZeroDivisionError" in broken.problem
    assert broken.mentions == ()
    assert whole.problem is None
    assert len(whole.mentions) == 1


def test_paragraphs_end_sentences(code):
    text = "Talks stalled\n\nIsrael attacked Lebanon"
    [mention] = code(text).mentions
    assert mention.sentence == "Israel attacked Lebanon"


def test_mentions_survive_the_record_contract(code):
    coded = code("Iran attacked US troops in Jordan with drones on Friday, killing three, Jordan said.")
    assert coded.mentions
    assert [Mention.from_json(m.as_json()) for m in coded.mentions] == list(coded.mentions)


def test_a_missing_pipeline_says_what_to_do():
    with pytest.raises(CodeError, match="'no_such_pipeline' is not installed"):
        FramesCoder(CodeOptions(pipeline="no_such_pipeline"))


def test_embedded_is_the_frames_coder(coder):
    assert embedded(CodeOptions()).name == coder.name == "frames/1"


def test_every_step_of_the_table_of_contents_is_used():
    assert STEPS[0] is steps.triggers
    assert len(set(STEPS)) == len(STEPS)
