"""The environment into the settings of the endpoint: its address, model and key, and what a run may cost."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from standoff.errors import CodeError

PREFIX = "STANDOFF_LLM_"
FORMATS = ("json_schema", "json_object", "llama", "guided_json", "none")
"""How the endpoint is asked for JSON; prompt.py says what is sent for each."""
LIMITS = ("max_tokens", "max_completion_tokens")
"""What the endpoint calls the bound on an answer."""
OURS = frozenset((*LIMITS, "model", "messages", "response_format", "guided_json", "n", "stream"))
"""Fields of a request that have a variable of their own, or whose change would break the reading of the answer or the budget."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`url`: the base address, to which `/chat/completions` is added; `key`: sent as a bearer token, empty for none.

    `timeout_s`: for one whole answer; `concurrency`: requests at the same time; `answer_tokens`: the longest answer that is asked for;
    `window`: characters of text in one request. `price_in`, `price_out`: per million tokens of prompt and of answer, in the user's currency, None where
    unknown; `budget`: in that currency, `tokens`: prompt and answer together, that one run may use, None for no bound.
    `format`: of FORMATS; `limit`: of LIMITS; `more`: further fields of a request, None for one that is not to be sent.
    `cache`: the folder of answers; `first_wait_s`: before the second try of a request.
    """

    url: str
    model: str
    cache: Path
    key: str = field(default="", repr=False)
    timeout_s: float = 120.0
    concurrency: int = 4
    answer_tokens: int = 4096
    window: int = 4000
    price_in: float | None = None
    price_out: float | None = None
    budget: float | None = None
    tokens: int | None = None
    format: str = FORMATS[0]
    limit: str = LIMITS[0]
    more: Mapping[str, Any] = field(default_factory=dict)
    first_wait_s: float = 1.0


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from the variables STANDOFF_LLM_*; a CodeError names the one that is missing or is no number."""
    given = {name.removeprefix(PREFIX): value.strip() for name, value in environment.items() if name.startswith(PREFIX)}
    numbers = _Numbers(given)
    settings = Settings(
        url=_needed(given, "URL", "the address of the endpoint, such as http://127.0.0.1:8080/v1"),
        model=_needed(given, "MODEL", "the name of the model"),
        key=given.get("KEY", ""),
        cache=_cache_folder(given, environment),
        timeout_s=numbers.at_least(1, "TIMEOUT_S") or 120.0,
        concurrency=int(numbers.at_least(1, "CONCURRENCY") or 4),
        answer_tokens=int(numbers.at_least(64, "ANSWER_TOKENS") or 4096),
        window=int(numbers.at_least(500, "WINDOW") or 4000),
        price_in=numbers.at_least(0, "PRICE_IN"),
        price_out=numbers.at_least(0, "PRICE_OUT"),
        budget=numbers.at_least(0, "BUDGET"),
        tokens=None if (tokens := numbers.at_least(0, "TOKENS")) is None else int(tokens),
        format=_among(given, "FORMAT", FORMATS),
        limit=_among(given, "LIMIT", LIMITS),
        more=_more(given),
    )
    if settings.budget is not None and (settings.price_in is None or settings.price_out is None):
        raise CodeError(f"{PREFIX}BUDGET needs {PREFIX}PRICE_IN and {PREFIX}PRICE_OUT, per million tokens")
    return settings


def _needed(given: Mapping[str, str], name: str, what: str) -> str:
    if value := given.get(name):
        return value
    raise CodeError(f"the coder llm needs {PREFIX}{name} in the environment: {what}; see docs/coder-llm.md")


def _among(given: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = given.get(name) or choices[0]
    if value not in choices:
        raise CodeError(f"{PREFIX}{name} is {value!r}; it is to be one of {', '.join(choices)}; see docs/coder-llm.md")
    return value


def _more(given: Mapping[str, str]) -> dict[str, Any]:
    """What the user adds to each request, as a JSON object."""
    try:
        told = json.loads(given.get("REQUEST") or "{}")
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise CodeError(f'{PREFIX}REQUEST is no JSON object; write it as {{"temperature": 0.2}}')
    if wrong := sorted(told.keys() & OURS):
        raise CodeError(f"{PREFIX}REQUEST must not set {', '.join(wrong)}; see docs/coder-llm.md for what does")
    return told


@dataclass(frozen=True, slots=True)
class _Numbers:
    given: Mapping[str, str]

    def at_least(self, least: float, name: str) -> float | None:
        """The number of a variable, None where it is not set."""
        text = self.given.get(name)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not least <= number < math.inf:
            raise CodeError(f"{PREFIX}{name} is {text!r}; it is to be a number of at least {least:g}")
        return number


def _cache_folder(given: Mapping[str, str], environment: Mapping[str, str]) -> Path:
    if named := given.get("CACHE"):
        return Path(named)
    base = environment.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "standoff" / "llm"
