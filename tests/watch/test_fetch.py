"""One request to servers that are slow, endless, cut short, packed to burst, or elsewhere than they say."""

from __future__ import annotations

import gzip
import random
import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from standoff import __version__
from standoff.errors import FetchError
from standoff.watch import addresses
from standoff.watch.fetch import Fetched, Fetcher, Limits, Redirect, Validators
from tests.watch.servers import body, raw, site, status

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def served():
    with site() as made:
        yield made


def get(served, path, limits=Limits(most_bytes=100_000, silence_s=2.0, seconds=5.0), known=None):  # noqa: B008
    return Fetcher(limits).get(addresses.parse(served.url + path), known, allow_private=True)


def refusal(served, path, **limits) -> FetchError:
    given = {"most_bytes": 100_000, "silence_s": 2.0, "seconds": 5.0} | limits
    with pytest.raises(FetchError) as caught:
        get(served, path, Limits(**given))
    return caught.value


def test_a_page_comes_whole_with_its_charset_and_validators_and_the_program_says_its_name(served):
    served.pages["/a?b=%20c"] = body("<p>Töne</p>", "text/html; charset=utf-8", ETag='"x"', Last_Modified="then")
    found = get(served, "/a?b=%20c")
    assert found == Fetched(served.url + "/a?b=%20c", "<p>Töne</p>".encode(), "utf-8", Validators('"x"', "then"))
    [(_, headers)] = served.asked
    assert headers["user-agent"].startswith(f"standoff/{__version__} ")
    assert headers["host"] == f"127.0.0.1:{served.port}"


def test_what_was_got_before_is_asked_about_and_not_sent_again(served):
    served.pages["/a"] = body("x", ETag='"x"')
    found = get(served, "/a", known=Validators('"x"', "then"))
    assert found == Fetched(served.url + "/a", None, None, Validators('"x"', "then"))
    assert served.asked[0][1]["if-modified-since"] == "then"


def test_a_packed_page_is_unpacked(served):
    served.pages["/a"] = body(gzip.compress(b"word " * 1000), Content_Encoding="gzip")
    assert get(served, "/a").body == b"word " * 1000


def test_a_page_packed_in_several_members_comes_whole(served):
    parts = [random.Random(n).randbytes(4000) for n in range(20)]  # more than is read at once
    several = b"".join(map(gzip.compress, parts))
    served.pages["/a"] = body(several, Content_Encoding="gzip")
    assert get(served, "/a").body == b"".join(parts)
    served.pages["/bomb"] = body(gzip.compress(b"\0" * 60_000) * 50, Content_Encoding="gzip")
    assert "larger than the limit" in refusal(served, "/bomb").problem
    served.pages["/cut"] = body(several[:-3], Content_Encoding="gzip")
    assert "ended in the middle" in refusal(served, "/cut").problem


def test_a_chunked_page_is_put_together(served):
    served.pages["/a"] = raw(OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert get(served, "/a").body == b"abcde"


def test_a_redirect_is_told_not_followed(served):
    served.pages["/a"] = status(302, Location="/b\u00e9?x=1")
    assert get(served, "/a") == Redirect(served.url + "/bé?x=1")
    assert served.paths == ["/a"]


def test_a_gzip_bomb_is_given_up_at_the_limit(served):
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    served.pages["/a"] = body(bomb, Content_Encoding="gzip")
    error = refusal(served, "/a")
    assert (error.problem, error.passing) == ("is larger than the limit of 100,000 bytes", False)


def test_five_gigabytes_are_refused_by_their_head_or_given_up_at_the_limit(served):
    sent = []

    def endless(handler):
        handler.close_connection = True
        handler.wfile.write(OK + b"\r\n")
        for _ in range(5 * 1024):
            handler.wfile.write(bytes(1024 * 1024))
            sent.append(1)

    served.pages["/told"] = raw(OK + b"Content-Length: 5368709120\r\n\r\n", b"x" * 1000, over=10)
    served.pages["/untold"] = endless
    assert refusal(served, "/told").problem == "has 5,368,709,120 bytes, more than the limit of 100,000"
    assert refusal(served, "/untold").problem == "is larger than the limit of 100,000 bytes"
    assert len(sent) < 50  # what fits between two sockets, far from 5 GB


def test_an_answer_that_dies_in_the_middle_is_no_answer(served):
    served.pages["/length"] = raw(OK + b"Content-Length: 1000\r\n\r\nhalf a page")
    served.pages["/chunks"] = raw(OK + b"Transfer-Encoding: chunked\r\n\r\n400\r\nhalf a page")
    served.pages["/gzip"] = raw(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"page " * 500)[:20])
    served.pages["/head"] = raw(b"HTTP/1.1 200 OK\r\nContent-Ty")
    served.pages["/nothing"] = raw(b"")
    for path in ("/length", "/chunks", "/gzip", "/nothing"):
        assert refusal(served, path).passing, path
    assert "in the middle" in refusal(served, "/length").problem
    assert "in the middle" in refusal(served, "/chunks").problem
    assert "in the middle" in refusal(served, "/gzip").problem


