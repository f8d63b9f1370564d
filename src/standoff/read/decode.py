"""Bytes into characters: byte order mark, UTF-8, the declared charset, then the likeliest guess; junk is refused."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from standoff.errors import ReadError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
SAMPLE_BYTES = 64 * 1024
MAX_JUNK_SHARE = 0.02  # English text has none; a random byte is a control character in 1 of 4 cases
STRAY_CONTROLS = 2  # in a text of one line
WESTERN_SHARE = (
    0.15  # cp1252 text in a Western language has under 10 % bytes above 127; Cyrillic or Arabic has over 50 %
)

# What pages call Latin-1 or ASCII is cp1252 in practice; the WHATWG encoding standard reads it so.
AS_CP1252 = frozenset({"iso8859-1", "latin-1", "ascii", "cp1252"})
# Codecs that are no charsets of text, or that hide markup from a reader.
REFUSED = frozenset({"utf-7", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"})


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the charset that a page, an XML prolog or an HTTP header names."""
    text = _with_mark(data)
    if text is None:
        text = _without_mark(data, declared)
    sample = text[:SAMPLE_BYTES]
    if len(CONTROL.findall(sample)) > max(STRAY_CONTROLS, MAX_JUNK_SHARE * len(sample)):
        raise ReadError(source, "not text in any known encoding (binary junk)")
    return text


def glance(head: bytes) -> str:
    """A quick reading of the first bytes, good enough to see markup; a character may be cut at the end."""
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "ignore")
    return head.decode(_wide(head) or "utf-8", "replace")


def is_wide(head: bytes) -> bool:
    """True for UTF-16 and UTF-32, whose lines cannot be told apart before they are decoded."""
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or _wide(head) is not None


def declared_charset(head: bytes) -> str | None:
    """The charset that an HTML meta tag or an XML prolog among the first bytes names."""
    found = DECLARED.search(head[:4096])
    return found[1].decode("ascii") if found else None


def _with_mark(data: bytes) -> str | None:
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    return None


def _without_mark(data: bytes, declared: str | None) -> str:
    wide = _wide(data[:SAMPLE_BYTES])
    if wide:
        return data.decode(wide, "replace")
    for name in ("utf-8", _known(declared)):
        try:
            if name:
                return data.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
    return _guess(data)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text in it is zero."""
    even, odd = head[0:2000:2], head[1:2000:2]
    if len(head) < 8 or not odd:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _known(declared: str | None) -> str | None:
    try:
        info = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    if info.name in REFUSED or not getattr(info, "_is_text_encoding", True):
        return None
    return "cp1252" if info.name in AS_CP1252 else info.name


def _guess(data: bytes) -> str:
    sample = data[:SAMPLE_BYTES]
    high = sum(byte > 127 for byte in sample)
    in_utf8 = sum(len(found) for found in MULTIBYTE.findall(sample))
    if in_utf8 > 0.7 * high and high:  # UTF-8 with a few broken bytes
        return data.decode("utf-8", "replace")
    if high > WESTERN_SHARE * len(sample):
        best = from_bytes(sample).best()
        if best is not None:
            return data.decode(best.encoding, "replace")
    # Five bytes have no meaning in cp1252; Latin-1 makes them control characters, which are counted as junk.
    return data.decode("cp1252", "replace")
