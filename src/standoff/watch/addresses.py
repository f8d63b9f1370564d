"""An address as text into one that may be connected to: its scheme, host and port allowed, its number public."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from tld import get_fld

from standoff.errors import FetchError
from standoff.watch.feeds_file import Watched

DEFAULT_PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 2000
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an address of IPv4
UNICAST = ipaddress.ip_network(
    "2000::/3"
)  # all that is given out of IPv6; the rest is local, reserved, or wraps IPv4 in a way of old
EXAMPLES = ipaddress.ip_network("3fff::/20")  # RFC 9637, later than Python's own list
TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link_\w+|bbc_team|format|ptr_name)|mc_[ce]id|(?:fb|g|d|y|ms)clid|igshid|ocid|cmpid?|ns_\w+|smid|ref_src|wt_mc|xtor",
    re.IGNORECASE,
)
"""Fields of a query that count readers and choose no page."""
KEPT = "%/:=&?~+!$,;'@()*[]"  # what an address may hold as it is; everything else is written with %

Resolve = Callable[[str, int], list[str]]  # a host and a port into the numbers that the name stands for


@dataclass(frozen=True, slots=True)
class Address:
    """`target` is the path with its query, as it goes on the wire."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host_header}"

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def parse(url: str) -> Address:
    """FetchError for what is no address of the web, or carries a name and a password."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        host = host.encode("idna").decode("ascii") if host and ":" not in host else host
    except (ValueError, UnicodeError):
        raise FetchError(url[:MOST_CHARACTERS], "is no address") from None
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise FetchError(url[:MOST_CHARACTERS], "only http and https are fetched")
    if len(url) > MOST_CHARACTERS or parts.username is not None or re.search(r"[\x00-\x20\x7f]", host):
        raise FetchError(url[:MOST_CHARACTERS], "is too long, or has a user name in it")
    target = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    port = port or DEFAULT_PORTS[parts.scheme]
    bare = Address("", parts.scheme, host.lower().rstrip("."), port, target)
    return Address(bare.origin + target, bare.scheme, bare.host, port, target)


def joined(base: str, link: str) -> str:
    """The address that a link on a page stands for; FetchError where it is none."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        raise FetchError(link[:MOST_CHARACTERS], "is no address") from None


def untracked(url: str) -> str:
    """The address without what only tells a publisher where its readers come from."""
    path, mark, query = url.partition("?")
    kept = [field for field in query.split("&") if not TRACKING.fullmatch(field.partition("=")[0])]
    return path + (mark + "&".join(kept) if kept and mark else "")


def check_host(address: Address, watched: Watched) -> None:
    """FetchError unless the host is of the site that the user named, or one that he allows."""
    named = parse(watched.url)
    if site(address.host) != site(named.host) and not any(_is_below(address, host) for host in watched.hosts):
        raise FetchError(
            address.url, f'lies on {address.host}, not on {site(named.host)}; to allow it: hosts = ["{address.host}"]'
        )
    if address.port not in {*DEFAULT_PORTS.values(), named.port} and address.host_header not in watched.hosts:
        raise FetchError(
            address.url, f'port {address.port} is not that of the feed; to allow it: hosts = ["{address.host_header}"]'
        )


def _is_below(address: Address, host: str) -> bool:
    return address.host == host or address.host.endswith(f".{host}") or address.host_header == host


def site(host: str) -> str:
    """The part of a host's name that one owner registers ("news.example.co.uk" is of "example.co.uk"), by the public
    suffix list as the package tld carries it; a host that is under none of its suffixes is a site of its own.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return str(get_fld(f"http://{host}", fail_silently=True, search_private=True) or host)
    return host


def resolve(host: str, port: int) -> list[str]:
    """What the system says; how long it may take is the system's matter (resolv.conf)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def numbers(address: Address, *, allow_private: bool, resolver: Resolve) -> list[str]:
    """The numbers to connect to, and to no others, so that a name cannot come to mean another machine after the check."""
    try:
        found = resolver(address.host, address.port)
    except (OSError, UnicodeError):
        raise FetchError(address.url, f"the host {address.host} is not known", passing=True) from None
    allowed = [number for number in found if allow_private or is_public(number)]
    if not allowed:
        raise FetchError(
            address.url,
            f"{address.host} is {', '.join(found[:3]) or 'nowhere'}, of this machine or a private network; to allow it: allow_private = true",
        )
    return allowed


def is_public(number: str) -> bool:
    """True for an address of the internet at large, whatever form it is wrapped in."""
    try:
        return all(map(_is_public, _wrapped(ipaddress.ip_address(number.partition("%")[0]))))
    except ValueError:
        return False


def _is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    given_out = number.version == 4 or (number in UNICAST and number not in EXAMPLES)
    return given_out and number.is_global and not number.is_multicast


def _wrapped(
    number: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The addresses of IPv4 that it carries, or itself where it carries none."""
    if isinstance(number, ipaddress.IPv4Address):
        yield number
    elif number.ipv4_mapped:
        yield number.ipv4_mapped
    elif number in NAT64:
        yield ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    elif number.sixtofour or number.teredo:
        yield number
        yield from filter(None, (number.sixtofour, *(number.teredo or ())))
    else:
        yield number
