"""What goes wrong between here and the endpoint: each by a scripted server."""

from __future__ import annotations

import json
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from standoff.code.llm.client import MOST_BYTES
from standoff.code.llm.prompt import load
from standoff.errors import CodeError
from standoff.records import Document
from tests.code.llm.endpoint import Endpoint, Step, content, event, served

TEXT = "Iran met Iraq in Baghdad. Israel attacked Syria. Turkey warned Greece. Egypt accused Sudan."
MET = Step(content(event(0, "met", "CONSULT", actors=["Iran", "Iraq"])))
ORDER = {"met": "CONSULT", "attacked": "ASSAULT", "warned": "THREATEN", "accused": "ACCUSE"}


def document(number: int = 0, text: str = TEXT) -> Document:
    return Document(f"d{number}", "Wire", f"{text} It was day {number}.")


def code_one(coder):
    (one,) = coder.code([document()])
    return one


@pytest.mark.parametrize(
    "failure",
    [Step(status=429), Step(status=500), Step(status=503), Step(status=429, headers={"Retry-After": "0"}), Step(wait_s=1.5)],
    ids=["429", "500", "503", "retry-after", "timeout"],
)  # fmt: skip
def test_what_may_pass_is_tried_again(make, endpoint, failure):
    endpoint.script = [failure, MET]
    coder = make(timeout_s=1.0)
    assert [m.type for m in code_one(coder).mentions] == ["CONSULT"]
    assert (coder.account()["requests"], coder.account()["retries"]) == (2, 1)


def test_the_wait_that_a_server_asks_for_is_kept(make, endpoint):
    endpoint.script = [Step(status=429, headers={"Retry-After": "1"}), MET]
    started = time.monotonic()
    code_one(make())
    assert time.monotonic() - started >= 1.0


def test_the_wait_may_be_asked_for_as_a_date(make, endpoint):
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    endpoint.script = [Step(status=503, headers={"Retry-After": soon}), MET]
    started = time.monotonic()
    assert len(code_one(make()).mentions) == 1
    assert time.monotonic() - started >= 1.0


def test_a_quota_that_stays_spent_ends_the_run_and_keeps_what_was_answered(make, endpoint):
    endpoint.script = [MET] + [Step(status=429)] * 5
    with pytest.raises(CodeError, match=r"HTTP 429.*tried 5 times.*goes on from there"):
        list(make(concurrency=1).code([document(0), document(1)]))
    endpoint.script = [MET]
    coder = make(concurrency=1)
    assert [len(c.mentions) for c in coder.code([document(0), document(1)])] == [1, 1]
    assert (coder.account()["requests"], coder.account()["from_cache"]) == (1, 1)


def test_nobody_at_the_address_ends_the_run(make, endpoint, parser):
    with served(Endpoint(lambda _: MET)) as gone:
        url = gone.url
    endpoint.url = url
    with pytest.raises(CodeError, match="ConnectionRefused"):
        code_one(make())


@pytest.mark.parametrize("status", [401, 402, 403, 404])
def test_what_no_try_can_mend_ends_the_run_at_once(make, endpoint, status):
    endpoint.script = [Step(status=status, raw=b"no such key sk-secret")]
    coder = make(key="sk-secret")
    with pytest.raises(CodeError) as caught:
        code_one(coder)
    assert f"HTTP {status}" in str(caught.value)
    assert "sk-secret" not in str(caught.value)
    assert coder.account()["requests"] == 1


def test_a_key_is_not_shown_by_halves_either(make, endpoint):
    key = "sk-" + "s" * 60
    endpoint.script = [Step(status=401, raw=b"x" + b" " * 780 + key.encode())]
    with pytest.raises(CodeError) as caught:
        code_one(make(key=key))
    assert "sss" not in str(caught.value)


def test_redirects_are_refused(make, endpoint):
    with served(Endpoint(lambda _: MET)) as elsewhere:
        endpoint.script = [Step(status=307, headers={"Location": f"{elsewhere.url}/chat/completions"})]
        with pytest.raises(CodeError, match="redirects are not followed"):
            code_one(make(key="sk-secret"))
        assert elsewhere.requests == []


