"""The documentation names every command, and only files and codes that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standoff import ontology

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {str(page.relative_to(ROOT)).removeprefix("docs/"): page.read_text(encoding="utf-8") for page in PAGES}
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
PATHS = ("src/", "lexicon/", "docs/", "tests/", "tools/", "examples/", "bench/")


def named_paths(text: str) -> list[str]:
    return [p for p in IN_BACKTICKS.findall(text) if p.startswith(PATHS) and " " not in p]


@pytest.mark.parametrize("page", sorted(TEXTS))
def test_every_path_named_exists(page):
    roots = (ROOT, ROOT / "src" / "standoff" / "code")
    missing = [p for p in named_paths(TEXTS[page]) if not any((root / p).exists() for root in roots)]
    assert missing == []


@pytest.mark.parametrize("page", sorted(TEXTS))
def test_every_link_leads_somewhere(page):
    folder = ROOT if (ROOT / page).exists() else (ROOT / "docs" / page).parent
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", TEXTS[page])
    assert [link for link in links if "://" not in link and not (folder / link).exists()] == []


def test_every_page_is_in_an_index():
    indexes = TEXTS["index.md"] + TEXTS["formats.md"]
    assert [n for n in TEXTS if n not in {"README.md", "CONTRIBUTING.md", "index.md"} and f"({n})" not in indexes] == []


def test_every_format_has_a_page():
    from standoff.formats import FORMATS

    pages = {name: TEXTS[f"formats/{name}.md"] for name in (*FORMATS, "table")}
    assert [n for n, text in pages.items() if f"standoff import {n} " not in text or "Lost" not in text] == []


def test_every_command_is_in_readme_and_docs():
    typer = pytest.importorskip("typer")
    cli = pytest.importorskip("standoff.cli")
    commands = set(typer.main.get_command(cli.app).commands)
    assert commands
    readme, docs = TEXTS["README.md"], "\n".join(t for n, t in TEXTS.items() if n != "README.md")
    assert {c for c in commands if f"standoff {c}" not in readme} == set()
    assert {c for c in commands if f"standoff {c}" not in docs} == set()
    named = set(re.findall(r"^ {4}standoff ([a-z-]+)", readme + docs, re.MULTILINE))
    assert named <= commands


def test_every_option_shown_exists():
    typer = pytest.importorskip("typer")
    cli = pytest.importorskip("standoff.cli")
    whole = typer.main.get_command(cli.app)
    shown = [
        line
        for text in TEXTS.values()
        for line in re.findall(r"(?:^ {4}|`)(standoff [a-z][^`\n]+)", text, re.MULTILINE)
    ]
    assert shown
    for line in shown:
        known = {option for parameter in asked(whole, line.split()[1:]).params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--?[a-z][a-z-]*", line)) <= known, line


def asked(group, words):
    """The command that a line asks for; of a group that shows a file where it names no command, that one."""
    command = group.commands[words[0]]
    if not hasattr(command, "commands"):
        return command
    return command.commands.get(words[1], command.commands["show"])


def test_every_make_target_named_exists():
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {t for text in TEXTS.values() for t in re.findall(r"(?:`|^ {4})make ([a-z0-9-]+)", text, re.MULTILINE)}
    assert named <= targets
    assert {"demo", "test"} <= named


def test_readme_begins_with_its_two_commands():
    commands = [line.split("#")[0].strip() for line in TEXTS["README.md"].splitlines()[:6] if line.startswith("    ")]
    assert commands == ["make demo", "make test"]


def test_codebook_has_every_code():
    codebook = TEXTS["codebook.md"]
    known = ontology.load()
    codes = [*known.types, *ontology.STATUSES, *ontology.TIE_TYPES, *known.sectors]
    assert [c for c in codes if not re.search(rf"\b{c}\b", codebook)] == []
    assert [t.name for t in known.types.values() if f"| {t.name} | {t.quad} |" not in codebook] == []


def test_coder_page_has_the_steps_in_order():
    from standoff.code.frames.coder import STEPS

    rows = re.findall(r"^\| ([a-z ]+) \|", TEXTS["coder.md"].split("## Changing a rule")[0], re.MULTILINE)
    assert rows[1:] == [step.__name__.replace("_", " ") for step in STEPS]


def test_lock_files_pin_with_hashes_and_name_no_registry():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = [e for e in re.split(r"\n(?=[a-z0-9])", text) if not e.startswith("#")]
        assert entries
        assert all(re.match(r"[a-z0-9._-]+==\S+", e) and "--hash=sha256:" in e for e in entries)
        assert "://" not in text
        assert "index-url" not in text
