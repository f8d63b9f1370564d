"""Rounds over servers of this machine: what comes into the archive, what is asked of the servers, what is told to have failed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from standoff.errors import StoreError
from standoff.watch import Feeds, Watched, Watcher, WatchOptions
from standoff.watch.fetch import Limits
from standoff.watch.loop import beside
from standoff.watch.state import Source, State, Tried
from tests.archives import content
from tests.line_coder import LineCoder
from tests.watch.servers import body, feed_of, page_of, raw, site, slow, status

ROOT = Path(__file__).parents[2]
LIMITS = Limits(most_bytes=200_000, silence_s=1.0, seconds=3.0)
WORDS = "Officials in the province met for the third time this week and told reporters of the market about it."


def line(n):
    """Far enough from those of other numbers to be another event."""
    return f"{WORDS}\nASSAULT 2024-01-{3 * n:02} USA IRQ {n} {('Erbil', 'Mosul', 'Baghdad')[n % 3]}"


class Desk:
    """An archive and what is watched for it, at a time that the test sets."""

    def __init__(self, path: Path, served) -> None:
        self.path, self.served, self.now = path / "a.duckdb", served, 1_700_000_000.0
        self.failures: list[str] = []
        self.watched: list[Watched] = []

    def watch(self, path, kind="feed", **settings):
        self.watched.append(Watched(self.served.url + path, kind, **{"allow_private": True} | settings))

    def round(self, coder=LineCoder, **options):
        chosen = WatchOptions(limits=LIMITS, pause_s=0.0, clock=lambda: self.now, **options)
        feeds = Feeds(self.path, tuple(self.watched))
        with Watcher.open(feeds, self.path, coder, chosen) as watcher:
            return watcher.round(lambda error: self.failures.append(str(error)))

    def later(self, minutes=40):
        self.now += 60 * minutes
        return self.round()

    def documents(self):
        return content(self.path, ("documents",))["documents"] if self.path.exists() else []

    def sources(self):
        return sorted(row[2].replace(self.served.url, "") for row in self.documents())


@pytest.fixture
def desk(tmp_path):
    with site() as served:
        yield Desk(tmp_path, served)


def test_what_is_new_is_coded_and_merged_and_nothing_is_fetched_twice(desk):
    desk.served.feed("/rss", "/1", "/2", ETag='"v1"')
    desk.served.report("/1", line(1))
    desk.served.report("/2", line(2))
    desk.watch("/rss")
    first = desk.round()
    assert (first.fetched, first.failed, first.documents, first.events, first.waiting) == (1, 0, 2, 2, 0)
    assert desk.served.paths == ["/rss", "/1", "/2"]
    assert desk.served.robots == 1
    assert desk.sources() == ["/1", "/2"]
    rows = desk.documents()
    assert {row[5] for row in rows} == {"Wire"}  # the feed's name, where the page says none
    assert {str(row[6]) for row in rows} == {"2024-01-28"}

    assert desk.round().fetched == 0  # not due yet
    again = desk.later()
    assert (again.fetched, again.unchanged, again.documents) == (1, 1, 0)
    assert desk.served.asked[-1][1]["if-none-match"] == '"v1"'

    desk.served.feed("/rss", "/3", "/1", "/2", ETag='"v2"')
    desk.served.report("/3", line(3))
    third = desk.later()
    assert (third.documents, third.events) == (1, 3)
    assert desk.served.paths[-2:] == ["/rss", "/3"]
    assert desk.failures == []


def test_an_article_that_cannot_be_had_now_is_tried_again_and_in_the_end_the_feeds_own_words_are_taken(desk):
    desk.served.feed("/rss", "/1", "/2", ETag='"v1"')
    desk.served.report("/1", line(1))
    desk.served.pages["/2"] = status(500)
    desk.watch("/rss")
    first = desk.round()
    assert (first.documents, first.waiting, first.failed) == (1, 1, 0)
    for _ in range(3):
        assert desk.later().waiting == 1
    last = desk.later()
    assert (last.documents, last.waiting) == (1, 0)
    assert desk.sources() == ["/1", "/2"]
    assert desk.served.paths.count("/1") == 1
    assert desk.served.paths.count("/2") == 5
    assert desk.later().unchanged == 1  # only now is the feed asked whether it has changed
    assert desk.failures == [f"{desk.served.url}/2: answers 500"] * 5


def test_an_article_that_comes_the_second_time(desk):
    desk.served.feed("/rss", "/1", ETag='"v1"')
    desk.served.pages["/1"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\nhalf")
    desk.watch("/rss")
    assert (desk.round().waiting, desk.documents()) == (1, [])
    desk.served.report("/1", line(1))
    assert desk.later().documents == 1
    assert "Mosul" in desk.documents()[0][7]


def test_what_will_not_pass_is_not_tried_again(desk):
    links = [
        "/gone",
        "/picture",
        "/large",
        "/pdf",
        "/circle",
        "/far",
        "/many0",
        "http://other.example/x",
        "/empty",
        "ftp://127.0.0.1/x",
    ]
    desk.served.feed("/rss", *links)
    desk.served.pages |= {
        "/picture": body(b"x", "image/png"), "/large": body(b"x" * 300_000), "/pdf": body(b"%PDF-1.4 ...", "text/html"),
        "/circle": status(301, Location="/circle2"), "/circle2": status(301, Location="/circle"),
        "/far": status(302, Location="http://other.example/"), "/empty": body(b""),
    }  # fmt: skip
    desk.served.pages |= {f"/many{n}": status(302, Location=f"/many{n + 1}") for n in range(9)}
    desk.watch("/rss")
    done = desk.round()
    assert (done.waiting, done.failed) == (0, 0)
    assert done.documents + done.copies == len(links)  # of each there are the feed's own words
    told = "\n".join(desk.failures)
    for why in (
        "answers 404", "is image/png", "has 300,000 bytes", "not a report: a PDF", "redirects in a circle",
        "lies on other.example, not on 127.0.0.1", "redirects more than 5 times", "empty", "only http and https are fetched",
    ):  # fmt: skip
        assert why in told, why
    assert len(desk.failures) == len(links)
    log = beside(desk.path, "log").read_text(encoding="utf-8").splitlines()
    assert [entry.split(" ", 2)[2] for entry in log] == desk.failures
    before = len(desk.served.asked)
    desk.later()
    assert len(desk.served.asked) == before + 1


def test_robots_are_obeyed_for_the_feed_and_for_what_it_links_to(desk):
    desk.served.pages["/robots.txt"] = body("User-agent: standoff\nDisallow: /private", "text/plain")
    desk.served.feed("/rss", "/private/1", "/hop")
    desk.served.report("/private/1", line(1))
    desk.served.pages["/hop"] = status(302, Location="/private/1")
    desk.served.feed("/private/rss", "/2")
    desk.watch("/rss")
    desk.watch("/private/rss")
    assert desk.round().failed == 1
    assert sorted(desk.served.paths) == ["/hop", "/rss"]
    assert desk.failures.count(f"{desk.served.url}/private/1: robots.txt of the server does not allow it") == 2
    assert desk.served.robots == 1


def test_while_robots_cannot_be_had_nothing_is_fetched(desk):
    desk.served.pages["/robots.txt"] = status(503, Retry_After="7200")
    desk.served.feed("/rss", "/1")
    desk.watch("/rss")
    assert desk.round().failed == 1
    assert "its robots.txt cannot be had (answers 503)" in desk.failures[0]
    assert desk.later(60).fetched == 0  # for two hours the server is left alone
    assert desk.served.asked == []
    desk.served.pages["/robots.txt"] = status(404)
    assert desk.later(90).fetched == 1
    assert desk.served.paths == ["/rss", "/1"]


def test_a_host_that_asks_for_it_is_left_alone_and_items_do_not_age(desk):
    desk.served.feed("/rss", *(f"/{n}" for n in range(9)))
    desk.served.pages["/0"] = status(429, Retry_After="86400")
    desk.watch("/rss")
    assert desk.round().waiting == 9
    assert desk.served.paths == ["/rss", "/0"]
    for _ in range(6):
        desk.later(100)
    assert desk.served.paths == ["/rss", "/0"]
    for n in range(9):
        desk.served.report(f"/{n}", line(n + 1))
    assert desk.later(24 * 60 * 2).documents == 9


def test_a_feed_that_fails_is_asked_later_and_later(desk):
    desk.watch("/rss")
    gaps = []
    for _ in range(8):
        gaps.append(desk.round().due_s / 60)
        assert desk.later(gaps[-1] - 1).fetched == 0
        desk.now += 120
    assert len(desk.served.asked) == 8
    assert all(45 * 2**n <= gap <= 76 * 2**n for n, gap in enumerate(gaps[:5]))
    assert all(18 * 60 <= gap <= 30 * 60 for gap in gaps[5:])


def test_addresses_of_this_machine_are_refused_unless_they_are_allowed(desk):
    desk.served.feed("/rss", "/1")
    desk.served.report("/1", line(1))
    desk.watch("/rss", allow_private=False)
    assert desk.round().failed == 1
    assert desk.served.robots == 0
    assert desk.served.asked == []
    assert "to allow it: allow_private = true" in desk.failures[0]
    desk.now += 86_400 * 2
    assert desk.round(allow_private=True).documents == 1


def test_each_redirect_is_resolved_and_checked_anew(desk, monkeypatch):
    """A server of the internet (here 127.0.0.1, taken for one) that sends on to the inside of a network (127.0.0.2)."""
    numbers = {"example.org": "127.0.0.1", "inner.example.org": "127.0.0.2"}
    monkeypatch.setattr("standoff.watch.addresses.is_public", "127.0.0.1".__eq__)
    desk.served.pages["/rss"] = status(302, Location=f"http://inner.example.org:{desk.served.port}/secret")
    desk.watched = [Watched(f"http://example.org:{desk.served.port}/rss", "feed")]
    assert desk.round(resolver=lambda host, _: [numbers[host]]).failed == 1
    assert "inner.example.org is 127.0.0.2, of this machine or a private network" in desk.failures[0]
    assert desk.served.paths == ["/rss"]


def test_a_state_that_is_broken_is_told_and_one_that_is_gone_doubles_nothing(desk):
    desk.served.feed("/rss", "/1")
    desk.served.report("/1", line(1))
    desk.watch("/rss")
    desk.round()
    beside(desk.path, "sqlite").write_bytes(b"no state at all" * 500)
    with pytest.raises(StoreError, match="without it watching starts anew"):
        desk.round()
    beside(desk.path, "sqlite").unlink()
    again = desk.round()
    assert (again.documents, again.copies, len(desk.documents())) == (0, 1, 1)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text/html; charset=utf-16", "utf-8"), ("text/html; charset=utf-8", "cp1252"), ("text/html; charset=ascii", "utf-8"),
        ("text/html; charset=no-such", "utf-8"), ("text/html; charset=utf-7", "utf-8"), ("application/octet-stream", "utf-16"),
    ],
)  # fmt: skip
def test_encodings_that_servers_lie_about(desk, kind, data):
    text = "Le président a condamné l’attaque menée près d’Erbil, où trois soldats ont été tués dans la matinée.\n" * 5
    desk.served.pages["/page"] = body(page_of(text).encode(data), kind)
    desk.watch("/page", kind="page")
    assert desk.round().documents == 1
    assert "président a condamné l’attaque menée près" in desk.documents()[0][7]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html><body>Not found</body></html>", b"\x89PNG\r\n\x1a\n" + bytes(99), b"<rss><channel></channel></rss>", b"{}" * 50,
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;</rss>', b"<rss>" * 5000, b"\xff\xfe" * 100,
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_and_the_others_go_on(desk, data):
    desk.served.pages["/bad"] = body(data, "application/rss+xml")
    desk.served.feed("/rss", "/1")
    desk.served.report("/1", line(1))
    desk.watch("/bad")
    desk.watch("/rss")
    done = desk.round()
    assert (done.fetched, done.failed, done.documents) == (2, 1, 1)
    assert desk.failures[0].startswith(f"{desk.served.url}/bad: ")


def test_a_feed_that_breaks_off_gives_what_it_has(desk):
    whole = feed_of(desk.served.url, ("/1", "/2"))
    desk.served.pages["/rss"] = body(whole[: whole.rindex("<item>") + 20], "application/rss+xml")
    desk.served.report("/1", line(1))
    desk.watch("/rss")
    assert desk.round().documents == 1
    assert "broken feed" in desk.failures[0]


def test_items_are_bounded_and_one_that_two_feeds_list_is_fetched_once(desk):
    desk.served.feed("/a", *(f"/{n}" for n in range(1, 9)))
    desk.served.feed("/b", "/2", "/1#part", "/3")
    for n in range(1, 9):
        desk.served.report(f"/{n}", line(n))
    desk.watch("/a", items=2)
    desk.watch("/b")
    assert desk.round().documents == 3
    assert sorted(desk.served.paths) == ["/1", "/2", "/3", "/a", "/b"]


def test_what_a_feed_lists_beyond_one_round_comes_in_the_next_ones(desk):
    """Also where the oldest stand first: known items take no room."""
    desk.served.feed("/rss", *(f"/{n}" for n in range(1, 6)), ETag='"v1"')
    for n in range(1, 7):
        desk.served.report(f"/{n}", line(n))
    desk.watch("/rss", items=2)
    assert [desk.round().documents, desk.later().documents, desk.later().documents] == [2, 2, 1]
    assert desk.later().unchanged == 1
    desk.served.feed("/rss", *(f"/{n}" for n in range(1, 7)), ETag='"v2"')
    assert desk.later().documents == 1
    assert desk.sources() == [f"/{n}" for n in range(1, 7)]
    assert desk.failures == []


def test_of_a_feed_without_end_so_many_items_are_looked_at_and_that_is_told(desk, monkeypatch):
    monkeypatch.setattr("standoff.watch.gather.MOST_LISTED", 3)
    desk.served.feed("/rss", *(f"/{n}" for n in range(1, 7)), ETag='"v1"')
    for n in range(1, 7):
        desk.served.report(f"/{n}", line(n))
    desk.watch("/rss")
    assert desk.round().documents == 3
    assert desk.failures == [f"{desk.served.url}/rss: lists more than 3 items; only these are looked at"]
    assert desk.later().unchanged == 1


def test_an_item_is_the_same_however_its_publisher_counts_readers(desk):
    desk.served.feed("/rss", "/1?id=7&amp;utm_source=rss", "/1?id=7&amp;at_campaign=rss", "/1?fbclid=x&amp;id=7")
    desk.served.report("/1?id=7&utm_source=rss", line(1))
    desk.served.report("/1?id=8", line(2))
    desk.watch("/rss")
    assert desk.round().documents == 1
    desk.served.feed("/rss", "/1?id=7&amp;utm_source=other", "/1?id=8")
    assert desk.later().documents == 1  # another number is another article
    assert len(desk.served.paths) == 4


def test_links_that_are_no_addresses_of_the_web_leave_the_feeds_own_words(desk):
    desk.served.feed("/rss", "javascript://alert(1)", "file:///etc/passwd", "data://text/html,x")
    desk.watch("/rss")
    assert desk.round().documents == 3
    assert desk.served.paths == ["/rss"]
    assert all("only http and https are fetched" in failure for failure in desk.failures)
    assert desk.later().documents == 0
    assert len(desk.failures) == 3


def test_no_host_waits_for_another_one(desk):
    """As many feeds of a slow host as there are threads, named first."""
    with site() as quick:
        for n in range(3):
            desk.served.pages[f"/slow{n}"] = slow(0.4, body(feed_of(desk.served.url, ()), "application/rss+xml"))
            desk.watch(f"/slow{n}")
        quick.pages["/rss"] = body(feed_of(quick.url, ()), "application/rss+xml")
        named = f"http://localhost:{quick.port}/rss"
        desk.watched.append(Watched(named, "feed", allow_private=True))
        desk.round(hosts_at_once=2, resolver=lambda host, port: ["127.0.0.1"])
        assert quick.asked[0][0] == "/rss"
        assert desk.failures[0].startswith(
            named
        )  # an empty feed is told; that of the quick host before those of the slow one


def test_one_archive_has_one_watcher_at_a_time(desk, monkeypatch):
    monkeypatch.setattr("standoff.watch.state.WAIT_S", 0.05)
    desk.served.feed("/rss", "/1")
    desk.served.report("/1", line(1))
    desk.watch("/rss")
    feeds = Feeds(desk.path, tuple(desk.watched))
    told = "another standoff watch is at work on this archive"
    with Watcher.open(feeds, desk.path, LineCoder), pytest.raises(StoreError, match=told):
        desk.round()
    assert desk.served.paths == []
    assert desk.round().documents == 1


def test_a_state_that_cannot_be_written_ends_the_run_in_one_line(desk, monkeypatch):
    desk.served.feed("/rss", "/1")
    desk.served.report("/1", line(1))
    desk.watch("/rss")
    with State.open(beside(desk.path, "sqlite")) as state:
        state._connection.execute("pragma max_page_count = 1")
        with pytest.raises(
            StoreError, match=r"watch\.sqlite: what was seen cannot be written \(database or disk is full\)"
        ):
            state.finish(Source("u"), [Tried("k" * 5000, 0, done=True)] * 9, [], 0.0)
    assert desk.round().documents == 1  # nothing is broken by it


def test_without_articles_the_feeds_own_words_are_all(desk):
    desk.served.feed("/rss", "/1", "/2")
    desk.watch("/rss", articles=False)
    assert desk.round().documents == 2
    assert desk.served.paths == ["/rss"]
    assert min(row[7] for row in desk.documents()).startswith("In short, number")


def test_a_page_that_changes_is_a_new_report(desk):
    desk.served.report("/page", line(1))
    desk.watch("/page", kind="page", publisher="Ministry")
    assert desk.round().documents == 1
    assert (desk.later().documents, desk.later().copies) == (0, 1)
    desk.served.report("/page", line(2))
    assert desk.later().documents == 1
    assert {row[5] for row in desk.documents()} == {"Ministry"}


def test_a_day_of_publication_that_has_not_come_is_none(desk):
    page = page_of(line(1)).replace("<title>", '<meta property="article:published_time" content="2199-01-01"><title>')
    desk.served.pages["/page"] = body(page)
    desk.watch("/page", kind="page")
    desk.round()
    assert desk.documents()[0][6] is None


def test_while_the_archive_is_in_use_nothing_is_lost(desk, tmp_path):
    desk.served.feed("/rss", "/1", ETag='"v1"')
    desk.served.report("/1", line(1))
    desk.watch("/rss")
    desk.path.parent.mkdir(exist_ok=True)
    script = f"import sys, duckdb; c = duckdb.connect({str(desk.path)!r}); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        done = desk.round()
        holder.communicate()
    assert (done.failed, done.documents) == (1, 0)
    assert "the archive is in use by process" in desk.failures[0]
    assert desk.later(100).documents == 1


RUN = """
    import sys
    from pathlib import Path
    from standoff.watch import Feeds, Watched, Watcher, WatchOptions
    from tests.line_coder import LineCoder
    feeds = Feeds(Path("f"), tuple(Watched(url, "feed", allow_private=True) for url in sys.argv[2:]))
    with Watcher.open(feeds, Path(sys.argv[1]), lambda: LineCoder(0.02), WatchOptions(pause_s=0.01)) as watcher:
        watcher.round()
