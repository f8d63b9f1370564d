"""When to ask again."""

from __future__ import annotations

from standoff.errors import FetchError
from standoff.watch.pace import MOST_FAILURES, REST_S, Pace, seconds_until_next
from standoff.wire import DAY_S


def test_intervals_double_with_failures_up_to_a_day_and_differ():
    for failures, middle in ((1, 3600.0), (2, 7200.0), (3, 14_400.0), (30, DAY_S)):
        drawn = {seconds_until_next(1800.0, failures) for _ in range(200)}
        assert 0.75 * middle <= min(drawn) < max(drawn) <= 1.25 * middle
        assert len(drawn) > 100
    drawn = [seconds_until_next(1800.0, 0) for _ in range(200)]
    assert 0.9 * 1800 <= min(drawn) < max(drawn) <= 1800.0
    assert seconds_until_next(60.0, 1, asked_s=5000.0) == 5000.0


def test_a_host_that_failed_several_times_or_asks_for_it_is_left_alone():
    now = [1000.0]
    pace = Pace(0.0, {"kept.org": 1500.0}, lambda: now[0])

    def may_ask(host):
        try:
            with pace.turn(host, f"http://{host}/"):
                return True
        except FetchError as error:
            return not (error.passing and error.wait_s > 0)

    assert not may_ask("kept.org")
    for _ in range(MOST_FAILURES):
        assert may_ask("down.org")
        pace.failed("down.org", FetchError("", "down", passing=True))
    assert not may_ask("down.org")
    pace.failed("busy.org", FetchError("", "busy", passing=True, wait_s=50.0))
    assert not may_ask("busy.org")
    for _ in range(10):
        pace.failed("sound.org", FetchError("", "none of that name"))
    assert may_ask("sound.org")
    assert pace.rests() == {"kept.org": 1500.0, "down.org": 1000.0 + REST_S, "busy.org": 1050.0}
    now[0] = 1000.0 + REST_S
    assert all(map(may_ask, ("kept.org", "down.org", "busy.org")))
