"""A protest that names nobody ("the demonstrations began") into one by protesters; what crowds wreck at home into a riot."""

from __future__ import annotations

from standoff.code.frames.context import Context
from standoff.code.frames.participants import UNPLACED
from standoff.code.frames.reading import Frame, Reading
from standoff.records import Participant

STATES = frozenset(("unrest", "disorder", "disturbance", "agitation", "vigil", "procession"))
WRECKING = frozenset(("assault.destroy", "assault.damage"))
COMMUNAL = frozenset(
    "herder herdsmen herdsman settler tribesmen tribesman nomad clansmen pastoralist rustler vigilante thug rider".split()
)
PROTESTERS = Participant(f"{UNPLACED}CVL:protesters", "protesters", None, "CVL", "")


def is_communal(actor: Participant) -> bool:
    """Of one people or trade against another: herders who burn villages attack them, and protest against nobody."""
    return actor.name.lower().split()[-1:][0].removesuffix("s") in COMMUNAL if actor.name else False


def with_crowds(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, with protesters for the actors of each protest that nobody of the text is said to have made."""
    sentence_of = context.reading.sentence_of
    protests = {f.head for f in frames if f.type == "PROTEST"}
    made = [_by_the_crowd(_as_riot(f), protests) for f in frames]
    told = {sentence_of[f.head] for f in made if f.type == "PROTEST" and (f.actors or f.recipients)}
    deeds = {h for f in frames for h in (f.head, *f.fused)}
    return [_with_crowd(context, f) if _stands_alone(context, f, told, deeds) else f for f in made]


def _as_riot(frame: Frame) -> Frame:
    """As in "crowds torched the party's office"; what is wrecked of another country's ("the Iranian consulate") was attacked."""
    crowd = bool(frame.actors) and all(a.sector in ("CVL", "OPP") and not is_communal(a) for a in frame.actors)
    if frame.entry.id not in WRECKING or frame.inner is not None or not crowd:
        return frame
    own = {a.country for a in frame.actors}
    foreign = any(r.country is not None and r.country not in own for r in frame.recipients)
    return frame if foreign else frame.but(type="PROTEST", mode=("riot",))


def _by_the_crowd(frame: Frame, protests: set[int]) -> Frame:
    """As in "a sit-in blocked the bridge", where the subject is a protest itself."""
    by_protest = any(p.head in protests and p.head != frame.head for p in frame.actor_heads)
    return _crowded(frame) if frame.type == "PROTEST" and not frame.actors and by_protest else frame


def _crowded(frame: Frame) -> Frame:
    return frame.but(actors=(PROTESTERS,), inferred=(*frame.inferred, "actors"))


def _stands_alone(context: Context, frame: Frame, told: set[int], deeds: set[int]) -> bool:
    """No other protest of the sentence has actors, and it is not the occasion of another deed: "were killed in riots"."""
    reading = context.reading
    above = reading.heads[frame.head]
    occasion = reading.deps[frame.head] == "pobj" and reading.heads[above] in deeds
    return reading.sentence_of[frame.head] not in told and not occasion


def _with_crowd(context: Context, frame: Frame) -> Frame:
    noun = context.reading.pos[frame.head] in ("NOUN", "PROPN", "ADJ")
    nobody = not frame.actors and frame.inner is None
    if frame.type != "PROTEST" or not noun or not nobody or not _is_one(context.reading, frame.head):
        return frame
    return _crowded(frame)


def _is_one(reading: Reading, head: int) -> bool:
    """Certain protests, where "unrest" is a state and "protest is a right" speaks of any."""
    told = reading.tags[head] in ("NNS", "NNPS") or any(c < head for c in reading.children[head])
    return told and reading.lemmas[head] not in STATES
