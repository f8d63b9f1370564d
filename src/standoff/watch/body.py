"""The answer of a server into the bytes of its body: unpacked, counted as they come, and whole."""

from __future__ import annotations

import http.client
import zlib

from standoff.errors import FetchError

AT_ONCE = 64 * 1024
GZIP = 31  # zlib's number for it
WRITTEN_WORDS = (
    "text/",
    "application/rss",
    "application/atom",
    "application/rdf",
    "application/xml",
    "application/xhtml",
)
UNSAID = (
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/unknown",
)  # what the bytes say counts then


def check_head(answer: http.client.HTTPResponse, url: str, most_bytes: int) -> None:
    """FetchError where the head tells already that the body is no report, before any of it is read."""
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    if not (kind.startswith(WRITTEN_WORDS) or kind in UNSAID or kind.endswith("+xml")):
        raise FetchError(url, f"is {kind[:80]}, not a page or a feed")
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip", ""}:
        raise FetchError(url, f"is packed as {packed[:40]}, which was not asked for")
    if answer.length is not None and answer.length > most_bytes:
        raise FetchError(url, f"has {answer.length:,} bytes, more than the limit of {most_bytes:,}")


def read_body(answer: http.client.HTTPResponse, url: str, most_bytes: int) -> bytes:
    """The whole body; FetchError where it is larger, before or after unpacking, or ends before its end."""
    is_packed = answer.headers.get("Content-Encoding", "").strip().lower() in {"gzip", "x-gzip"}
    unpack = _Unpacker() if is_packed else None
    expected, raw, found = answer.length, 0, bytearray()
    try:
        while block := answer.read1(AT_ONCE):
            raw += len(block)
            found += block if unpack is None else unpack.take(block, most_bytes + 1 - len(found))
            if max(len(found), raw) > most_bytes:
                raise FetchError(url, f"is larger than the limit of {most_bytes:,} bytes")
    except zlib.error:
        raise FetchError(url, "is broken gzip") from None
    if (expected is not None and raw < expected) or (unpack is not None and not unpack.ended):
        raise FetchError(url, f"ended in the middle, after {raw:,} bytes", passing=True)
    return bytes(found)


class _Unpacker:
    """gzip as it comes: one member or several in a row (RFC 1952), of which the second is as good as the first."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=GZIP)

    def take(self, block: bytes, most: int) -> bytes:
        """What the block unpacks to, as far as so many bytes."""
        found = bytearray(self._member.decompress(block, most))
        while self._member.eof and self._member.unused_data and len(found) < most:
            rest = self._member.unused_data
            self._member = zlib.decompressobj(wbits=GZIP)
            found += self._member.decompress(rest, most - len(found))
        return bytes(found)

    @property
    def ended(self) -> bool:
        return self._member.eof
