"""What a reader found (text and what is known about it) into one Document, refused where it holds no report."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.clean import clean_line, has_words
from standoff.read.inputs import OnProblem
from standoff.records import Document

ID_LENGTH = 12
MAX_FIELD = 500  # characters of a title, an id or a publisher; addresses may be longer
MAX_URL = 2000


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of its report beside the text; `id` as given, else None."""

    id: str | None = None
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None


def build(text: str, source: str, about: About, options: ReadOptions) -> Document:
    """The Document of one text; raises ReadError for a text without words or beyond `max_characters`."""
    if len(text) > options.max_characters:
        raise ReadError(source, f"text of {len(text):,} characters, more than the limit of {options.max_characters:,}")
    if not has_words(text):
        raise ReadError(source, "no text found")
    return Document(
        id=about.id or text_id(text),
        source=source,
        text=text,
        title=clean_line(about.title[:MAX_FIELD].replace("\n", " ")),
        url=clean_line(about.url[:MAX_URL]),
        publisher=clean_line(about.publisher[:MAX_FIELD].replace("\n", " ")),
        published=about.published or options.published,
    )


def build_each(
    found: Iterable[tuple[str, str, About]], options: ReadOptions, on_problem: OnProblem
) -> Iterator[Document]:
    """Documents of (text, source, about); one that is refused is told, and the rest goes on."""
    for text, source, about in found:
        try:
            document = build(text, source, about, options)
        except ReadError as error:
            on_problem(error)
        else:
            yield document


def text_id(text: str) -> str:
    """The first 12 hexadecimal digits of the text's SHA-256: the same text has the same id on every machine."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:ID_LENGTH]


def given_id(value: object) -> str | None:
    """An id that a record gives as a string or a number; anything else is no id."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    text = clean_line(str(value).replace("\n", " "))
    return text if 0 < len(text) <= MAX_FIELD else None
