"""Every kind of bad input gives one clear line, and the rest of the batch goes on."""

from __future__ import annotations

import gzip
import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.options import ReadOptions
from standoff.read import read

SUFFIXES = (".html", ".txt", ".jsonl", ".json", ".xml", ".warc", ".warc.gz", ".gz", "", ".bin")
STARTS = (
    b"",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00",
    b"<rss>",
    b"<html>",
    b"<p>",
    b'{"text": "',
    b"[",
    b"\xff\xfe",
    b"\x00\x00\xfe\xff",
)
FIFTY_MB = 50_000_000


def run(*inputs, **options):
    problems = []
    documents = list(read(inputs, ReadOptions(**options), problems.append))
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.__traceback__ is None, "a kept traceback keeps the whole file in memory"
    return documents, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n\t", "empty"),
        ("zeros.bin", b"\0" * 90, "zero bytes"),
        ("a.pdf", b"%PDF-1.7 x", "a PDF"),
        ("junk.txt", bytes(range(256)) * 20, "binary"),
        ("dots.txt", b"... 12 --", "no text found"),
        ("tags.html", b"<html><body><img src=x></body></html>", "no text found"),
        ("cut.txt.gz", gzip.compress(b"Troops left the town. " * 900, mtime=0)[:-12], "broken gzip"),
        ("bad.json", b'{"text": ', "broken JSON"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("other.xml", b"<a><b/></a>", "neither a feed nor a page"),
        ("none.xml", b"<rss><channel/></rss>", "without items"),
        ("bad.warc", b"WARC/1.0 junk" + b"\x01" * 500, "broken web archive"),
    ],
)
def test_bad_input_is_told_and_the_rest_goes_on(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    good = tmp_path / "z.txt"
    good.write_text("Troops left the town.")
    documents, problems = run(tmp_path / name, good)
    assert [document.text for document in documents] == ["Troops left the town."]
    assert len(problems) == 1
    assert name in problems[0]
    assert reason in problems[0]


def test_missing_file_and_pattern_without_match(tmp_path):
    _, problems = run(tmp_path / "gone.txt", str(tmp_path / "*.nothing"))
    assert "no such file" in problems[0]
    assert "no file matches" in problems[1]


def test_file_over_the_limit_of_bytes(tmp_path):
    (tmp_path / "long.txt").write_text("word " * 100)
    documents, problems = run(tmp_path / "long.txt", max_bytes=100)
    assert not documents
    assert "larger than the limit of 100 bytes" in problems[0]


@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl", "json", "xml"])
def test_fifty_megabytes_of_junk_text_are_refused(tmp_path, suffix):
    path = tmp_path / f"big.{suffix}"
    path.write_bytes((b"Some words that go on and on. " * (FIFTY_MB // 30 + 1))[:FIFTY_MB])
    documents, problems = run(path)
    assert not documents
    assert len(problems) == 1


def test_fifty_megabytes_of_text_name_the_limit_of_characters(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * (FIFTY_MB // 5))
    assert "more than the limit of 1,000,000" in run(path)[1][0]


@pytest.mark.parametrize("markup", [b"<p>Some words.</p>", b"<html><body><p>Some words.</p>"])
def test_fifty_megabytes_of_markup_are_refused_unparsed(tmp_path, markup):
    path = tmp_path / "big.html"
    path.write_bytes(markup * (FIFTY_MB // len(markup)))
    assert "characters of markup" in run(path)[1][0]


def test_too_many_elements_are_refused(tmp_path):
    path = tmp_path / "many.html"
    path.write_bytes(b"<a>x</a><b>y</b>" * 60_000)
    assert "elements of markup" in run(path)[1][0]


def test_gzip_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a " * 2_000_000))
    assert "larger than the limit" in run(path, max_bytes=100_000)[1][0]


def test_gzip_bomb_in_lines_is_refused(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One word."}\n' + b"\n" * 5_000_000))
    documents, problems = run(path, max_bytes=1000)
    assert len(documents) == 1
    assert "times its size" in problems[0]


def test_gzip_is_opened_by_its_content(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(gzip.compress(b"<p>Troops left.</p>"))
    assert run(path)[0][0].text == "Troops left."


def test_folder_is_read_in_order_without_what_lies_beside_reports(tmp_path):
    for name in ("b.txt", "a.txt", "README.md", ".hidden.txt", "pic.png", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    documents, problems = run(tmp_path, tmp_path / "a.txt")
    assert [document.text for document in documents] == ["Text of a.txt.", "Text of b.txt.", "Text of sub/c.txt."]
    assert not problems
    assert len(run(str(tmp_path / "**" / "*.txt"))[0]) == 3


def test_links_that_loop_end(tmp_path):
    (tmp_path / "a.txt").write_text("Some text.")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    documents, problems = run(tmp_path)
    assert len(documents) == 1
    assert len(problems) == 1
    assert "self.txt" in problems[0]


def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in run(tmp_path / "pipe.txt")[1][0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file(tmp_path):
    path = tmp_path / "closed.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permission denied" in run(path)[1][0]


def test_unreadable_file_without_permissions_of_the_machine(tmp_path, monkeypatch):
    path = tmp_path / "closed.txt"
    path.write_text("x")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert run(path)[1] == [f"{path}: permission denied"]


def test_any_exception_of_a_parser_is_one_problem(tmp_path, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr("standoff.read.html.bare_extraction", fail)
    (tmp_path / "a.html").write_text("<html><body><p>Text here.</p></body></html>")
    (tmp_path / "b.txt").write_text("Text there.")
    documents, problems = run(tmp_path)
    assert len(documents) == 1
    assert problems == [f"{tmp_path / 'a.html'}: cannot be read (RuntimeError: first second)"]


def test_a_panic_of_an_extension_is_one_problem_and_an_interrupt_is_not(tmp_path, monkeypatch):
    def fail(error):
        def raiser(*_args, **_kwargs):
            raise error("unwrap")

        monkeypatch.setattr("standoff.read.html.bare_extraction", raiser)

    (tmp_path / "a.html").write_text("<html><body><p>Text here.</p></body></html>")
    (tmp_path / "b.txt").write_text("Text there.")
    fail(type("PanicException", (BaseException,), {}))
    documents, problems = run(tmp_path)
    assert len(documents) == 1
    assert "the parser gave up: unwrap" in problems[0]
    fail(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path)


def test_given_date_is_only_for_documents_without_one(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One.", "date": "2024-01-02"}\n{"text": "Two."}\n')
    documents, _ = run(tmp_path, published=date(2024, 2, 6))
    assert [document.published for document in documents] == [date(2024, 1, 2), date(2024, 2, 6)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_no_bytes_raise(tmp_path, start, data, suffix):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(start + data)
    documents, problems = run(path)
    assert documents or problems
    for document in documents:
        document.text.encode("utf-8")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), suffix=st.sampled_from(SUFFIXES))
def test_no_markup_raises(tmp_path, text, suffix):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(f"<p>{text}</p><html>".encode("utf-8", "surrogatepass"))
    documents, problems = run(path)
    assert documents or problems
