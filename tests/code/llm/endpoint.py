"""A scripted OpenAI-compatible endpoint: each request is answered by the next step of a script, and kept for the test to look at."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Sentences = list[dict[str, Any]]


@dataclass
class Step:
    """One answer: `content` is what the model writes; `raw` goes out instead of the protocol's JSON; `trickle_s` between bytes."""

    content: str = '{"events": [], "ties": []}'
    status: int = 200
    finish: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    wait_s: float = 0.0
    trickle_s: float = 0.0
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 10})


@dataclass
class Endpoint:
    """`answer` makes a step out of a request's sentences once the script is at its end."""

    answer: Callable[[Sentences], Step]
    script: list[Step] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""
    most_at_once: int = 0
    at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def step(self, request: dict[str, Any], key: str | None) -> Step:
        with self.lock:
            self.requests.append(request)
            self.keys.append(key)
            if self.script:
                return self.script.pop(0)
        return self.answer(sentences(request))


def sentences(request: dict[str, Any]) -> Sentences:
    """What the model was shown."""
    told = request["messages"][1]["content"].split("\n\n", 1)[1]
    return [json.loads(line) for line in told.splitlines()]


def quote(sentence: int, words: str | None) -> dict[str, Any] | None:
    return None if words is None else {"sentence": sentence, "quote": words}


def event(sentence: int, trigger: str, type: str, **told: Any) -> dict[str, Any]:
    """An event of the schema; sides as lists of words, the other fields as words."""
    sides = {side: [quote(sentence, w) for w in told.pop(side, [])] for side in ("actors", "recipients")}
    single = {
        f: quote(sentence, told.pop(f, None)) for f in ("date", "place", "deaths", "injured", "count", "attributed_to")
    }
    return {"trigger": quote(sentence, trigger), "type": type, "mode": told.pop("mode", None), "status": told.pop("status", "actual"), **sides, **single}  # fmt: skip


def content(*events: dict[str, Any], ties: list[dict[str, Any]] | None = None) -> str:
    return json.dumps({"events": list(events), "ties": ties or []})


@contextmanager
def served(endpoint: Endpoint):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with endpoint.lock:
                endpoint.at_once += 1
                endpoint.most_at_once = max(endpoint.most_at_once, endpoint.at_once)
            try:
                step = endpoint.step({"path": self.path, **body}, self.headers["Authorization"])
                time.sleep(step.wait_s)
            finally:
                with endpoint.lock:  # before the answer goes out: whoever has it may ask again at once
                    endpoint.at_once -= 1
            self._send(step)

        def _send(self, step: Step) -> None:
            told = {
                "choices": [{"message": {"role": "assistant", "content": step.content}, "finish_reason": step.finish}]
            }
            told |= {} if step.usage is None else {"usage": step.usage}
            body = step.raw if step.raw is not None else json.dumps(told).encode()
            try:
                self.send_response(step.status)
                for name, value in {"Content-Length": str(len(body)), **step.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if not step.trickle_s:
                    self.wfile.write(body)
                    return
                for i in range(len(body)):
                    self.wfile.write(body[i : i + 1])
                    self.wfile.flush()
                    time.sleep(step.trickle_s)
            except OSError:
                return  # the client has hung up, as the test wants it

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
