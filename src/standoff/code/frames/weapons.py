"""Force that tells by what it was done and not by whom: "helicopters struck positions", "residents counted 18 air raids"."""

from __future__ import annotations

from standoff.code.frames.guessed_actors import guessed_by
from standoff.code.frames.nouns import ARMED_NOUNS, WEAPONS
from standoff.code.frames.reading import Frame, Reading

FROM_AFAR = frozenset(("raid", "strike", "airstrike", "bombardment", "shelling", "barrage"))
FLYING = frozenset(("bomber", "fighter"))  # in "bombers and fighters conducted ten air strikes"
NEAR = 3  # sentences


def by_weapon(reading: Reading, frame: Frame) -> bool:
    """An attack by weapons of war whose owner the text may tell elsewhere."""
    if frame.type != "ASSAULT" or frame.inner is not None:
        return False
    used = WEAPONS | FLYING if frame.entry.mode == "aerial" else WEAPONS
    if any(p.head >= 0 and reading.lemmas[p.head] in used for p in frame.actor_heads):
        return True
    return reading.lemmas[frame.head] in FROM_AFAR and any(
        reading.lemmas[c] in WEAPONS | {"air"} for c in reading.children[frame.head]
    )


def with_owners(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """The frames, such attacks with whoever attacked just before; those that stay without any side are left out."""
    owned = [_owned(reading, f, frames) if not f.actors and by_weapon(reading, f) else f for f in frames]
    return [f for f in owned if f.actors or f.anaphoric or f.recipients or not by_weapon(reading, f)]


def _owned(reading: Reading, frame: Frame, frames: list[Frame]) -> Frame:
    number, own = reading.sentence_of, {r.country or r.id for r in frame.recipients}
    if any(reading.lemmas[c] in ARMED_NOUNS for p in frame.actor_heads for c in reading.children[p.head]):
        return frame  # "a rebel rocket"
    near = [f for f in frames if f.head < frame.head and number[frame.head] - number[f.head] <= NEAR]
    told = [f for f in near if f.type == "ASSAULT" and f.actors and not own & {a.country or a.id for a in f.actors}]
    return guessed_by(frame, max(told, key=lambda f: f.head).actors) if told else frame
