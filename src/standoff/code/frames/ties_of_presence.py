"""Whose forces stand where ("American troops in Iraq") into who hosts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from standoff.code.frames.as_tie import as_tie, has_name
from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Reading
from standoff.code.frames.status import is_negated, modality
from standoff.code.frames.where import choose_place
from standoff.records import Participant, Tie

ARMED = frozenset(("MIL",))
KEEPING = frozenset("have keep maintain station base".split())
TROOPS = frozenset("troop soldier force trainer marine adviser peacekeeper serviceman".split())
SERVING = frozenset("operate fly serve train patrol continue".split())
STATIONED = frozenset("station base garrison".split())


def presence(context: Context, number: int) -> Iterator[Tie]:
    """As in "American troops in Iraq", where the host is known to host them."""
    reading, knowledge = context.reading, context.resources.knowledge
    start, end = reading.sentences[number]
    for i in range(start, end):
        if reading.pos[i] not in ("NOUN", "PROPN"):
            continue
        hosts = [context.who.resolve(h) for h in (behind(reading, i, "in", "from", "on") or _where_kept(reading, i))]
        hosts = hosts or _where_they_serve(context, i)
        if not hosts:
            continue
        for guest in _guests(context, i):
            for host in (h for found in hosts for h in found if h.id in knowledge.countries):
                stays = _is_stationed(reading, i) or _hosts(context, host.id, str(guest.country))
                if guest.sector in ARMED and guest.country not in (None, host.id) and stays:
                    state = knowledge.countries[str(guest.country)]
                    target = Participant(state.iso3, state.name, state.iso3, "GOV", guest.text)
                    yield as_tie(context, number, "hosts_forces_of", (host, target), "ties.presence")


def _where_they_serve(context: Context, forces: int) -> list[tuple[Participant, ...]]:
    """The country of the base in "Australian aircraft operate from Al Minhad", which may be named without its country."""
    reading, verb = context.reading, context.reading.heads[forces]
    if reading.deps[forces] != "nsubj" or reading.lemmas[verb] not in SERVING or reading.tags[verb] == "VBD":
        return []
    where = choose_place(reading.doc[verb], context.places[reading.sentence_of[verb]], deed=True)
    host = None if where is None else where.country
    return [] if host is None else [(context.who.participants.state(host, verb),)]


def _guests(context: Context, forces: int) -> list[Participant]:
    """Whose forces these are; of "France has 1,500 troops in Niger" the subject says it."""
    reading, above = context.reading, context.reading.heads[forces]
    held = reading.deps[forces] == "dobj" and reading.lemmas[above] in KEEPING and reading.lemmas[forces] in TROOPS
    if not held or has_name(context, forces):
        return [g for g in context.who.resolve(forces) if g.country is not None]
    keepers = [p for h in find_place(reading, above, "subject") for p in context.who.resolve(h)]
    return [replace(p, sector="MIL") for p in keepers if p.id in context.resources.knowledge.countries]


def _where_kept(reading: Reading, forces: int) -> list[int]:
    """The place behind the verb or participle: "keeps forces in Manbij", "troops are stationed in Abkhazia"."""
    verbs = [c for c in reading.children[forces] if reading.lemmas[c] in STATIONED] or [reading.heads[forces]]
    return [h for v in verbs if reading.lemmas[v] in KEEPING | STATIONED for h in behind(reading, v, "in", "at")]


def _is_stationed(reading: Reading, forces: int) -> bool:
    """As in "has 1,500 troops in Niger", "the soldiers stationed in Poland": they stay there, whatever else happens."""
    below = {reading.lemmas[c] for c in reading.children[forces] if reading.deps[c] in ("acl", "relcl")}
    above = reading.heads[forces]
    held = reading.deps[forces] == "dobj" and reading.lemmas[above] in KEEPING
    held = held or (
        reading.deps[forces] == "nsubj" and reading.lemmas[above] in SERVING and reading.tags[above] != "VBD"
    )
    based = reading.deps[forces] == "nsubjpass" and reading.lemmas[above] in STATIONED
    present = (held or based) and modality(reading, above) is None and not is_negated(reading, above)
    return bool(below & STATIONED) or present


def _hosts(context: Context, host: str, guest: str) -> bool:
    return any(
        b.type == "hosts_forces_of" and b.source == host and b.target == guest
        for b in context.resources.knowledge.backings
    )
