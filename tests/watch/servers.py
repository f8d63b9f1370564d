"""Servers on this machine that answer as a test says: well, slowly, in circles, without end, or not to the end."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """`pages`: what answers each path; `asked`: the path and headers of every request but those for robots.txt, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.robots = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def feed(self, path: str, *links: str, **headers: str) -> None:
        self.pages[path] = body(feed_of(self.url, links), "application/rss+xml", **headers)

    def report(self, path: str, text: str) -> None:
        self.pages[path] = body(page_of(text), "text/html; charset=utf-8")


@contextmanager
def site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                served.robots += 1
            else:
                served.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            try:
                served.pages.get(self.path, status(404))(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None: ...

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    served = Site(server.server_port)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def body(data: bytes | str, kind: str = "text/html", **headers: str) -> Answer:
    data = data.encode() if isinstance(data, str) else data

    def answer(handler: BaseHTTPRequestHandler) -> None:
        etag = headers.get("ETag")
        if etag and handler.headers.get("If-None-Match") == etag:
            return status(304)(handler)
        handler.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)
        return None

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def raw(*blocks: bytes, pause_s: float = 0.0, over: int = 1) -> Answer:
    """Bytes as they are, the last block `over` and over, then the end of the connection."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for block in [*blocks[:-1], *blocks[-1:] * over]:
            handler.wfile.write(block)
            handler.wfile.flush()
            time.sleep(pause_s)

    return answer


def slow(seconds: float, then: Answer) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer


def feed_of(base: str, links: tuple[str, ...]) -> str:
    items = "".join(
        f"<item><title>Report {n}</title><link>{link if '://' in link else base + link}</link>"
        f"<description>In short, number {n} of what was told about {link}.</description>"
        f"<pubDate>Sun, 28 Jan 2024 10:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!doctype html><html><head><title>A report</title></head><body><article>{paragraphs}</article></body></html>"
    )
