"""Documents into "new", "exact copy of" or "near copy of" an earlier one, so that one wire report counts as one source."""

from __future__ import annotations

import hashlib
import re
import struct
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from standoff.read.report import text_id
from standoff.records import Document

PERMUTATIONS = 128
SEED = 1
# What is verified: a pair with Jaccard 0.35 (a tail trimmed to 40 %) is estimated below this once in 1,000 cases, one with 0.1
# (two reports of one day with many phrases in common) above it once in 50,000.
MIN_ESTIMATE = 0.22
SHINGLE_WORDS = 5
MIN_SHINGLES = 30  # shorter texts (an alert, one sentence) share their wording by custom, not by copying
KEPT_HASHES = 256  # the smallest 32-bit hashes of a text's shingles; the error of a share of 0.9 is then 0.02 to 0.03
MIN_JACCARD = 0.7
MIN_CONTAINED, MIN_LENGTH_SHARE = 0.9, 0.4

LATEST = 4096  # texts that are searched one by one, in half a millisecond
BANDS = PERMUTATIONS // 2
MIX, MIX_TOO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd: products spread over all bits

WORD = re.compile(r"\w+")
HEADER = struct.Struct("<2sBII")  # mark, version of the hash, number of shingles, number of kept hashes
MARK = b"ms"
HASH_VERSION: int = RMinHash.ALGORITHM_VERSION  # rensa's digests of two versions cannot be compared

Row = tuple[str, bytes, bytes, str | None]


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is to the earlier ones; `of` is the id of the document that it copies, None when new.

    `digest` and `signature` are the functions of these names for its text; of an exact copy there is no signature.
    """

    kind: Literal["new", "exact", "near"]
    of: str | None = None
    digest: bytes = field(default=b"", compare=False, repr=False)
    signature: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A text's MinHash, and the smallest hashes of its shingles with which a candidate is verified."""

    size: int
    minhash: RMinHash
    hashes: array[int]


def digest(document: Document) -> bytes:
    """16 bytes that are equal for texts equal but for case and white space."""
    folded = " ".join(document.text.casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=16).digest()


def signature(document: Document) -> bytes:
    """About 1.7 KB from which near copies are known later without the text; empty for a text too short for it."""
    words = WORD.findall(document.text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}
    if len(shingles) < MIN_SHINGLES:
        return b""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(list(shingles))
    hashes = array("I", sorted({_hash(shingle) for shingle in shingles})[:KEPT_HASHES])
    header = HEADER.pack(MARK, HASH_VERSION, len(shingles), len(hashes))
    return header + hashes.tobytes() + bytes(minhash.__getstate__())


class CopyIndex:
    """Knows the documents seen so far by about 4 KB each, none of their text.

    Only documents that are not near copies themselves are compared with, so that copies of copies do not drift away
    from the first one. The same documents in the same order always give the same answers.
    """

    def __init__(self) -> None:
        self._by_digest: dict[bytes, str] = {}
        self._ids: set[str] = set()
        self._firsts: list[tuple[str, bytes]] = []
        self._estimates = _Estimates()

    def __len__(self) -> int:
        return len(self._by_digest)

    @classmethod
    def restore(cls, rows: Iterable[Row]) -> CopyIndex:
        """The index of an archive's rows (id, digest, signature, near), in the order in which they were added.

        A signature that another version of the hash wrote is known for exact copies only.
        """
        index = cls()
        for id, digest_, signature_, near in rows:
            index._remember(id, digest_, signature_, near)
        return index

    def add(self, document: Document) -> Copy:
        """What the document is to those before it; unless it is an exact copy, it is remembered."""
        key = digest(document)
        return self.add_signed(document.id, key, b"" if key in self._by_digest else signature(document))

    def add_signed(self, id: str, key: bytes, written: bytes) -> Copy:
        """The same for a document of which only id, digest and signature are here."""
        if key in self._by_digest:
            return Copy("exact", self._by_digest[key], key)
        near = self._near(written)
        self._remember(id, key, written, near)
        return Copy("new" if near is None else "near", near, key, written)

    def distinct(self, document: Document) -> Document:
        """The document, under another id where an earlier one with another text has taken its id."""
        if document.id not in self._ids:
            return document
        return replace(document, id=self.distinct_id(document.id, digest(document), text_id(document.text)))

    def distinct_id(self, id: str, key: bytes, of_text: str) -> str:
        """The id that a document of that digest gets; `of_text`, the id of its text, goes into it where its own is taken."""
        return id if id not in self._ids or key in self._by_digest else f"{id}-{of_text}"

    def _remember(self, id: str, key: bytes, written: bytes, near: str | None) -> None:
        self._by_digest.setdefault(key, id)
        self._ids.add(id)
        sketch = _unpack(written) if near is None else None
        if sketch is not None:
            self._estimates.append(sketch.minhash)
            self._firsts.append((id, written))

    def _near(self, written: bytes) -> str | None:
        sketch = _unpack(written)
        if sketch is None:
            return None
        for place in self._estimates.like(sketch.minhash):
            id, other = self._firsts[place]
            earlier = _unpack(other)
            if earlier is not None and _is_near(sketch, earlier):
                return id
        return None


