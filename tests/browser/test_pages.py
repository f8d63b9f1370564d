"""Every page in Chromium: nothing comes from elsewhere or runs that should not, nothing is cut off, keys reach every mark, and anyone can read it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

pytest.importorskip("playwright", reason="Playwright is not installed; run: make dev")

from tests.browser.looking import FIT, HEIGHTS, SCHEMES, Watched, context

pytestmark = pytest.mark.slow
BAD = """<!doctype html><html><title>x</title><body><h1>a</h1><h1>b</h1><p style="width: 3000px">wide</p>
<img src="http://elsewhere.example/x.png"><img src="x" onerror="alert(1)"><a href="javascript:alert(1)">x</a><a href="/">
</a><script>console.error("told"); throw new Error("thrown")</script></body></html>"""


def stem(path: str) -> str:
    """The name of a picture of the page."""
    return re.sub(r"[^a-z0-9]+", "-", unquote(path).lower())[:60].strip("-") or "overview"


def test_the_look_finds_what_is_wrong(chromium, server):
    within = context(chromium, 375)
    within.route("**/bad", lambda route: route.fulfill(body=BAD, content_type="text/html"))
    told = "\n".join(Watched(within).look(f"{server.base}/bad"))
    within.close()
    for part in (
        "policy ''", "2 elements h1", "wider than the window", "asks for http://elsewhere.example/x.png", "dialog: 1", "handlers: onerror",
        "running: javascript:alert(1)", "console: told", "error: thrown", "axe link-name (serious)", "axe image-alt (critical)",
    ):  # fmt: skip
        assert part in told


def test_there_are_pages_of_every_kind(pages):
    for kind in ("/events/", "/documents/", "/actors/"):
        assert any(path.startswith(kind) for path in pages), kind


@pytest.mark.parametrize("width", HEIGHTS)
def test_every_page(chromium, server, pages, pictures, name, width):
    """Each archive is seen light at one width and dark at the other, and the other archive the other way round."""
    scheme = SCHEMES[(list(HEIGHTS).index(width) + (name == "sample")) % len(SCHEMES)]
    within = context(chromium, width, scheme)
    watched = Watched(within)
    wrong = [
        f"{path}: {fault}"
        for number, path in enumerate(pages)
        for fault in watched.look(
            server.base + path, pictures / f"{name}-{number:02}-{stem(path)}-{width}-{scheme}.png"
        )
    ]
    within.close()
    assert wrong == []


def test_a_telephone_shows_figures_and_tables_whole_in_letters_that_can_be_read(chromium, server, pages):
    within = context(chromium, 375)
    page = within.new_page()
    wrong = []
    for path in pages:
        page.goto(server.base + path, wait_until="load")
        wrong += [f"{path}: {fault}" for fault in page.evaluate(FIT)]
    within.close()
    assert wrong == []


def test_the_pages_are_folded_on_a_telephone_and_laid_out_on_a_laptop(chromium, server):
    for width in HEIGHTS:
        within = context(chromium, width, script=False)
        page = within.new_page()
        page.goto(f"{server.base}/events", wait_until="load")
        links = page.locator("nav[aria-label=Pages] a[aria-current=page]")
        if width == 375:
            assert not any(link.is_visible() for link in links.all())
            page.get_by_text("Pages: Events").click()
        assert [link.inner_text() for link in links.all() if link.is_visible()] == ["Events"]
        within.close()


def test_a_figure_is_one_tab_stop_and_arrows_go_from_mark_to_mark(chromium, server, pages):
    within = context(chromium, 1440)
    page = within.new_page()
    figures, wrong = 0, []
    for path in pages:
        page.goto(server.base + path, wait_until="load")
        for number, figure in enumerate(page.query_selector_all("figure svg[role=group]")):
            if len(figure.query_selector_all("a[href]")) > 1 and figure.is_visible():
                figures += 1
                wrong += [f"{path}, figure {number}: {fault}" for fault in keyed(page, figure)]
    within.close()
    assert wrong == []
    assert figures > 2


def keyed(page, figure):
    """What is wrong with how keys move in a figure of several marks."""
    stops = figure.query_selector_all("a[tabindex='0']")
    if len(stops) != 1:
        yield f"{len(stops)} tab stops"
        return
    stops[0].focus()
    places = [place(figure)]
    for key in ("ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        places.append(place(figure))
    last = len(figure.query_selector_all("a[href]")) - 1
    if places != [0, 1, 0, last, 0]:
        yield f"keys go to {places} of {last}"
    page.keyboard.press("Tab")
    if place(figure) != -1:
        yield "Tab stays within"


def place(figure):
    """The number of the mark that has the focus; -1 where none has."""
    return figure.evaluate("f => [...f.querySelectorAll('a[href]')].indexOf(document.activeElement)")


def test_the_server_met_no_fault(server, pages):
    assert pages
    assert "Traceback" not in server.log.read_text()