def test_one_document_that_is_refused_does_not_stop_the_rest(make, endpoint):
    endpoint.answer = lambda shown: Step(status=400, raw=b"too long\n\x1b[2J") if "day 1" in shown[-1]["text"] else MET
    coded = list(make(concurrency=1).code(document(n) for n in range(4)))
    assert [c.problem for c in coded] == [None, "HTTP 400: too long \x1b[2J", None, None]
    assert [len(c.mentions) for c in coded] == [1, 0, 1, 1]


def test_three_documents_refused_in_a_row_are_the_endpoints_fault(make, endpoint):
    endpoint.answer = lambda _: Step(status=400, raw=b"unknown field response_format")
    coder = make(concurrency=1)
    with pytest.raises(CodeError, match=r"response_format \(set STANDOFF_LLM_FORMAT, see docs/coder-llm.md\)"):
        list(coder.code(document(n) for n in range(9)))
    assert coder.account()["requests"] <= 3 + coder.ahead + 1  # refused, waiting, under way


@pytest.mark.parametrize(
    ("said", "variable"),
    [("Unsupported parameter: 'max_tokens'", "LIMIT"), ("'temperature' does not support 0", "REQUEST"), ("invalid grammar", "FORMAT"),
     ("This model's maximum context length is 4096 tokens; reduce the length of the messages", "WINDOW")],
)  # fmt: skip
def test_the_variable_that_may_help_is_named(make, endpoint, said, variable):
    endpoint.answer = lambda _: Step(status=400, raw=said.encode())
    with pytest.raises(CodeError, match=f"set STANDOFF_LLM_{variable},"):
        list(make(concurrency=1).code(document(n) for n in range(9)))


def declined(**message) -> bytes:
    choice = {"message": {"role": "assistant", **message}, "finish_reason": message.pop("finish", "stop")}
    return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 5}}).encode()


@pytest.mark.parametrize(
    "raw", [declined(content=None, refusal="I cannot help with that."), declined(content="", finish="content_filter")]
)
def test_a_model_that_declines_is_counted_and_stops_nothing(make, endpoint, raw):
    endpoint.script = [Step(raw=raw)] * 4
    endpoint.answer = lambda _: MET
    coder = make(concurrency=1)
    coded = list(coder.code(document(n) for n in range(5)))
    assert [c.problem is None for c in coded] == [False] * 4 + [True]
    assert all(c.problem.startswith("the model declines to answer") and not c.again for c in coded[:4])
    assert (coder.account()["declined"], coder.account()["prompt_tokens"]) == (4, 500)


def test_a_model_that_thought_until_its_tokens_were_gone_is_asked_in_halves(make, endpoint):
    cut = json.dumps({"choices": [{"message": {"content": None}, "finish_reason": "length"}]}).encode()
    endpoint.script = [Step(raw=cut)]
    coder = make()
    assert code_one(coder).problem is None
    assert (coder.account()["unreadable"], coder.account()["requests"]) == (1, 3)


@pytest.mark.parametrize(
    "around", ["```json\n%s\n```", "<think>\nIran met {Iraq}?\n</think>\n\n%s", "  %s\n", "<think></think>```\n%s```"]
)
def test_what_models_write_around_an_answer_is_left_aside(make, endpoint, around):
    endpoint.script = [Step(around % MET.content)]
    assert len(code_one(make()).mentions) == 1


def test_half_a_character_in_an_answer_harms_nothing(make, endpoint):
    told = content(event(0, "met", "CONSULT", actors=["Iran", "\ud800"]))
    endpoint.script = [Step(told)]
    assert [p.id for p in code_one(make()).mentions[0].actors] == ["IRN"]
    coder = make()
    assert [p.id for p in code_one(coder).mentions[0].actors] == ["IRN"]
    assert coder.account()["from_cache"] == 1


@pytest.mark.parametrize(
    "raw", [b"<html>hello</html>", b"", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 100_000],
    ids=["html", "empty", "list", "no choice", "no content", "deep"],
)  # fmt: skip
def test_what_is_not_of_the_protocol_is_the_documents_problem(make, endpoint, raw):
    endpoint.script = [Step(raw=raw)]
    assert "chat completions protocol" in code_one(make()).problem


def test_an_answer_that_breaks_off_is_asked_for_again(make, endpoint):
    endpoint.script = [Step(MET.content, headers={"Content-Length": "99999", "Connection": "close"}), MET]
    coder = make(timeout_s=2.0)
    assert len(code_one(coder).mentions) == 1
    assert coder.account()["retries"] == 1


