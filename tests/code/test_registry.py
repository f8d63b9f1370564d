"""Coders by name: the project's own, and those of packages, found as pip leaves them on the path."""

from __future__ import annotations

import sys

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.code.registry import GROUP, coder_named, coder_names
from standoff.errors import CodeError
from standoff.options import CodeOptions
from standoff.records import Document
from standoff.store import EventFilter, View
from standoff.toml import loads
from tests.archives import write_lines

ROOT_OF_EXAMPLE = "docs/own-coder.md"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a module with its entry points on the path."""

    def installed(source: str, points: str, module: str = "mine_coder") -> None:
        info = tmp_path / "mine-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[standoff.coders]\n{points}\n", encoding="utf-8")
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, module, raising=False)

    return installed


def pasted(page: str, language: str) -> str:
    return page.split(f"```{language}\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def example(install, request):
    """The example of the documentation, as pip leaves it."""
    page = (request.config.rootpath / ROOT_OF_EXAMPLE).read_text(encoding="utf-8")
    project = loads(pasted(page, "toml"))
    points = project["project"]["entry-points"][GROUP]
    assert project["tool"]["setuptools"]["py-modules"] == ["mine"]
    install(pasted(page, "python"), "\n".join(f"{name} = {value}" for name, value in points.items()), "mine")


def test_the_example_of_the_documentation_is_a_coder(example):
    assert "words" in coder_names()
    text = "Troops moved north. Later, gunmen ambushed a convoy near the river."
    coder = coder_named("words", CodeOptions())
    (coded,) = coder.code([Document("d", "Wire", text)])
    (mention,) = coded.mentions
    assert (mention.type, mention.coder, mention.sentence) == ("ASSAULT", coder.name, text[20:])
    assert text[mention.start : mention.end] == mention.sentence
    assert text[mention.trigger.start : mention.trigger.end] == "ambushed"


def test_the_example_of_the_documentation_codes_into_an_archive(example, tmp_path):
    rows = [{"id": "a", "date": "2024-01-29", "text": "Gunmen ambushed a convoy. It was the second one."}]
    lines, archive = write_lines(tmp_path / "r.jsonl", rows), tmp_path / "a.duckdb"
    result = CliRunner().invoke(app, ["add", str(lines), "--coder", "words", "--archive", str(archive)])
    assert result.exit_code == 0, result.output
    with View.open(archive) as view:
        (stored,) = view.events(EventFilter())
    (mention,) = stored.event.mentions
    assert (stored.event.type, mention.coder, mention.rule) == ("ASSAULT", "words/1", "words.ambushed")
    assert mention.sentence == "Gunmen ambushed a convoy."


def test_an_unknown_coder_is_told_with_the_known_ones(install):
    install("def make(options): raise ValueError('no model')", "mine = mine_coder:make")
    with pytest.raises(CodeError, match="there is no coder 'yours'; there are frames, llm, both, mine"):
        coder_named("yours", CodeOptions())


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("def make(options): raise ValueError('no model')", r"'mine' of mine cannot be made \(ValueError: no model\)"),
        ("raise ImportError('torch')", r"cannot be made \(ImportError: torch\)"),
        ("def make(options): return object()", "it has to have `name` and `code`"),
    ],
)
def test_a_package_whose_coder_is_broken_is_named(install, source, why):
    install(source, "mine = mine_coder:make")
    with pytest.raises(CodeError, match=why):
        coder_named("mine", CodeOptions())


def test_a_package_cannot_take_the_place_of_the_projects_own(install):
    install("def make(options): raise ValueError('taken')", "frames = mine_coder:make\nllm = mine_coder:make")
    assert coder_named("frames", CodeOptions()).name == "frames/1"
    assert coder_names()[:2] == ["frames", "llm"]
