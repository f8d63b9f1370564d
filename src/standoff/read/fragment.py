"""A bare HTML fragment into its paragraphs: one per block element, without the loose text that pages glue between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree, html

from standoff.options import ReadOptions
from standoff.read.markup import drop_never_text, parse_markup

BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "body", "fragment", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
    "li", "dl", "dt", "dd", "blockquote", "pre", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "center", "address",
    "details", "summary", "hr", "fieldset",
})  # fmt: skip
# Where paragraphs stand side by side, so that text directly inside belongs to none of them.
CONTAINERS = frozenset({"fragment", "body", "div", "section", "article", "main", "center"})
LINE_BREAK = "\u2028"
WHITESPACE = re.compile("[ \t\r\n\f\xa0]+")
PARAGRAPH_BREAK = re.compile(f"{LINE_BREAK}(?: ?{LINE_BREAK})+")
MIN_REPEATED = 40  # characters of a first paragraph that tells an article; "***" or "LIVE" come again in one article


@dataclass(slots=True)
class _Walk:
    """Text runs in document order, each with the block element that it stands in directly."""

    runs: list[tuple[html.HtmlElement, str]] = field(default_factory=list)
    open_blocks: list[html.HtmlElement] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def flush(self) -> None:
        text = WHITESPACE.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        if text and self.open_blocks:
            self.runs.append((self.open_blocks[-1], text))


def read_paragraphs(markup: str, source: str, options: ReadOptions) -> tuple[str, list[str]]:
    """The headline (an h1, else empty) and the paragraphs of a fragment.

    Text beside paragraphs (`</p>.Teaser headline.<p>`) is dropped where paragraphs hold most of the text.
    """
    # The parser would wrap leading text in a <p> of its own and make it look like a paragraph.
    root = parse_markup(f"<fragment>{markup}</fragment>", source, options)
    return paragraphs_of(root)


def paragraphs_of(root: html.HtmlElement) -> tuple[str, list[str]]:
    """As `read_paragraphs`, of a tree; the tree loses its scripts, forms and figures."""
    drop_never_text(root)
    title = _take_headline(root)
    runs = _text_runs(root)
    loose = [_is_loose(block) for block, _ in runs]
    loose_length = sum(len(text) for (_, text), is_loose in zip(runs, loose, strict=True) if is_loose)
    drop_loose = 2 * loose_length <= sum(len(text) for _, text in runs)
    kept = [text for (_, text), is_loose in zip(runs, loose, strict=True) if not (is_loose and drop_loose)]
    return title, [paragraph for text in kept for paragraph in _split_at_breaks(text)]


def split_repeats(paragraphs: list[str]) -> list[list[str]]:
    """One list per copy where a file holds the same article again: its first paragraph and those after it recur."""
    if not paragraphs or len(paragraphs[0]) < MIN_REPEATED:
        return [paragraphs]
    starts = [i for i, text in enumerate(paragraphs) if text == paragraphs[0]]
    if len(starts) < 2:
        return [paragraphs]
    first = paragraphs[: starts[1]]
    bounds = [0, *(i for i in starts[1:] if _recurs(first, paragraphs[i:])), len(paragraphs)]
    return [paragraphs[start:end] for start, end in pairwise(bounds)]


def _recurs(first: list[str], rest: list[str]) -> bool:
    """At least half of the first copy, in order: a second copy may have lost its tail, a pull quote has no tail."""
    same = 0
    for mine, other in zip(first, rest, strict=False):
        if mine != other:
            break
        same += 1
    return 2 * same >= len(first)


def _take_headline(root: html.HtmlElement) -> str:
    """The text of the first h1, taken out of the tree wherever it stands (a second copy repeats it)."""
    headlines = [(element, WHITESPACE.sub(" ", element.text_content()).strip()) for element in root.iter("h1")]
    title = next((text for _, text in headlines if text), "")
    for element, text in headlines:
        if text == title:
            element.drop_tree()
    return title


def _text_runs(root: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if is_block or element.tag == "html":
            walk.flush()
        if event == "start":
            if is_block:
                walk.open_blocks.append(element)
            walk.pieces.append(LINE_BREAK if element.tag == "br" else element.text or "")
        else:
            if is_block:
                walk.open_blocks.pop()
            walk.pieces.append(element.tail or "")
    walk.flush()
    return walk.runs


def _is_loose(block: html.HtmlElement) -> bool:
    return block.tag in CONTAINERS and any(child.tag in ("p", "div") for child in block)


def _split_at_breaks(text: str) -> Iterator[str]:
    pieces: Iterable[str] = PARAGRAPH_BREAK.split(text)
    for piece in pieces:
        lines = [line.strip() for line in piece.split(LINE_BREAK)]
        if any(lines):
            yield "\n".join(line for line in lines if line)
