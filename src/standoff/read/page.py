"""The head of a news page into what it says of the report: headline, address, publisher and publication day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import html

from standoff.read.dates import day_in_url, parse_day
from standoff.read.report import About

# Names of meta elements (name, property or itemprop) that give the first publication, in order of trust. Dates of
# modification are left out, and so is every date in the page's own words: footers and clocks carry today's date.
PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publish_date", "publication_date",
    "pubdate", "article_date_original", "originalpublicationdate", "article.published", "ptime", "date",
)  # fmt: skip
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline")
PUBLISHER_NAMES = ("og:site_name", "application-name", "dc.publisher", "citation_publisher")
ARTICLE_TYPES = (
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "blogposting",
    "webpage",
    "liveblogposting",
    "report",
)
MAX_LINKED_DATA = 200_000  # characters of one JSON-LD block
MAX_DEPTH = 6


def about_page(root: html.HtmlElement, url: str = "") -> About:
    """What the page's metadata say; call it before scripts are dropped from the tree."""
    metas = _metas(root)
    linked = [item for item in _linked_data(root) if _is_article(item)]
    address = url or _canonical(root) or metas.get("og:url", "")
    return About(
        title=_first(metas, TITLE_NAMES) or _text(linked, "headline") or _heading(root),
        url=address if address.startswith(("http://", "https://")) else "",
        publisher=_first(metas, PUBLISHER_NAMES) or _publisher(linked),
        published=_published(root, metas, linked) or day_in_url(address),
    )


def _published(root: html.HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]]) -> date | None:
    candidates: list[object] = [metas.get(name) for name in PUBLISHED_NAMES[:4]]
    candidates += [item.get("datePublished") for item in linked]
    candidates += [metas.get(name) for name in PUBLISHED_NAMES[4:]]
    candidates += [
        element.get("datetime") or element.get("content") or element.text_content()
        for element in root.xpath(
            "//*[@itemprop='datePublished'] | //time[@pubdate] | //time[contains(@class, 'publi')]"
        )
    ]
    return next((day for value in candidates if (day := parse_day(value))), None)


def _metas(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for element in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            yield from _objects(json.loads((element.text or "")[:MAX_LINKED_DATA]), MAX_DEPTH)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for item in value[:100]:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(str(kind).lower() in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _publisher(linked: list[dict[str, Any]]) -> str:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str):
            return name
    return ""


def _text(linked: list[dict[str, Any]], name: str) -> str:
    return next((value for item in linked if isinstance(value := item.get(name), str)), "")


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _canonical(root: html.HtmlElement) -> str:
    return next((str(link) for link in root.xpath("//link[@rel='canonical']/@href")), "")


def _heading(root: html.HtmlElement) -> str:
    for path in (".//h1", ".//title"):
        element = root.find(path)
        if element is not None and element.text_content().strip():
            return " ".join(element.text_content().split())
    return ""
