"""What a web server sent for one address into one Document: a page or a plain text, by its bytes and not by what the server calls it."""

from __future__ import annotations

from dataclasses import replace

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.clean import keep_offsets
from standoff.read.decode import declared_charset, decode
from standoff.read.files import HEAD_BYTES
from standoff.read.html import fragment_text, read_page
from standoff.read.report import About, build
from standoff.read.sniff import Format, decide_format
from standoff.records import Document


def read_fetched(data: bytes, source: str, charset: str | None, about: About, options: ReadOptions) -> Document:
    """`charset`: as the HTTP header names it; `about`: what is known where the page says nothing itself.

    ReadError for what is no report.
    """
    kind = decide_format(data[:HEAD_BYTES], source)
    text = decode(data, source, charset or declared_charset(data))
    try:
        if kind is Format.PAGE:
            return _filled(read_page(text, source, options, about.url), about)
        if kind is Format.FRAGMENT:
            return build(fragment_text(text, source, options), source, about, options)
        if kind is Format.TEXT:
            return build(keep_offsets(text.replace("\r\n", "\n")), source, about, options)
    except ReadError:
        raise
    except Exception as error:  # one broken page of many, whatever a parser makes of it
        raise ReadError(source, f"cannot be read ({type(error).__name__})") from error
    raise ReadError(source, f"{kind}, not a page")


def _filled(page: Document, about: About) -> Document:
    """What the page does not say of itself is taken from where the link to it was found."""
    return replace(
        page,
        title=page.title or about.title,
        publisher=page.publisher or about.publisher,
        published=page.published or about.published,
    )
