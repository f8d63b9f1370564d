"""A page into the list of what is wrong with it: what it loads or runs, ids, links, tables and figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree, html

LOADING = (
    "src",
    "srcset",
    "href",
    "data",
    "action",
    "formaction",
    "poster",
    "background",
    "ping",
    "{http://www.w3.org/1999/xlink}href",
)
RUNNING = (
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "img",
    "audio",
    "video",
    "foreignobject",
    "animate",
    "set",
)


def parsed(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def text_of(page: html.HtmlElement, path: str) -> list[str]:
    """The text of each element that the path finds, on one line."""
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def faults(text: str) -> list[str]:
    """One line for each rule of a page that it breaks."""
    page = parsed(text)
    return [*_runs(page), *_ids_and_links(page), *_tables(page), *_figures(page), *_outline(page)]


def _runs(page: html.HtmlElement) -> Iterator[str]:
    for one in page.iter(etree.Element):
        if one.tag.lower() in RUNNING:
            yield f"<{one.tag}>"
        for name, value in one.attrib.items():
            if name.lower().startswith("on"):
                yield f"{name} of <{one.tag}>"
            if name in LOADING and not value.startswith("#"):
                yield f"{name}={value!r} of <{one.tag}>"
            if name == "style":
                yield f"style of <{one.tag}>"
        if one.tag == "style" and re.search(r"@import|url\(", one.text or ""):
            yield "a style sheet that loads"


def _ids_and_links(page: html.HtmlElement, within: str = "") -> Iterator[str]:
    """`within`: how the links begin that lead to a place in the page; all of them do where it is a file."""
    ids = Counter(page.xpath("//@id"))
    yield from (f"id {name!r} {times} times" for name, times in ids.items() if times > 1 or re.search(r"\s", name))
    yield from ("a link without a word" for a in page.iter("a") if not a.text_content().strip())
    wanted = [href[1:] for href in page.xpath("//@href") if href.startswith(within)]
    wanted += [name for list_of in page.xpath("//@aria-labelledby") for name in list_of.split()]
    yield from (f"no id {name!r}" for name in wanted if name not in ids)


def _tables(page: html.HtmlElement) -> Iterator[str]:
    for table in page.iter("table"):
        if not "".join(table.xpath("caption//text()")).strip():
            yield "a table without a caption"
        if table.xpath(".//th[not(@scope)]") or not table.xpath("thead//th[@scope='col']"):
            yield "a table whose headers have no scope"
        if table.xpath("tbody/tr[not(th[@scope='row'])]"):
            yield "a row without a header"
        widths = {len(row) for row in table.iter("tr")}
        if len(widths) != 1:
            yield f"a table with rows of {widths} cells"
        if table.getparent().get("class") != "scroll" or table.getparent().get("tabindex") != "0":
            yield "a table that the page cannot scroll"


def _figures(page: html.HtmlElement) -> Iterator[str]:
    for figure in page.iter("figure"):
        if not figure.xpath(".//figcaption[normalize-space()]"):
            yield "a figure without a caption"
        following = figure.getnext()
        if (
            following is None
            or following.tag != "details"
            or not following.xpath("summary")
            or not following.xpath(".//table")
        ):
            yield "a figure without its twin"


def _outline(page: html.HtmlElement) -> Iterator[str]:
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
    if levels[:1] != [1] or levels.count(1) != 1 or any(b - a > 1 for a, b in pairwise(levels)):
        yield f"headings {levels}"
    if not page.get("lang") or not page.xpath("//title[normalize-space()]"):
        yield "no language or no title"
    for landmark in ("header", "nav", "main", "footer"):
        if len(page.xpath(f"/html/body/{landmark}")) != 1:
            yield f"not one <{landmark}>"


def live_faults(text: str) -> list[str]:
    """The same for a page of the server, which may load its own style sheets and script and lead to its other pages."""
    page = parsed(text)
    return [*_loads(page), *_ids_and_links(page, "#"), *_tables(page), *_figures(page), *_outline(page)]


def _loads(page: html.HtmlElement) -> Iterator[str]:
    for one in page.iter(etree.Element):
        tag = one.tag.lower()
        if tag in RUNNING and not _own(one):
            yield f"<{tag}> {dict(one.attrib)}"
        if tag == "style":
            yield "a style sheet within the page"
        for name, value in one.attrib.items():
            if name.lower().startswith("on") or name == "style":
                yield f"{name} of <{tag}>"
            if (
                name in LOADING
                and not re.match(r"#|/(?![/\\])|$", value)
                and not _left_by_choice(one)
                and value != "data:,"
            ):
                yield f"{name}={value!r} of <{tag}>"


def _own(one: html.HtmlElement) -> bool:
    """A file of the package, or a form that goes to a page of the server."""
    if one.tag == "form":
        return one.get("action", "").startswith("/")
    file = one.get("src") or one.get("href") or ""
    own = file.startswith("/static/") or (one.get("rel") == "icon" and file == "data:,")
    return one.tag in {"link", "script"} and own and not (one.text or "").strip()


def _left_by_choice(one: html.HtmlElement) -> bool:
    """A link to where a report was published, which tells nobody where its reader came from."""
    return (
        one.tag == "a"
        and one.get("href", "").startswith(("http://", "https://"))
        and "noreferrer" in one.get("rel", "")
    )
