"""HTML text into a tree without scripts, forms and comments, parsed with nothing fetched and nothing expanded."""

from __future__ import annotations

from lxml import etree, html

from standoff.errors import ReadError
from standoff.options import ReadOptions

# Markup of news pages is 5 to 50 times their text, but long articles are not the ones with much markup around them.
MARKUP_PER_CHARACTER = 8
# The main-text extractor took 2 s for 90,000 elements and 29 s for 700,000 (measured, trafilatura 2.3); news pages have 500 to 10,000.
MAX_ELEMENTS = 100_000

NEVER_TEXT = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "form", "button", "select", "nav", "footer",
    "aside", "figure", "figcaption", "video", "audio", "math", "head",
)  # fmt: skip


def parse_markup(markup: str, source: str, options: ReadOptions) -> html.HtmlElement:
    """The tree of a page, or of a fragment inside an element of its own."""
    limit = MARKUP_PER_CHARACTER * options.max_characters
    if len(markup) > limit:
        raise ReadError(source, f"{len(markup):,} characters of markup, more than the limit of {limit:,}")
    # A parser refuses NUL; an encoding in an XML prolog no longer holds for decoded text.
    plain = markup.replace("\x00", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(source, "no text found (markup that holds nothing)") from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise ReadError(source, f"more than {MAX_ELEMENTS:,} elements of markup")
    return root


def drop_never_text(root: html.HtmlElement) -> None:
    """Takes out what never holds text of an article; text that follows such an element stays."""
    etree.strip_elements(root, *NEVER_TEXT, with_tail=False)
