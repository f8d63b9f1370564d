"""Payloads, names of other scripts and very long ones into an archive that holds enough for every page to have something to show."""

from __future__ import annotations

from pathlib import Path

from standoff.code.coder import embedded
from standoff.options import CodeOptions
from standoff.pipeline import add
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder, reports
from tests.serve.test_report import HOSTILE, HostileCoder

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024" / "reports"
ARABIC = "أعلنت وزارة الدفاع العراقية أن طائرة مسيرة ضربت قاعدة عين الأسد"
HEBREW = 'דובר צה"ל <b onclick=alert(1)>'
LONG = "Supreme Provisional Coordinating Committee of the Federation of Regional and Local Councils " * 3
UNBROKEN = "Donaudampfschifffahrtsgesellschaft" * 8
LINKS = (
    "https://elsewhere.example/pixel.png",
    '<a href="javascript:alert(1)">x</a>',
    "<style>@import url(//elsewhere.example)</style>",
)
NAMES = (*[text for text in HOSTILE if "\x00" not in text], ARABIC, HEBREW, LONG, UNBROKEN, *LINKS)


def hostile_archive(folder: Path) -> Path:
    """Imported events between such names, reports with such titles, sources, texts, parties and places, and some weeks of plain ones."""
    archive = archive_of(folder, [_row(number, name) for number, name in enumerate(NAMES)])
    told = [_report(number, text) for number, text in enumerate(NAMES)]
    add([write_lines(folder / "hostile.jsonl", told)], archive, HostileCoder)
    add([write_lines(folder / "plain.jsonl", reports(60))], archive, LineCoder)
    return archive


def _row(number: int, name: str) -> tuple[str, ...]:
    other = NAMES[(number + 1) % len(NAMES)]
    return (f"2024-01-{number % 28 + 1:02}", "ASSAULT", name[:400], other[:400], name[:200], "1")


def _report(number: int, text: str) -> dict[str, str]:
    line = f"ASSAULT 2024-01-{1 + number // 2:02} IRN IRQ {number} Erbil"
    return {
        "id": f"d{number}", "source": f"{text}{number}", "title": f"{text}{number}", "date": "2024-01-16",
        "text": f"{text} said:\n{ARABIC}.\n{line}",
    }  # fmt: skip


def sample_archive(folder: Path) -> Path:
    """The bundled reports as the software itself reads them."""
    add([SAMPLE], folder / "iraq-2024.duckdb", lambda: embedded(CodeOptions()))
    return folder / "iraq-2024.duckdb"
