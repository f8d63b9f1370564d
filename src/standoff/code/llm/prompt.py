"""A window of a document into the request that is sent: the files in prompts/ with the ontology's codes and the text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from standoff import ontology
from standoff.code.llm.settings import Settings
from standoff.code.llm.windows import Window
from standoff.records import Document

ASKS_FOR: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "json_schema": lambda schema: {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": schema},
        }
    },
    "llama": lambda schema: {"response_format": {"type": "json_object", "schema": schema}},
    "guided_json": lambda schema: {"guided_json": schema},
    "json_object": lambda _: {"response_format": {"type": "json_object"}},
    "none": lambda _: {},
}
"""What a request holds for each of settings.FORMATS."""
KEPT_BY_SERVER = frozenset(("json_schema", "llama", "guided_json"))
CONTROL = re.compile(r"<|\[(?=/?[A-Z][A-Z_]+\])")
"""Where words begin that servers of open models read as their own, wherever they stand: <|im_start|>, </s>, [INST]."""
LONGEST_TITLE = 300  # characters: a headline; whatever is longer is none


@dataclass(frozen=True, slots=True)
class Prompt:
    """`id` names the wording: the name of its file and a digest of all that is sent besides the text."""

    id: str
    system: str
    document: Template
    schema: dict[str, Any]

    def request(self, settings: Settings, document: Document, window: Window) -> dict[str, Any]:
        """The body of a request of the chat completions protocol; the text stands in it as JSON, which no text can break out of."""
        published = document.published.isoformat() if document.published else "unknown"
        title = _shielded(document.title[:LONGEST_TITLE])
        told = self.document.substitute(published=published, title=title, sentences="\n".join(_lines(document, window)))
        body: dict[str, Any] = {
            "model": settings.model,
            "messages": [{"role": "system", "content": self._told(settings)}, {"role": "user", "content": told}],
            "temperature": 0,
            settings.limit: settings.answer_tokens,
            **ASKS_FOR[settings.format](self.schema),
            **settings.more,
        }
        return {name: value for name, value in body.items() if value is not None}

    def _told(self, settings: Settings) -> str:
        """The instructions, with the schema in words where the server is not made to keep to it."""
        if settings.format in KEPT_BY_SERVER:
            return self.system
        schema = json.dumps(self.schema, separators=(",", ":"))
        return f"{self.system}\n# The schema\n\nAnswer with the JSON object alone, no word before or after it.\n\n{schema}\n"


@cache
def load() -> Prompt:
    """The prompt that ships with the package."""
    folder = files(__package__).joinpath("prompts")
    example = json.dumps(json.loads(folder.joinpath("example.json").read_text(encoding="utf-8")))
    told = Template(folder.joinpath("events.md").read_text(encoding="utf-8"))
    system = told.substitute(types="\n".join(_types()), example=example)
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
        yield f'{{"sentence": {sentence.number}, "text": {_shielded(text)}}}'


def _shielded(text: str) -> str:
    """As a JSON string in which no server finds a control word of its model: to whoever reads JSON it is the same text."""
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
