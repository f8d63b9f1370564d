"""Events of an archive into what a page shows of them: their sentences with the word that tells, and where accounts differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.answers.evidence import Account, accounts, parted
from standoff.answers.words import event_days, in_words, named
from standoff.records import Event, Mention
from standoff.store import DocumentRow, ImportedRow, StoredEvent, View

MOST_SENTENCES, MOST_ACCOUNTS = 20, 40  # of one event
AROUND = 500  # characters of a sentence on either side of the word that tells of the event


@dataclass(frozen=True, slots=True)
class Sentence:
    """One mention of an event, under the number that `standoff why` gives it; `who` says it in the report, empty where the outlet does."""

    number: int
    before: str
    trigger: str
    after: str
    who: str
    outlet: str
    document: DocumentRow


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in words, with its evidence; `more` sentences are not shown. `row` is where an event of a data set comes from."""

    stored: StoredEvent
    words: str
    sentences: tuple[Sentence, ...]
    more: int
    accounts: tuple[Account, ...]
    more_accounts: int
    row: ImportedRow | None

    @property
    def event(self) -> Event:
        return self.stored.event

    @property
    def day(self) -> str:
        return event_days(self.event)

    @property
    def values(self) -> list[tuple[str, str]]:
        """What the row of a data set has under which name."""
        return [(n, v) for n, v in zip(self.row.columns, self.row.values, strict=True) if v] if self.row else []

    @property
    def differing(self) -> list[str]:
        """The fields on which the accounts differ."""
        return list(dict.fromkeys(account.field for account in self.accounts))


def shown_events(
    view: View, ids: Sequence[str], most_sentences: int | None = None, most_accounts: int | None = None
) -> Iterator[ShownEvent]:
    """Events by current id, in the order asked for, with all that a page shows of them; by default as much as a report has room for."""
    found = list(view.events_of(ids))
    documents = view.documents(m.document for stored in found for m in stored.event.mentions)
    for stored in found:
        row = view.imported_row(stored.event.id) if stored.event.dataset else None
        yield _shown(stored, documents, row, (most_sentences or MOST_SENTENCES, most_accounts or MOST_ACCOUNTS))


def _shown(
    stored: StoredEvent, documents: Mapping[str, DocumentRow], row: ImportedRow | None, most: tuple[int, int]
) -> ShownEvent:
    event = stored.event
    told = [_sentence(n, m, documents[m.document]) for n, m in enumerate(event.mentions[: most[0]], 1)]
    differing = list(accounts(event, documents))
    shown = differing[: most[1]]
    left_out = len(event.mentions) - len(told), len(differing) - len(shown)
    return ShownEvent(stored, in_words(event), tuple(told), left_out[0], tuple(shown), left_out[1], row)


def _sentence(number: int, mention: Mention, document: DocumentRow) -> Sentence:
    before, trigger, after = parted(mention)
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    if len(after) > AROUND:
        after = after[:AROUND] + "…"
    outlet, who = named(document.told_by), ", ".join(mention.attributed_to)
    return Sentence(number, before, trigger, after, "" if who == outlet else who, outlet, document)
