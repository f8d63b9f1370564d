"""An HTML file into Documents: whole pages through trafilatura, bare fragments through a walk of our own."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html as lxml_html
from trafilatura import bare_extraction

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.clean import has_words, join_paragraphs
from standoff.read.decode import declared_charset, decode
from standoff.read.fragment import paragraphs_of, read_paragraphs, split_repeats
from standoff.read.markup import parse_markup
from standoff.read.page import about_page
from standoff.read.report import About, build
from standoff.records import Document

# Names of blocks around an article, as whole class names or ids: parts of names ("article-share-enabled",
# "related-body") stand on articles too, and matching them cost real paragraphs (tests/read/data/page_accidents.html).
CONSENT = re.compile(r"(?:cookies?|consent|gdpr)(?:[-_][\w-]+)?", re.IGNORECASE)
CAPTIONS = frozenset({"wp-caption", "wp-caption-text"})
# These hold other stories or sharing only where they also hold a link.
LINKING = frozenset({
    "related", "related-posts", "relatedposts", "jp-relatedposts", "related-articles", "related-stories", "related-content",
    "most-read", "most-popular", "recommended", "recommendations", "read-more", "more-stories", "teaser", "teasers", "promo",
    "newsletter", "share", "sharing", "sharedaddy", "social",
})  # fmt: skip
# A heading that opens a list of other stories; the block that it heads goes.
OTHER_STORIES = re.compile(
    r"(?:related(?: (?:articles?|stories|news|topics|content|coverage))?|more (?:from|on|in|about) .{1,40}|most (?:read|popular|viewed)"
    r"|(?:you )?may also like.*|recommended(?: .{1,20})?|read (?:more|next|also)|also read|latest(?: news| stories| headlines)?"
    r"|trending(?: now)?|in other news|top stories|editor.s picks|share this(?: .{1,20})?|(?:\d+ )?comments?):?",
    re.IGNORECASE,
)
MAX_PRUNED_SHARE = 0.5  # of the page's text: a body classed "related" or "ads" by accident stays


def read_html(data: bytes, source: str, options: ReadOptions, about: About | None = None) -> Iterator[Document]:
    """One Document for a whole page; `about` is what the container (a web archive) knows of it."""
    known = about or About()
    markup = decode(data, source, declared_charset(data))
    yield read_page(markup, source, options, known.url)


def read_page(markup: str, source: str, options: ReadOptions, url: str = "") -> Document:
    """The Document of one decoded page, found at `url` where that is known."""
    root = parse_markup(markup, source, options)
    about = about_page(root, url)
    text = _main_text(root, about)
    if not has_words(text):
        _, paragraphs = paragraphs_of(root)
        text = join_paragraphs(paragraphs, about.title)
    return build(text, source, about, options)


def read_fragment(data: bytes, source: str, options: ReadOptions, about: About | None = None) -> Iterator[Document]:
    """One Document per article of a bare fragment; a file that holds its article twice gives two, #1 and #2."""
    known = about or About()
    title, paragraphs = read_paragraphs(decode(data, source, declared_charset(data)), source, options)
    copies = split_repeats(paragraphs)
    for number, copy in enumerate(copies, start=1):
        where = source if len(copies) == 1 else f"{source}#{number}"
        yield build(join_paragraphs(copy, title), where, replace(known, title=known.title or title), options)


def fragment_text(markup: str, source: str, options: ReadOptions) -> str:
    """The clean text of markup inside another format (a feed item, a JSON field); empty where it holds none."""
    try:
        _, paragraphs = read_paragraphs(markup, source, options)
    except ReadError:
        return ""
    return join_paragraphs(paragraphs)


def _main_text(root: lxml_html.HtmlElement, about: About) -> str:
    _prune(root)
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # problems are told as ReadErrors, one each
    # Neither favor_precision nor favor_recall: with blocks around the article pruned, precision kept no fewer foreign lines
    # on five sample pages, and it lost the whole body of a sixth (page_accidents.html). Tables are not sentences.
    # Metadata is read by page.py, which guesses no date; the extractor took one from a clock in a footer.
    found = bare_extraction(root, include_comments=False, include_tables=False, with_metadata=False)
    text = getattr(found, "text", None) or ""
    return join_paragraphs(text.split("\n"), about.title)


def _prune(root: lxml_html.HtmlElement) -> None:
    """Takes blocks of other stories, consent and sharing out of the tree, unless they hold most of the page."""
    everything = len(root.text_content())
    for element in [*_named_blocks(root), *_headed_blocks(root)]:
        if element.getparent() is not None and len(element.text_content()) <= MAX_PRUNED_SHARE * everything:
            element.drop_tree()


def _named_blocks(root: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return [element for element in root.iter("div", "section", "aside", "ul", "ol", "p") if _is_around(element)]


def _is_around(element: lxml_html.HtmlElement) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower().split()
    if any(CONSENT.fullmatch(name) or name in CAPTIONS for name in names):
        return True
    return element.tag != "p" and element.find(".//a") is not None and any(name in LINKING for name in names)


def _headed_blocks(root: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    found = []
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        parent = heading.getparent()
        opens_block = parent is not None and parent.tag in ("div", "section", "aside") and parent[0] is heading
        opens_block = opens_block and parent.find(".//a") is not None
        if opens_block and OTHER_STORIES.fullmatch(" ".join(heading.text_content().split())):
            found.append(parent)
    return found