class _Estimates:
    """MinHash values of many texts, about 1.3 KB each, and which of them are like those of one more.

    The latest are searched one by one. Of the others only those are looked at that share two neighbouring values, as locality-sensitive
    hashing has it (Broder 1997; Leskovec et al., Mining of Massive Datasets, section 3.4): of pairs with Jaccard 0.36, the least that
    a near copy has, one in 3,000 shares none.
    """

    def __init__(self) -> None:
        self._table = np.empty((1024, PERMUTATIONS), dtype=np.uint32)
        self._used = self._filed = 0
        self._runs: list[_Run] = []

    def append(self, minhash: RMinHash) -> None:
        if self._used == len(self._table):
            self._table = np.concatenate([self._table, np.empty_like(self._table)])
        self._table[self._used] = minhash.digest()
        self._used += 1
        if self._used - self._filed == LATEST:
            self._file()

    def like(self, minhash: RMinHash) -> list[int]:
        """The places of those whose estimated Jaccard similarity is worth a look, in the order of arrival."""
        values = np.array(minhash.digest(), dtype=np.uint32)
        bands = _bands(values[None, :])
        some = [run.places_of(bands) for run in self._runs]
        places = np.concatenate([*some, np.arange(self._filed, self._used, dtype=np.uint32)])
        places = np.unique(places)
        equal = np.count_nonzero(self._table[places] == values, axis=1)
        return [int(place) for place in places[equal >= MIN_ESTIMATE * PERMUTATIONS]]

    def _file(self) -> None:
        """The latest into a run; runs of like size become one, so that there are few and each text is sorted in few times."""
        rows = np.arange(self._filed, self._used, dtype=np.uint32)
        run = _Run.of(_bands(self._table[self._filed : self._used]), np.repeat(rows, BANDS))
        while self._runs and len(self._runs[-1].bands) <= len(run.bands):
            last = self._runs.pop()
            run = _Run.of(np.concatenate([last.bands, run.bands]), np.concatenate([last.places, run.places]))
        self._runs.append(run)
        self._filed = self._used


@dataclass(frozen=True, slots=True)
class _Run:
    """Bands of texts in order, each with the place of its text; shape (BANDS x texts,)."""

    bands: NDArray[np.uint64]
    places: NDArray[np.uint32]

    @classmethod
    def of(cls, bands: NDArray[np.uint64], places: NDArray[np.uint32]) -> _Run:
        order = np.argsort(bands, kind="stable")
        return cls(bands[order], places[order])

    def places_of(self, bands: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """Of all texts with one of the bands, some of them more than once."""
        ends = zip(np.searchsorted(self.bands, bands), np.searchsorted(self.bands, bands, side="right"), strict=True)
        return np.concatenate([self.places[first:last] for first, last in ends])


def _bands(values: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """MinHash values, shape (texts, PERMUTATIONS), into BANDS numbers of 64 bits for each: which two neighbours, and what they are."""
    pairs = values.astype(np.uint64).reshape(len(values), BANDS, 2)
    mixed = (pairs[:, :, 0] * MIX ^ pairs[:, :, 1] * MIX_TOO) >> np.uint64(6)
    return ((np.arange(BANDS, dtype=np.uint64) << np.uint64(58)) | mixed).ravel()


def drop_copies(documents: Iterable[Document], index: CopyIndex) -> Iterator[Document]:
    """Documents without exact copies, whose sources the first lists in `copies`; near copies carry `near`.

    The first cannot list its copies before the last document is read, so all of them are held: this is for a run
    without an archive. An archive adds to `copies` of a stored document instead.
    """
    kept: dict[str, Document] = {}
    sources: dict[str, list[str]] = {}
    for given in documents:
        document = index.distinct(given)
        copy = index.add(document)
        if copy.kind == "exact" and copy.of is not None:
            sources.setdefault(copy.of, []).append(document.source)
        else:
            kept[document.id] = replace(document, near=copy.of)
    for id, document in kept.items():
        yield replace(document, copies=(*document.copies, *sources.get(id, ())))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode("utf-8", "replace"), digest_size=4).digest(), "little")


def _unpack(written: bytes) -> _Sketch | None:
    if len(written) < HEADER.size:
        return None
    mark, version, size, kept = HEADER.unpack_from(written)
    if mark != MARK or version != HASH_VERSION:
        return None
    end = HEADER.size + 4 * kept
    hashes = array("I", written[HEADER.size : end])
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.__setstate__(written[end:])
    return _Sketch(size, minhash, hashes)


def _is_near(one: _Sketch, other: _Sketch) -> bool:
    if one.minhash.jaccard(other.minhash) >= MIN_JACCARD:
        return True
    short, long = (one, other) if one.size <= other.size else (other, one)
    return short.size >= MIN_LENGTH_SHARE * long.size and _contained(short, long) >= MIN_CONTAINED


def _contained(short: _Sketch, long: _Sketch) -> float:
    """The share of the shorter text's shingles that the longer has, from the hashes below what both have kept."""
    limit = min(_complete_up_to(short), _complete_up_to(long))
    mine = {value for value in short.hashes if value <= limit}
    theirs = {value for value in long.hashes if value <= limit}
    return len(mine & theirs) / len(mine) if mine else 0.0


def _complete_up_to(sketch: _Sketch) -> int:
    return sketch.hashes[-1] if len(sketch.hashes) == KEPT_HASHES else 2**32 - 1
