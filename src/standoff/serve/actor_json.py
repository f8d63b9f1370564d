"""The card of an actor into JSON, with what stands on its page."""

from __future__ import annotations

from dataclasses import asdict

from standoff.records import Json
from standoff.serve.actor import Card
from standoff.serve.actor_known import KnownActor
from standoff.serve.actor_ties import AssertedTie, Dealt, Signed
from standoff.serve.timelines import table_of
from standoff.store import TieRow


def card_json(card: Card) -> Json:
    """All of it; events by id."""
    over_time = table_of(card.tally)
    return {
        "id": card.id, "name": card.name, "names_told": [{"name": name, "places": places} for name, places in card.names],
        "told_as": [{"country": v.country, "sector": v.sector, "events": v.events} for v in card.variants],
        "events": card.tally.events, "acted": card.acted, "received": card.received,
        "known": _known(card.known) if card.known else None, "signs_as_of": card.ties.at.isoformat() if card.ties.at else None,
        "dealings": [_dealt(one) for one in card.ties.dealt], "ties": [_tie(one) for one in card.ties.asserted],
        "ties_left_out": card.ties.more,
        "over_time": [dict(zip(over_time.columns, row, strict=True)) for row in over_time.rows],
        "latest": [stored.event.id for stored in card.latest], "most_told": [stored.event.id for stored in card.most_told],
    }  # fmt: skip


def _known(known: KnownActor) -> Json:
    return {
        "name": known.name, "aliases": list(known.aliases), "country": known.country, "sector": known.sector, "term": known.term,
        "part_of": [id for id, _ in known.part_of], "offices": [asdict(one) for one in known.offices],
        "ties": [asdict(one) for one in known.ties],
    }  # fmt: skip


def _dealt(one: Dealt) -> Json:
    partner = one.partner
    return {
        "id": partner.id, "name": one.name, "country": one.country, "events": partner.events, "acted": partner.acted, "received": partner.received,
        **_signed(one.signed),
    }  # fmt: skip


def _tie(one: AssertedTie) -> Json:
    return {
        "type": one.kind.replace(" ", "_"), "from": one.source, "to": one.target, "sources": one.sources, "published": one.published,
        **_signed(one.signed), "sentences": [_sentence(row) for row in one.sentences], "sentences_left_out": one.more,
    }  # fmt: skip


def _signed(signed: Signed) -> Json:
    return {"sign": signed.sign, "positive": None if signed.positive is None else round(signed.positive, 3)}


def _sentence(row: TieRow) -> Json:
    published = row.published.isoformat() if row.published else None
    return row.tie.as_json() | {"told_by": row.told_by, "published": published}
