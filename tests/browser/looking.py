"""A page in Chromium into the list of what is wrong with it: what it says on the console, asks for, runs, hides and leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

# As root, without a graphics card, and without a way to find anything but this machine.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip
HEIGHTS = {375: 812, 1440: 900}  # by width: a telephone and a laptop
SCHEMES = ("light", "dark")
GRAVE = {"serious", "critical"}
OWN = re.compile(r"http://127\.0\.0\.1:\d+/|data:,$")
STATE = """() => ({
  headings: document.querySelectorAll("h1").length,
  inline: [...document.querySelectorAll("script:not([src]), style, [style]")].map(e => e.outerHTML.slice(0, 100)),
  handlers: [...document.querySelectorAll("*")].flatMap(e => [...e.attributes]).filter(a => /^on/i.test(a.name)).map(a => a.name),
  running: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
    .flatMap(e => [...e.attributes]).filter(a => /(href|src|action)$/.test(a.name) && /^\\s*(javascript|vbscript|data:text)/i.test(a.value))
    .map(a => a.value.slice(0, 100)),
  over: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth,
  wide: [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(-1).map(e => e.outerHTML.slice(0, 120)),
})"""


FIT = """() => {
  document.querySelectorAll("main details").forEach(e => { e.open = true; });
  const seen = e => e.getClientRects().length && getComputedStyle(e).display !== "none";
  const size = e => parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width;
  return [
    ...[...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth + 1)
      .map(e => `scrolls sideways: ${document.getElementById(e.getAttribute("aria-labelledby"))?.textContent.trim().slice(0, 80)}`),
    ...[...document.querySelectorAll("figure svg text")].filter(e => seen(e) && size(e) < 11)
      .map(e => `letters of ${size(e).toFixed(1)} px: ${e.textContent.slice(0, 80)}`),
  ];
}"""


def context(browser: Browser, width: int, scheme: str = "light", *, script: bool = True) -> BrowserContext:
    return browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme, java_script_enabled=script, reduced_motion="reduce"
    )  # fmt: skip


class Watched:
    """A tab that notes all that a page must not do."""

    def __init__(self, within: BrowserContext) -> None:
        self.page: Page = within.new_page()
        self.noted: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.noted.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", self._dialog)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.noted.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not OWN.match(request.url):
            self.noted.append(f"asks for {request.url}")

    def _dialog(self, dialog: Dialog) -> None:
        self.noted.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look(self, address: str, picture: Path | None = None) -> list[str]:
        """Everything that is wrong with the page there; `picture`: where a screenshot of it is kept."""
        self.noted.clear()
        response = self.page.goto(address, wait_until="load")
        assert response is not None
        found = [*_answer(response), *_state(self.page), *_axe(self.page)]
        if picture is not None:  # last: for the time of it Playwright gives every field a style
            self.page.screenshot(path=picture, full_page=True)
        return [*found, *self.noted]


def _answer(response: Response) -> Iterator[str]:
    if response.status != 200:
        yield f"status {response.status}"
    policy = response.headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "script-src 'self'" not in policy or "unsafe" in policy:
        yield f"policy {policy!r}"


def _state(page: Page) -> Iterator[str]:
    state = page.evaluate(STATE)
    if state["headings"] != 1:
        yield f"{state['headings']} elements h1"
    for kind in ("inline", "handlers", "running"):
        yield from (f"{kind}: {found}" for found in state[kind])
    if state["over"] > 0:
        yield f"{state['over']} px wider than the window: {state['wide']}"


def _axe(page: Page) -> Iterator[str]:
    for rule in Axe().run(page).response["violations"]:
        if rule["impact"] in GRAVE:
            first = rule["nodes"][0]
            yield f"axe {rule['id']} ({rule['impact']}), {len(rule['nodes'])} times: {first['html'][:160]} {first['failureSummary'][:300]}"
