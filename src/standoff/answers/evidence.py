"""An event, its documents and decisions into what a reader checks it by: sentences parted at the trigger, accounts that differ, why merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.answers.rows import event_json
from standoff.answers.words import claim_value, named
from standoff.merge import probability
from standoff.records import Claim, Event, Json, Mention
from standoff.store import DecisionRow, DocumentRow, ImportedRow, StoredEvent


@dataclass(frozen=True, slots=True)
class Account:
    """One value of a field: who says it, where and when it was published, and under which numbers its mentions stand."""

    field: str
    value: str
    by: tuple[str, ...]
    published: tuple[str, ...]
    mentions: tuple[int, ...]


def parted(mention: Mention) -> tuple[str, str, str]:
    """The sentence before its trigger, the trigger, and what comes after."""
    start, end = mention.trigger.start - mention.start, mention.trigger.end - mention.start
    return mention.sentence[:start], mention.sentence[start:end], mention.sentence[end:]


def accounts(event: Event, documents: Mapping[str, DocumentRow]) -> Iterator[Account]:
    """The claims on an event, field by field and value by value as a person would say it."""
    told: dict[str, dict[str, list[Claim]]] = {}
    for claim in event.claims:
        told.setdefault(claim.field, {}).setdefault(claim_value(claim.field, claim.value), []).append(claim)
    for field, values in told.items():
        for value, claims in values.items():
            yield _account(event, (field, value), claims, documents)


def _account(
    event: Event, said: tuple[str, str], claims: Sequence[Claim], documents: Mapping[str, DocumentRow]
) -> Account:
    by = dict.fromkeys(named(claim.by) for claim in claims)
    published = dict.fromkeys(_published(event, claim, documents) for claim in claims)
    return Account(*said, tuple(by), tuple(published), tuple(claim.mention + 1 for claim in claims))


def _published(event: Event, claim: Claim, documents: Mapping[str, DocumentRow]) -> str:
    """The day, and who published it where that is not the one who says it."""
    document = documents.get(event.mentions[claim.mention].document)
    if document is None:
        return ""
    publisher = "" if document.told_by == claim.by else named(document.told_by)
    return f"{publisher} {document.published or ''}".strip()


def likelihood(decision: DecisionRow) -> float | None:
    """How likely the two are one event by their score; None for a person's word."""
    return None if decision.score is None else round(probability(decision.score), 3)


def joining(decisions: Sequence[DecisionRow], numbers: Mapping[str, int]) -> list[tuple[int, int, DecisionRow]]:
    """The surest pairs that together tie all mentions into one (Kruskal 1956), by number of mention."""
    group = {number: number for number in numbers.values()}
    found = []
    same = [d for d in decisions if d.verdict == "same" and d.left in numbers and d.right in numbers]
    for decision in sorted(same, key=lambda d: (d.by == "machine", -(d.score or 0.0))):
        left, right = numbers[decision.left], numbers[decision.right]
        if group[left] != group[right]:
            found.append((min(left, right), max(left, right), decision))
            kept, gone = group[left], group[right]
            group = {n: kept if g == gone else g for n, g in group.items()}
    return sorted(found, key=lambda row: (row[1], row[0]))


def numbers_of(event: Event) -> dict[str, int]:
    """Mention ids as merging names them (a second one of a trigger is "#1") to their places, counted from 1."""
    seen: Counter[str] = Counter()
    found: dict[str, int] = {}
    for number, m in enumerate(event.mentions, 1):
        found[f"{m.id}#{seen[m.id]}" if seen[m.id] else m.id] = number
        seen[m.id] += 1
    return found


def evidence_json(
    stored: StoredEvent, documents: Mapping[str, DocumentRow], decisions: Sequence[DecisionRow], row: ImportedRow | None
) -> Json:
    """The event of the record contract, with what is known about its documents, all decisions, and the row it was imported from."""
    about = {
        d.id: {"source": d.source, "url": d.url, "title": d.title, "publisher": d.publisher,
               "published": d.published.isoformat() if d.published else None, "near": d.near, "copies": list(d.copies)}
        for d in documents.values()
    }  # fmt: skip
    imported = (
        None
        if row is None
        else {"file": row.file, "line": row.line, "row": dict(zip(row.columns, row.values, strict=True))}
    )
    return event_json(stored) | {
        "documents": about,
        "decisions": [d.as_json() | {"probability": likelihood(d)} for d in decisions],
        "imported": imported,
    }
