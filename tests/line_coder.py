"""A coder that reads lines such as "ASSAULT 2024-01-28 USA IRQ 3 Baghdad": fast and exact, for tests of everything around coding."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Iterable, Iterator
from datetime import date

from standoff.code.coder import Coded
from standoff.records import Amount, Document, Mention, Participant, Span, Tie, When, Where

LINE = re.compile(
    r"^(?P<type>[A-Z]{3,}) (?P<date>\d{4}-\d\d-\d\d) (?P<actor>[A-Z]{3}) (?P<recipient>[A-Z]{3}) (?P<deaths>\d+) (?P<place>\w+)$",
    re.MULTILINE,
)
TIE = re.compile(r"^TIE (?P<source>[A-Z]{3}) backs (?P<target>[A-Z]{3})$", re.MULTILINE)
MODES = {"ASSAULT": ("aerial",), "CONSULT": ("visit",), "ACCUSE": ("disapprove",)}
CONTEXTS = {"ASSAULT": ("human_rights", "military"), "CONSULT": ("diplomatic",)}


class LineCoder:
    """`delay_s` per document gives a test the time to kill it."""

    name = "lines/1"

    def __init__(self, delay_s: float = 0.0) -> None:
        self.delay_s = delay_s
        self.coded: list[str] = []

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for document in documents:
            self.coded.append(document.id)
            time.sleep(self.delay_s)
            if "DIE" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            problem = "could not be coded (a test)" if "FAIL" in document.text else None
            mentions = () if problem else tuple(_mention(document, m) for m in LINE.finditer(document.text))
            ties = () if problem else tuple(_tie(document, m) for m in TIE.finditer(document.text))
            yield Coded(document, mentions, ties, problem)


def _party(code: str) -> Participant:
    return Participant(code, code, code, "GOV", code)


def _mention(document: Document, m: re.Match[str]) -> Mention:
    day = date.fromisoformat(m["date"])
    deaths = int(m["deaths"])
    return Mention(
        document=document.id, start=m.start(), end=m.end(), sentence=m.group(), trigger=Span(m.start("type"), m.end("type")),
        rule=f"line.{m['type'].lower()}", coder="lines/1", type=m["type"], mode=MODES.get(m["type"], ()),
        context=CONTEXTS.get(m["type"], ()),
        actors=(_party(m["actor"]),), recipients=(_party(m["recipient"]),), date=When(day, day),
        place=Where(m["place"], m["recipient"], 33.0, 44.0), deaths=Amount(deaths, deaths) if deaths else None, confidence=0.7,
    )  # fmt: skip


def _tie(document: Document, m: re.Match[str]) -> Tie:
    return Tie(
        "backs", _party(m["source"]), _party(m["target"]), document.id, m.start(), m.end(), m.group(), "line.tie"
    )


def reports(number: int, seed: int = 1) -> list[dict[str, str]]:
    """Records for a JSON lines file: a few weeks of events told over and over with other tolls, some copies among them."""
    chance = random.Random(seed)
    made: list[dict[str, str]] = []
    for n in range(number):
        if made and chance.random() < 0.1:
            made.append({"id": f"copy{n}", "text": chance.choice(made)["text"], "date": "2024-03-01"})
            continue
        lines = [_line(chance) for _ in range(chance.randint(1, 4))]
        words = " ".join(chance.choice(WORDS) for _ in range(60))
        text = "\n".join(
            [f"Report {n} of the day.", *lines, f"{words}.", *(["TIE IRN backs IRQ"] if n % 5 == 0 else [])]
        )
        if chance.random() < 0.1 and made:
            text = made[0]["text"] + f"\nEdited by desk {n}."
        made.append({"id": f"r{n}", "text": text, "date": f"2024-02-{1 + n % 28:02}"})
    return made


def _line(chance: random.Random) -> str:
    kind = chance.choice(["ASSAULT", "ASSAULT", "CONSULT", "ACCUSE"])
    day, deaths = chance.randint(1, 20), chance.randint(0, 9) if kind == "ASSAULT" else 0
    actor, recipient = chance.sample(["USA", "IRN", "IRQ", "ISR", "SYR"], 2)
    return f"{kind} 2024-01-{day:02} {actor} {recipient} {deaths} {chance.choice(['Baghdad', 'Erbil', 'Mosul'])}"


WORDS = (
    "convoy statement village river officials market winter ministry radio bridge border reporters evening tribal quarter road "
    "checkpoint hospital warning ceasefire harvest election council school airport supplies commander brigade province capital"
).split()
