"""Nouns for a campaign with a word before them that names the enemy ("anti-IS operations", "a counter-ISIL campaign") into frames of force."""

from __future__ import annotations

from standoff.code.frames.against import opposed
from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame, Party

ENTRY = "assault.operation"  # an entry of the lexicon
PLACE = "opposed"


def with_counter_operations(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, and one for each such noun that no pattern has taken."""
    taken = {w for f in frames for w in (f.head, *f.words)}
    reading, lexicon = context.reading, context.resources.lexicon
    nouns = lexicon.classes["campaigns"]
    heads = (i for i, lemma in enumerate(reading.lemmas) if lemma in nouns and reading.pos[i] == "NOUN")
    found = [f for i in heads if i not in taken and (f := _frame(context, i)) is not None]
    return sorted((*frames, *found), key=lambda f: f.head) if found else frames


def _frame(context: Context, head: int) -> Frame | None:
    foes = tuple(Party(i, PLACE) for i in opposed(context.reading, head) if _is_armed_group(context, i))
    if not foes:
        return None
    entry = context.resources.lexicon.entries[ENTRY]
    return Frame(
        head, (min(p.head for p in foes), head), entry, "ASSAULT", rule=entry.id, words=(head,), recipient_heads=foes
    )


def _is_armed_group(context: Context, word: int) -> bool:
    """By name, or by what it is ("rebels"), as crime and corruption are not."""
    name, known = context.who.participants.at.get(word), context.resources.knowledge
    if name is None or name.kind not in ("organisation", "agent"):
        return False
    body = known.organisations[name.ref] if name.kind == "organisation" else known.agents[name.ref]
    return body.sector == "REB"
