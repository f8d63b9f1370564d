"""An event and its documents into what a reader checks it by: sentences parted at the trigger, and the accounts that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.answers.words import claim_value, named
from standoff.records import Claim, Event, Mention
from standoff.store import DocumentRow


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
