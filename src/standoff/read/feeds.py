"""An RSS (0.9, 1.0, 2.0) or Atom file into one Document per item, parsed without entities and without network."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.dates import day_in_url, parse_day
from standoff.read.decode import declared_charset, decode
from standoff.read.html import fragment_text
from standoff.read.inputs import OnProblem
from standoff.read.report import About, build
from standoff.records import Document

ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
TEXT_ELEMENTS = ("encoded", "content", "body", "description", "summary")  # from full text to teaser
DAY_ELEMENTS = ("published", "pubDate", "issued", "date", "created", "updated", "modified")
PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class Item:
    """One item as the feed tells it: `text` may be empty or a teaser; `guid` is what the feed tells its items apart by, or empty."""

    source: str
    guid: str
    link: str
    title: str
    publisher: str
    published: date | None
    text: str


def read_feed(data: bytes, source: str, options: ReadOptions, on_problem: OnProblem) -> Iterator[Document]:
    """A Document per item with a text; broken XML is told once, and the items before the break are read."""
    for item in feed_items(data, source, options, on_problem):
        try:
            yield as_document(item, options)
        except ReadError as error:
            on_problem(error)


def feed_items(
    data: bytes, source: str, options: ReadOptions, on_problem: OnProblem, charset: str | None = None
) -> Iterator[Item]:
    """Every item, those without a text among them; `charset` is the one that an HTTP header names.

    ReadError where the file is no feed, or has no items.
    """
    root = _parse(decode(data, source, declared_charset(data) or charset), source, on_problem)
    if _name(root).lower() not in ROOTS:
        raise ReadError(source, f"XML that is neither a feed nor a page (its root is {_name(root)[:40]})")
    items = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not items:
        raise ReadError(source, "a feed without items")
    publisher = _publisher(root)
    for number, item in enumerate(items, start=1):
        yield _read_item(item, f"{source}#{number}", publisher, options)


def as_document(item: Item, options: ReadOptions) -> Document:
    """The Document of the item's own text; ReadError where it has none."""
    if not item.text:
        raise ReadError(
            item.source, f"item without a text: {item.title[:80]!r}" if item.title else "item without a text"
        )
    return build(item.text, item.source, About(None, item.title, item.link, item.publisher, item.published), options)


def _parse(text: str, source: str, on_problem: OnProblem) -> etree._Element:
    data = NAMED_ENTITY.sub(_as_character, PROLOG.sub("", text.replace("\x00", ""))).strip().encode("utf-8", "replace")
    try:
        return etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        problem = " ".join(str(error.msg).split())[:200]
    root = etree.fromstring(data, _parser(recover=True))
    if root is None:
        raise ReadError(source, f"broken feed: {problem}")
    on_problem(ReadError(source, f"broken feed: {problem}; read as far as it goes"))
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _as_character(match: re.Match[str]) -> str:
    """HTML's named characters are undefined in XML, yet feeds use them."""
    code = None if match[1] in XML_ENTITIES else html.entities.name2codepoint.get(match[1])
    return match[0] if code is None else f"&#{code};"


def _read_item(item: etree._Element, source: str, publisher: str, options: ReadOptions) -> Item:
    text = next((text for name in TEXT_ELEMENTS if (text := _item_text(item, name, source, options))), "")
    url = _link(item)
    days = (parse_day(_plain(_child(item, name))) for name in DAY_ELEMENTS)
    published = next((day for day in days if day), None) or day_in_url(url)
    guid = _plain(_child(item, "guid")) or _plain(_child(item, "id"))
    return Item(source, guid, url, _plain(_child(item, "title")), publisher, published, text)


def _item_text(item: etree._Element, name: str, source: str, options: ReadOptions) -> str:
    for element in item:
        if _name(element) != name:
            continue
        if len(element):  # Atom type="xhtml": the markup itself, not its text
            markup = "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
            text = fragment_text((element.text or "") + _without_prefixes(markup), source, options)
        else:
            text = fragment_text(element.text or "", source, options)
        if text:
            return text
    return ""


def _without_prefixes(markup: str) -> str:
    return re.sub(r"<(/?)[A-Za-z][\w.-]*:", r"<\1", markup)


def _link(item: etree._Element) -> str:
    """RSS writes the address as text, Atom as an attribute, among links to other things."""
    found = ""
    for element in item:
        if _name(element) == "link":
            address = (element.get("href") or element.text or "").strip()
            if element.get("rel", "alternate") == "alternate" and address:
                return address
            found = found or address
    return found


def _publisher(root: etree._Element) -> str:
    channel = _child(root, "channel")
    return _plain(_child(root if channel is None else channel, "title"))


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _plain(element: etree._Element | None) -> str:
    if element is None:
        return ""
    text = "".join(str(piece) for piece in element.itertext())
    return " ".join(html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text)).split())


def _name(element: etree._Element) -> str:
    """The name without its namespace: RSS 0.9, 1.0, 2.0 and Atom differ in little else."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
