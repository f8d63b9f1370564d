"""Which addresses may be fetched for which feed."""

from __future__ import annotations

import pytest

from standoff.errors import FetchError
from standoff.watch.addresses import check_host, is_public, parse, site
from standoff.watch.feeds_file import Watched

FEED = Watched("https://feeds.example.co.uk/rss", "feed", hosts=("partner.org", "odd.net:8080"))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1", "2001:0:7f00:1::1", "192.0.2.1", "198.18.0.1", "nonsense", "",
        "::7f00:1", "::ffff:0:7f00:1", "64:ff9b:1::7f00:1", "fec0::1", "5f00::1", "3fff::1",
    ],
)  # fmt: skip
def test_numbers_of_this_machine_and_of_private_networks(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_numbers_of_the_internet(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "//example.org", "/x", "", "http://", "http:///x", "http://[::1",
        "http://user:word@example.org/", "http://example.org:99999/", "http://exa mple.org/", "http://e.org/" + "x" * 3000, "data:text/html,x",
        "http://" + "x" * 70 + ".org/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web(url):
    with pytest.raises(FetchError):
        parse(url)


def test_an_address_is_written_as_it_goes_on_the_wire():
    found = parse(" HTTP://Bücher.Example.:80/a b/é?q=ö\r\nX: y#part ")
    assert found.url == "http://xn--bcher-kva.example/a%20b/%C3%A9?q=%C3%B6X:%20y"
    assert (found.host, found.port, found.origin) == ("xn--bcher-kva.example", 80, "http://xn--bcher-kva.example")
    assert parse("http://[2606:4700::1111]:81/").host_header == "[2606:4700::1111]:81"


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("www.bbc.co.uk", "bbc.co.uk"), ("bbc.co.uk", "bbc.co.uk"), ("a.b.example.org", "example.org"), ("me.github.io", "me.github.io"),
        ("localhost", "localhost"), ("127.0.0.1", "127.0.0.1"), ("co.uk", "co.uk"), ("::1", "::1"),
    ],
)  # fmt: skip
def test_the_site_of_a_host(host, owner):
    assert site(host) == owner


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.co.uk/1", "http://example.co.uk/1", "https://news.partner.org/", "https://partner.org/", "http://odd.net:8080/",
    ],
)  # fmt: skip
def test_hosts_of_the_site_and_those_allowed(url):
    check_host(parse(url), FEED)


@pytest.mark.parametrize(
    "url",
    [
        "https://other.co.uk/", "https://example.co.uk.evil.org/", "https://notpartner.org/", "https://www.example.co.uk:22/", "http://odd.net/",
    ],
)  # fmt: skip
def test_hosts_of_others(url):
    with pytest.raises(FetchError, match="to allow it: hosts = "):
        check_host(parse(url), FEED)
