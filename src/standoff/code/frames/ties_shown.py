"""Events that show a relation as standing into ties: a war or campaign against somebody, arms and training for fighters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.code.frames.as_tie import as_tie, is_person
from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame
from standoff.records import Participant, Tie

SIDES = frozenset(("GOV", "MIL", "REB", "IGO"))
LASTING = frozenset(
    "war battle fight fighting campaign struggle combat insurgency conflict offensive operation defeat battling".split()
)


def shown(context: Context, frames: Iterable[Frame]) -> Iterator[Tie]:
    """Relations that an event shows as standing: a war or campaign against somebody, arms and training for fighters."""
    reading = context.reading
    for frame in frames:
        if frame.status not in ("actual", "historical"):
            continue
        lasting = frame.type == "ASSAULT" and (reading.lemmas[frame.head] in LASTING or _fights_group(context, frame))
        helping = frame.type == "AID" and "military" in frame.mode
        if not (lasting or helping):
            continue
        sources, targets = (_as_states(context, who, frame.head) for who in (frame.actors, frame.recipients))
        if lasting and not targets and len(sources) == 2:
            sources, targets = sources[:1], sources[1:]
        for source in sources:
            for target in targets:
                if (
                    source.id != target.id
                    and source.sector in SIDES
                    and target.sector in SIDES
                    and (
                        source.country != (target.country or "-")
                        or (source.sector == "MIL") != (target.sector == "MIL")
                        or (source.sector == "REB") != (target.sector == "REB")
                    )
                ):
                    number = reading.sentence_of[frame.head]
                    yield as_tie(context, number, "opposes" if lasting else "backs", (source, target), "ties.shown")


def _as_states(context: Context, who: Iterable[Participant], head: int) -> list[Participant]:
    """The state for those who lead it: "Trump committed to airstrikes against Isis"; a fighter's deed is no relation of his own."""
    states = context.who.participants
    persons = [p for p in who if is_person(context, p)]
    led = [states.state(p.country, head) for p in persons if p.sector == "GOV" and p.country is not None]
    return [*(p for p in who if p not in persons), *led]


def _fights_group(context: Context, frame: Frame) -> bool:
    """Force that the text itself directs at a known armed group is no single deed: whoever uses it is at war with the group."""
    told = not {"actors", "recipients"} & {*frame.inferred}
    return told and any(
        r.sector == "REB" and r.id in context.resources.knowledge.organisations for r in frame.recipients
    )
