"""A window of a document into the request that is sent: the files in prompts/ with the ontology's codes and the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from standoff import ontology
from standoff.code.llm.windows import Window
from standoff.records import Document

LONGEST_TITLE = 300  # characters: a headline; whatever is longer is none


@dataclass(frozen=True, slots=True)
class Prompt:
    """`id` names the wording: the name of its file and a digest of all that is sent besides the text."""

    id: str
    system: str
    document: Template
    schema: dict[str, Any]

    def request(self, model: str, answer_tokens: int, document: Document, window: Window) -> dict[str, Any]:
        """The body of a request of the chat completions protocol; the text stands in it as JSON, which no text can break out of."""
        published = document.published.isoformat() if document.published else "unknown"
        title = json.dumps(document.title[:LONGEST_TITLE], ensure_ascii=False)
        told = self.document.substitute(published=published, title=title, sentences="\n".join(_lines(document, window)))
        return {
            "model": model,
            "messages": [{"role": "system", "content": self.system}, {"role": "user", "content": told}],
            "temperature": 0,
            "max_tokens": answer_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "events", "strict": True, "schema": self.schema},
            },
        }


@cache
def load() -> Prompt:
    """The prompt that ships with the package."""
    folder = files(__package__).joinpath("prompts")
    system = Template(folder.joinpath("events.md").read_text(encoding="utf-8")).substitute(types="\n".join(_types()))
    document = folder.joinpath("document.md").read_text(encoding="utf-8")
    schema = json.loads(folder.joinpath("schema.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256("\0".join((system, document, json.dumps(schema))).encode()).hexdigest()
    return Prompt(f"llm.events@{digest[:8]}", system, Template(document), schema)


def _types() -> Iterator[str]:
    for kind in ontology.load().types.values():
        modes = f" Modes: {', '.join(kind.modes)}." if kind.modes else ""
        yield f"- {kind.name}: {kind.definition}.{modes}"


def _lines(document: Document, window: Window) -> Iterator[str]:
    for sentence in window.sentences:
        text = " ".join(document.text[sentence.span.start : sentence.span.end].split())
        yield json.dumps({"sentence": sentence.number, "text": text}, ensure_ascii=False)