def test_a_silent_server_and_one_that_drips_are_left(served):
    served.pages["/silent"] = raw(b"", b"", pause_s=3.0)
    served.pages["/body"] = raw(OK + b"\r\n", b"x", pause_s=0.1, over=60)
    served.pages["/head"] = raw(b"HTTP/1.1 200 OK\r\nX: ", b"x", pause_s=0.1, over=60)
    assert refusal(served, "/silent", silence_s=0.3).problem == "does not answer in time"
    for path in ("/body", "/head"):
        error = refusal(served, path, seconds=0.5)
        assert (error.problem, error.passing) == ("took longer than 0 seconds", True)


def test_heads_without_end_are_left(served):
    served.pages["/long"] = raw(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65536, over=100)
    served.pages["/many"] = raw(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 1000)
    served.pages["/words"] = raw(b"SSH-2.0-OpenSSH_9.6\r\n")
    for path in ("/long", "/many", "/words"):
        assert "no HTTP" in refusal(served, path).problem


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/zip"])
def test_what_is_no_text_is_refused_by_its_type(served, kind):
    served.pages["/a"] = body(b"x" * 50, kind)
    assert refusal(served, "/a").problem == f"is {kind}, not a page or a feed"


def test_a_packing_that_was_not_asked_for_is_refused(served):
    served.pages["/a"] = body(b"x", Content_Encoding="br")
    assert refusal(served, "/a").problem == "is packed as br, which was not asked for"


@pytest.mark.parametrize(
    ("code", "passing"), [(404, False), (410, False), (403, False), (429, True), (500, True), (503, True)]
)
def test_a_refusal_passes_or_stays(served, code, passing):
    served.pages["/a"] = status(code, Retry_After="120")
    error = refusal(served, "/a")
    assert (error.status, error.passing, error.wait_s) == (code, passing, 120.0 if passing else 0.0)


def test_an_address_of_this_machine_is_refused_and_never_connected_to(served):
    with pytest.raises(FetchError, match="of this machine or a private network; to allow it: allow_private = true"):
        Fetcher().get(addresses.parse(served.url + "/a"))
    assert served.asked == []


def test_the_number_that_was_checked_is_the_one_connected_to(served):
    """DNS rebinding: a name that is public when it is asked for first, and of this machine ever after."""
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    connected = []

    class Recording(Fetcher):
        def _connect(self, numbers, port):
            connected.extend(numbers)
            raise ConnectionRefusedError

    fetcher = Recording(resolver=rebinding)
    url = addresses.parse(f"http://rebound.example:{served.port}/a")
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.get(url)
    with pytest.raises(FetchError, match="private network"):
        fetcher.get(url)
    assert (asked, connected, served.asked) == (["rebound.example"] * 2, ["93.184.215.14"], [])


def test_of_a_names_numbers_only_public_ones_are_tried():
    address = addresses.parse("http://two.example/")
    found = addresses.numbers(address, allow_private=False, resolver=lambda *_: ["10.0.0.1", "93.184.215.14"])
    assert found == ["93.184.215.14"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Of news.example, signed by nobody but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed, with which a certificate is made")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    subprocess.run([*command.split(), "-keyout", f"{path}.key", "-out", f"{path}"], check=True, capture_output=True)
    return path


def over_tls(served, host, trusted=None):
    fetcher = Fetcher(Limits(silence_s=3.0, seconds=5.0), lambda *_: ["127.0.0.1"])
    if trusted:
        fetcher._tls.load_verify_locations(trusted)
    return fetcher.get(addresses.parse(f"https://{host}:{served.port}/a"), allow_private=True)


def test_certificates_are_checked_against_the_name_though_a_number_is_connected_to(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    with site(context) as served:
        served.pages["/a"] = body("safe")
        assert over_tls(served, "news.example", certificate).body == b"safe"
        for host, trusted in (("news.example", None), ("other.example", certificate)):
            with pytest.raises(FetchError, match="cannot be reached: ") as caught:
                over_tls(served, host, trusted)
            assert not caught.value.passing


def test_a_server_that_speaks_no_tls_may_do_so_another_time(served):
    with pytest.raises(FetchError) as caught:
        Fetcher(Limits(silence_s=1.0, seconds=2.0)).get(
            addresses.parse(served.url.replace("http:", "https:") + "/a"), allow_private=True
        )
    assert caught.value.passing


def test_stopping_ends_what_is_under_way(served):
    served.pages["/a"] = raw(OK + b"\r\n", b"x", pause_s=0.1, over=600)
    fetcher = Fetcher(Limits(seconds=60.0))
    threading.Timer(0.3, fetcher.stop).start()
    with pytest.raises(FetchError):
        fetcher.get(addresses.parse(served.url + "/a"), allow_private=True)


def test_a_port_where_nobody_listens(served):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached") as caught:
        Fetcher().get(addresses.parse(f"http://127.0.0.1:{port}/"), allow_private=True)
    assert caught.value.passing