def test_an_answer_without_end_is_cut(make, endpoint):
    endpoint.script = [Step(raw=b" " * (MOST_BYTES + 10))]
    assert "larger than" in code_one(make()).problem


def test_an_answer_that_trickles_is_given_up(make, endpoint):
    endpoint.script = [Step(trickle_s=0.1), MET]
    coder = make(timeout_s=1.0)
    started = time.monotonic()
    assert len(code_one(coder).mentions) == 1
    assert time.monotonic() - started < 10  # the whole of it would take 20 s and more
    assert coder.account()["retries"] == 1


def by_sentence(shown):
    """Every event of the text, as a model that reads well would tell them."""
    found = [(s["sentence"], w, t) for s in shown for w, t in ORDER.items() if w in s["text"]]
    return content(*(event(n, word, kind) for n, word, kind in found))


def test_truncated_and_broken_answers_are_asked_for_again_in_halves(make, endpoint):
    def long_windowed(shown):
        if len(shown) > 2:
            return Step('{"events": [{"trigger": {"sent', finish="length")
        return Step(by_sentence(shown)) if len(shown) == 2 else Step(f"Here it is: {by_sentence(shown)}")

    endpoint.answer = long_windowed
    coder = make()
    one = code_one(coder)
    assert one.problem is not None  # the fifth sentence alone is never answered in JSON
    endpoint.answer = lambda shown: Step(by_sentence(shown), finish="length" if len(shown) > 2 else "stop")
    coder = make()
    one = code_one(coder)
    assert [m.type for m in one.mentions] == list(ORDER.values())
    assert coder.account()["unreadable"] == 2  # of five sentences, and of the last three


def test_an_answer_that_never_can_be_read_takes_no_half_of_a_document(make, endpoint):
    endpoint.answer = lambda shown: Step(by_sentence(shown) if any("met" in s["text"] for s in shown[:1]) and len(shown) < 3 else "Sure!")  # fmt: skip
    one = code_one(make())
    assert (one.mentions, "no JSON of the schema" in one.problem) == ((), True)


def test_pieces_that_are_not_of_the_schema_are_refused_one_by_one(make, endpoint):
    good = event(0, "met", "CONSULT", actors=["Iran", "Iraq"])
    broken = [
        good | {"type": "WAR"}, good | {"type": 3}, good | {"trigger": "met"}, good | {"status": None}, "met", None, [good],
        good | {"trigger": {"sentence": "0", "quote": "met"}}, good | {"trigger": {"sentence": 0, "quote": " "}},
        good | {"trigger": {"sentence": 0, "quote": "x" * 301}}, good | {"trigger": {"sentence": True, "quote": "met"}},
    ]  # fmt: skip
    harmless = event(1, "attacked", "ASSAULT", mode="visit") | {"date": "Sunday", "actors": "Israel", "extra": 1}
    endpoint.script = [Step(json.dumps({"events": [*broken, good, harmless], "ties": [{"type": "loves"}]}))]
    coder = make()
    assert [(m.type, m.mode, m.actors != ()) for m in code_one(coder).mentions] == [("CONSULT", (), True), ("ASSAULT", (), False)]  # fmt: skip
    assert coder.account()["refused: not of the schema"] == len(broken) + 3
    assert coder.account()["refused: mode of another type"] == 1


def test_a_flood_of_events_is_bounded(make, endpoint):
    endpoint.script = [Step(content(*[event(0, "met", "CONSULT")] * 500))]
    coder = make()
    assert len(code_one(coder).mentions) == 1
    assert (coder.account()["refused: too many"], coder.account()["refused: told twice"]) == (400, 99)


