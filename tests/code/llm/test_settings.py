from __future__ import annotations

from pathlib import Path

import pytest

from standoff.code.llm.client import Client
from standoff.code.llm.settings import from_environment
from standoff.errors import CodeError

NEEDED = {"STANDOFF_LLM_URL": "http://127.0.0.1:8080/v1", "STANDOFF_LLM_MODEL": "m"}


def test_settings_come_from_the_environment():
    told = from_environment(
        NEEDED | {"STANDOFF_LLM_KEY": "sk", "STANDOFF_LLM_CONCURRENCY": "7", "STANDOFF_LLM_PRICE_IN": "0.5", "XDG_CACHE_HOME": "/c", "HOME": "/h"}
    )  # fmt: skip
    assert (told.url, told.model, told.key, told.concurrency, told.price_in) == (
        "http://127.0.0.1:8080/v1", "m", "sk", 7, 0.5,
    )  # fmt: skip
    assert told.cache == Path("/c/standoff/llm")
    assert "sk" not in repr(told)


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_nothing_goes_anywhere_that_was_not_named(name):
    with pytest.raises(CodeError, match=name):
        from_environment({n: v for n, v in NEEDED.items() if n != name})


@pytest.mark.parametrize(("name", "value"), [("TIMEOUT_S", "soon"), ("WINDOW", "3"), ("PRICE_IN", "nan"), ("TOKENS", "-1"), ("CONCURRENCY", "0"), ("BUDGET", "inf")])  # fmt: skip
def test_numbers_are_checked(name, value):
    with pytest.raises(CodeError, match=f"STANDOFF_LLM_{name} is '{value}'"):
        from_environment(NEEDED | {f"STANDOFF_LLM_{name}": value})


def test_a_budget_needs_prices():
    with pytest.raises(CodeError, match="PRICE_IN"):
        from_environment(NEEDED | {"STANDOFF_LLM_BUDGET": "5"})


@pytest.mark.parametrize("url", ["http://192.168.1.4/v1", "http://example.org/v1", "http://127.0.0.1.example.org/v1", "ftp://h/v1", "file:///etc", "localhost:8080", "https://u:p@h/v1", "https://h:99999/v1", "https://h/v1?x=1", ""])  # fmt: skip
def test_addresses_that_are_refused(url):
    with pytest.raises(CodeError):
        Client(url, "", 1.0)


@pytest.mark.parametrize("url", ["http://localhost:11434/v1", "http://127.0.0.1/v1/", "http://[::1]:8000/v1", "https://example.org/api/v1"])  # fmt: skip
def test_addresses_that_are_taken(url):
    Client(url, "key", 1.0)


def test_a_key_cannot_smuggle_a_header():
    with pytest.raises(CodeError, match="STANDOFF_LLM_KEY"):
        Client("https://example.org/v1", "sk\r\nX-Evil: 1", 1.0)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FORMAT", "grammar", "one of json_schema, json_object, llama, guided_json, none"), ("LIMIT", "tokens", "one of max_tokens, max_completion_tokens"),
        ("REQUEST", "temperature=1", "no JSON object"), ("REQUEST", "[]", "no JSON object"), ("REQUEST", "[" * 100_000, "no JSON object"),
        ("REQUEST", '{"messages": [], "n": 3}', "must not set messages, n"),
    ],
)  # fmt: skip
def test_the_form_of_a_request_is_checked(name, value, said):
    with pytest.raises(CodeError, match=f"STANDOFF_LLM_{name} .*{said}"):
        from_environment(
            {"STANDOFF_LLM_URL": "http://localhost/v1", "STANDOFF_LLM_MODEL": "m", f"STANDOFF_LLM_{name}": value}
        )


def test_the_form_of_a_request_comes_from_the_environment():
    told = {
        "URL": "http://localhost/v1",
        "MODEL": "m",
        "FORMAT": "none",
        "LIMIT": "max_completion_tokens",
        "REQUEST": '{"temperature": null}',
    }
    settings = from_environment({f"STANDOFF_LLM_{name}": value for name, value in told.items()})
    assert (settings.format, settings.limit, settings.more) == ("none", "max_completion_tokens", {"temperature": None})