"""


def test_killed_at_any_moment_it_loses_and_doubles_nothing(tmp_path):
    with site() as served:
        for name in "abc":
            served.feed(f"/{name}", *(f"/{name}{n}" for n in range(8)), ETag='"v"')
            for n in range(8):
                served.report(f"/{name}{n}", f"{WORDS} It is {name} and {n}.\n{line(n + 1)}")
        urls = [f"{served.url}/{name}" for name in "abc"]
        command = [sys.executable, "-c", textwrap.dedent(RUN)]
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        for requests, delay_s in (
            (5, 0.0),
            (12, 0.0),
            (20, 0.2),
        ):  # in the middle of a feed, and of storing what it gave
            before = len(served.asked)
            run = subprocess.Popen([*command, str(tmp_path / "killed.duckdb"), *urls], env=environment)
            while len(served.asked) < before + requests and run.poll() is None:
                time.sleep(0.005)
            time.sleep(delay_s)
            run.send_signal(signal.SIGKILL)
            assert run.wait() == -signal.SIGKILL
        for archive in ("killed.duckdb", "straight.duckdb"):
            subprocess.run([*command, str(tmp_path / archive), *urls], env=environment, check=True)
        killed, straight = (content(tmp_path / f"{name}.duckdb") for name in ("killed", "straight"))
        assert len(straight["documents"]) == 24
        unordered = [sorted(row[1:10] for row in found["documents"]) for found in (killed, straight)]
        assert unordered[0] == unordered[1]
        assert {row[0] for row in killed["events"]} == {row[0] for row in straight["events"]}
        assert killed["copies"] == straight["copies"] == []
        assert killed["unmerged"] == []