def test_the_cache_is_by_prompt_and_model_and_private(make, endpoint, tmp_path):
    endpoint.answer = lambda _: MET
    first = code_one(make())
    again = make()
    assert code_one(again) == first
    assert (again.account()["requests"], again.account()["from_cache"], len(endpoint.requests)) == (0, 1, 1)
    code_one(make(answer_tokens=500))
    assert len(endpoint.requests) == 2
    files = [f for f in (tmp_path / "cache").rglob("*") if f.is_file()]
    assert len(files) == 2
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_a_broken_file_in_the_cache_costs_a_request_and_no_more(make, endpoint, tmp_path):
    endpoint.answer = lambda _: MET
    code_one(make())
    (file,) = [f for f in (tmp_path / "cache").rglob("*") if f.is_file()]
    file.write_bytes(b"\xff\xfe broken")
    assert len(code_one(make()).mentions) == 1
    file.write_text("not JSON", encoding="utf-8")
    assert len(code_one(make()).mentions) == 1
    assert file.read_text(encoding="utf-8") == MET.content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_is_no_error(make, endpoint, tmp_path):
    (tmp_path / "cache").mkdir(mode=0o500)
    endpoint.answer = lambda _: MET
    assert len(code_one(make()).mentions) == 1


@pytest.mark.parametrize("other", [{"answer_tokens": 100}, {"more": {"temperature": 0.5}}, {"format": "json_object"}])
def test_another_setting_is_another_question(make, endpoint, other):
    code_one(make())
    coder = make(**other)
    code_one(coder)
    assert (coder.account()["requests"], coder.account()["from_cache"]) == (1, 0)


def test_another_wording_of_the_prompt_is_another_question_and_another_rule(make, endpoint, monkeypatch):
    endpoint.answer = lambda _: MET
    first = code_one(make())
    loaded = load()
    monkeypatch.setattr("standoff.code.llm.coder.load", lambda: replace(loaded, id="llm.events@new", system="Code."))
    coder = make()
    second = code_one(coder)
    assert coder.account()["from_cache"] == 0
    assert [m.rule for c in (first, second) for m in c.mentions] == [loaded.id, "llm.events@new"]


def test_two_runs_may_share_a_cache_at_the_same_time(make, endpoint, tmp_path):
    endpoint.answer = lambda _: Step(MET.content, wait_s=0.02)
    coders = [make(concurrency=2) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda coder: list(coder.code(document(n) for n in range(6))), coders))
    assert all([len(c.mentions) for c in run] == [1] * 6 for run in runs)
    files = [f for f in (tmp_path / "cache").rglob("*") if f.is_file()]
    assert len(files) == 6
    assert all(f.read_text(encoding="utf-8") == MET.content for f in files)


def test_no_request_goes_out_that_might_pass_the_budget(make, endpoint):
    endpoint.answer = lambda _: MET
    coder = make(concurrency=1, tokens=25_000, answer_tokens=500)
    with pytest.raises(CodeError, match="budget of this run"):
        list(coder.code(document(n) for n in range(1000)))
    used = coder.account()["prompt_tokens"] + coder.account()["answer_tokens"]
    assert 0 < used <= 25_000
    assert used == 110 * len(endpoint.requests)


def test_the_budget_holds_with_many_requests_under_way(make, endpoint):
    """The server uses all that each request may use, so that nothing but the reservation keeps the bound."""
    usage = {"prompt_tokens": 9000, "completion_tokens": 500}
    endpoint.answer = lambda _: Step(MET.content, wait_s=0.05, usage=usage)
    coder = make(concurrency=8, tokens=60_000, answer_tokens=500)
    with pytest.raises(CodeError, match="budget of this run"):
        list(coder.code(document(n) for n in range(100)))
    used = coder.account()["prompt_tokens"] + coder.account()["answer_tokens"]
    assert 0 < used <= 60_000
    assert endpoint.most_at_once > 1


def test_money_is_counted_by_the_prices_given(make, endpoint):
    endpoint.answer = lambda _: MET
    coder = make(price_in=2.0, price_out=10.0, budget=1.0)
    code_one(coder)
    assert coder.account()["cost"] == pytest.approx((100 * 2 + 10 * 10) / 1e6)
    poor = make(price_in=2.0, price_out=10.0, budget=0.000001, answer_tokens=501)
    with pytest.raises(CodeError, match="STANDOFF_LLM_BUDGET"):
        code_one(poor)
    assert len(endpoint.requests) == 1


def test_a_server_that_does_not_count_is_taken_to_have_used_the_most(make, endpoint):
    endpoint.script = [Step(MET.content, usage=None)]
    coder = make(answer_tokens=300)
    code_one(coder)
    assert coder.account()["answer_tokens"] == 300
    assert coder.account()["prompt_tokens"] >= len(json.dumps(endpoint.requests[0]["messages"], ensure_ascii=False))
