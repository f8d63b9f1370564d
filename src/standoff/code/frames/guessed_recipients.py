"""Recipients that neither the sentence nor the fighting told elsewhere names: whoever the text leads one to expect there, marked as inferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.deeds import is_deed
from standoff.code.frames.denials import is_denial, tells_content
from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.opponents import FIGHTERS, TAKING, side_of, suggesting
from standoff.code.frames.participants import FOCUS_SHARE
from standoff.code.frames.patients import suffers
from standoff.code.frames.phrases import points_back
from standoff.code.frames.reading import Frame
from standoff.code.frames.two_sides import facing
from standoff.records import GUESSED, Participant

Parties = tuple[Participant, ...]

CITIZENS = frozenset(("OPP", "CVL", "NGO", "PTY"))
FORCES = frozenset(("GOV", "MIL", "COP", "IGO"))
OWN = frozenset(("GOV", "MIL"))
DEEDS = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE"))
TO_ALL = frozenset(("request.seek-help", "assault.strike-in-support"))
JUDGED = frozenset(("ACCUSE", "REQUEST"))  # of what somebody did
TOLD_AGAIN = 4  # letters that "killing" and "killed", "arrest" and "arrested" have in common
NEARBY = 1
EXCHANGED = 6  # sentences over which two sides go on with each other
CAMPAIGNS = frozenset(("threaten.vow-campaign",))
FIRST_ANSWERS = frozenset(("REJECT", "CONCEDE", "THREATEN"))
FRIENDLY = frozenset(("SUPPORT", "AID", "COOPERATE", "AGREE", "CONSULT", "CONCEDE"))  # nobody is condemned for those
TURNING = (
    "agree.",
    "composition.refuse",
    "reject.",
    "concede.give-in",
    "concede.apologise",
)  # denials: implied.py


def with_guessed_recipients(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, each that nobody is told to suffer or hear with the likeliest who does."""
    told = list(frames)
    for at in sorted(range(len(frames)), key=lambda i: frames[i].head):  # an answer goes to whoever was found to ask
        told[at] = _guessed(context, told[at], told)
    return told


def _guessed(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    if frame.recipients or not frame.actors or frame.entry.reciprocal or frame.entry.id in TO_ALL:
        return frame
    guess: Parties = ()
    if frame.type == "ASSAULT" or (frame.type == "COERCE" and "seize" not in frame.mode):
        guess = _met(context, frame, frames)
    elif frame.type in JUDGED or (frame.type == "SUPPORT" and frame.about_event):
        guess = _fighting(context, frame, frames) or _doer(context, frame, frames) or _judged(context, frame, frames)
    elif frame.type == "AGREE":
        guess = _partner(context, frame, frames, NEARBY)
    elif frame.type == "THREATEN" and (
        frame.rule in CAMPAIGNS or (frame.inner is not None and "violence" in frame.mode)
    ):
        guess = _fought(frame, frames) or _returned(frame, frames) or _enemy(frame, frames)
        guess = guess or _partner(context, frame, frames)
    elif frame.type == "THREATEN" or frame.rule.startswith(TURNING) or is_denial(frame):
        guess = _turned_to(context, frame, frames)
    elif frame.type == "AID":
        guess = _displaced(context, frame, frames) or _people(frame) or _other_side(context, frame)
    if not guess and frame.type in ("THREATEN", "REQUEST"):
        guess = _other_side(context, frame)
    guess = tuple(p for p in guess if not _is_own(frame, p))
    if not guess:
        return frame
    found = suggesting(frame, guess)
    return found.but(inferred=(*found.inferred, GUESSED["recipients"]))


def _fighting(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Those who are to stop in "called for a ceasefire", "urged restraint": both who fight, but for who says so."""
    reading = context.reading
    said = (*frame.words, *reading.subtree(frame.head)) if frame.type == "REQUEST" else ()
    if not any(reading.lemmas[i] in context.resources.lexicon.classes["truces"] for i in said):
        return ()
    own = {side_of(a) for a in frame.actors}
    both = facing([f for f in frames if f.type == "ASSAULT"])
    return () if own & {side_of(p) for p in both} else both


def _turned_to(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """The other side of the last exchange; a denial answers whoever told what is denied, and one of a deed nobody."""
    if not is_denial(frame):
        return _asking(context, frame, frames) or _partner(context, frame, frames)
    return () if tells_content(context, frame) else _teller(context, frame) or _partner(context, frame, frames)


def _asking(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Who made the call that "rejected the call" turns down, whomever it was to."""
    reading, number = context.reading, context.reading.sentence_of
    refused = reading.child(frame.head, "dobj") if frame.type == "REJECT" else None
    if (
        refused is None
        or reading.lemmas[refused] not in context.resources.lexicon.classes["calls"]
        or not points_back(reading, refused)
    ):
        return ()
    asked = (f for f in _before(frame, frames) if f.type in ("REQUEST", "AGREE") and f.actors)
    last = next((f for f in asked if number[frame.head] - number[f.head] <= 2 * NEARBY), None)
    return () if last is None else _others(frame, last.actors)


def _is_own(frame: Frame, party: Participant) -> bool:
    """As the army is to its government, which neither strikes at it nor accuses it."""
    return party.sector in OWN and any(a.country == party.country and a.sector in OWN for a in frame.actors)


def _judged(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Whom one turns to with no deed in mind: the other side of the last exchange, and not its victims; people at home their state."""
    if frame.type not in JUDGED:
        return ()
    other = _partner(context, frame, frames)
    if other and any(p.sector != "CVL" for p in other):
        return other
    if frame.type == "ACCUSE" and (pointed := _just_acting(context, frame)):
        return pointed
    first = frame.actors[0]
    citizens = first.sector in CITIZENS and first.country in context.resources.knowledge.countries
    return (context.who.participants.state(str(first.country), frame.head),) if citizens else ()


def _just_acting(context: Context, frame: Frame) -> Parties:
    """Who did what "we condemn this conduct" points back to: the subject of the sentence before."""
    reading, number = context.reading, context.reading.sentence_of[frame.head]
    pointing = any(reading.lowers[i] in ("this", "these", "such") for i in reading.subtree(frame.head))
    if not pointing or number == 0:
        return ()
    start, end = reading.sentences[number - 1]
    root = next((i for i in range(start, end) if reading.heads[i] == i), start)
    acting = (p for h in verb_subject(reading, root) for p in context.who.resolve(h))
    return _others(frame, tuple(p for p in acting if p.sector not in ("CVL", "UNK", "MED")))


def _returned(frame: Frame, frames: list[Frame]) -> Parties:
    """As in "rockets were fired at Ashkelon; the army responded with strikes": at whoever struck at its country before."""
    own = {a.country for a in frame.actors if a.sector in FORCES}
    where = frame.place.country if frame.place is not None else None
    if frame.type not in ("ASSAULT", "THREATEN") or (where is not None and where not in own):
        return ()
    for earlier in _before(frame, frames):
        if earlier.type == "ASSAULT" and own & {r.country for r in earlier.recipients} - {None}:
            return _others(frame, earlier.actors)
    return ()


def _enemy(frame: Frame, frames: list[Frame]) -> Parties:
    """Of forces that act somewhere in a country: the armed group that is fought in most of the text."""
    where = frame.place
    forces = frame.type == "THREATEN" or all(a.sector in FORCES for a in frame.actors)
    if frame.type not in ("ASSAULT", "THREATEN") or not forces or (where is not None and where.precision != "country"):
        return ()
    own = {a.id for a in frame.actors}
    fought = Counter(
        replace(r, text="") for f in frames if f.type == "ASSAULT" for r in f.recipients if r.id not in own
    )
    if not fought:
        return ()
    enemy, most = fought.most_common(1)[0]
    return (enemy,) if enemy.sector == "REB" and 2 * most > fought.total() else ()


def _fought(frame: Frame, frames: list[Frame]) -> Parties:
    """Whom the side of who threatens fights most in the text."""
    own = {side_of(a) for a in frame.actors} | {a.country for a in frame.actors if a.sector not in CITIZENS}
    met = Counter(
        replace(r, text="")
        for f in frames
        if f.type == "ASSAULT" and own & {side_of(a) for a in f.actors}
        for r in f.recipients
        if r.sector in FIGHTERS and side_of(r) not in own
    ).most_common(2)
    clear = met and (len(met) == 1 or met[0][1] > met[1][1])
    return (met[0][0],) if clear else ()


def _struck(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Who took a town took it from its state, unless that is his own; what is bombed or closed off has people in it."""
    where = frame.place
    country = where.country if where is not None else None
    own = {a.country for a in frame.actors if a.sector != "REB"}
    if country is not None and frame.entry.id in TAKING and country not in own:
        return (context.who.participants.state(country, frame.head),)
    if country is not None and not (where and where.precision == "country" and country in own):
        return _people(frame)
    return () if frame.type != "ASSAULT" or _is_open(context, frame, frames) else _other_side(context, frame)


def _met(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Whom force meets."""
    guess = _enemy(frame, frames) or _returned(frame, frames) or _struck(context, frame, frames)
    return () if _is_of_judges(context, guess, frame, frames) else guess


def _is_of_judges(context: Context, guess: Parties, frame: Frame, frames: list[Frame]) -> bool:
    """Who condemns an attack in the same sentence is not whom it hit."""
    number = context.reading.sentence_of
    here = (f for f in frames if number[f.head] == number[frame.head] and f.type in JUDGED)
    return bool({side_of(g) for g in guess} & {side_of(a) for f in here for a in f.actors})


def _is_open(context: Context, frame: Frame, frames: list[Frame]) -> bool:
    """Who is told to fight several sides may have met any; "its targets" are somebody's, who was not found."""
    own = {side_of(a) for a in frame.actors}
    fights = any(f.type == "ASSAULT" and f.recipients and own & {side_of(a) for a in f.actors} for f in frames)
    reading = context.reading
    heads = [p.head for p in frame.recipient_heads if p.head >= 0]
    return fights or any(reading.tags[c] == "PRP$" for h in heads for c in reading.children[h])


def _people(frame: Frame) -> Parties:
    where = frame.place
    if where is None or where.country is None:
        return ()
    return (Participant(f"{where.country}/CVL", f"people in {where.name}", where.country, "CVL", ""),)


def _teller(context: Context, frame: Frame) -> Parties:
    """Whose account is disputed: who said something in the sentence before."""
    speaker = context.speakers.get(context.reading.sentence_of[frame.head] - 1)
    who = () if speaker is None else context.who.resolve(speaker)
    own = {a.country for a in frame.actors}
    return tuple(p for p in who if p.sector not in ("CVL", "UNK", "MED") and p.country not in own)


def _displaced(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Whoever was told to flee just before is who gets food and shelter."""
    number = context.reading.sentence_of
    fled = (f for f in _before(frame, frames) if f.type == "SANCTION" and "expel" in f.mode and f.recipients)
    last = next(fled, None)
    near = last is not None and number[frame.head] - number[last.head] <= NEARBY
    return last.recipients if last is not None and near else ()


def _other_side(context: Context, frame: Frame) -> Parties:
    """The one other country of the sentence, else the one that the text is most about beside the actor's own."""
    own = {context.home, *(a.country for a in frame.actors)}
    number = context.reading.sentence_of[frame.head]
    here = {c for n, c in context.named_countries if n == number and c not in own}
    if len(here) == 1:
        return (context.who.participants.state(here.pop(), frame.head),)
    counts = Counter(c for _, c in context.named_countries if c not in own)
    if not counts:
        return ()
    country, most = counts.most_common(1)[0]
    clear = (most > 1 or len(counts) == 1) and most >= FOCUS_SHARE * counts.total()
    return (context.who.participants.state(country, frame.head),) if clear else ()


def _others(frame: Frame, parties: Parties) -> Parties:
    own = {side_of(a) for a in frame.actors}
    return () if own & {side_of(p) for p in parties} else parties


def _but(own: set[str], parties: Parties) -> Parties:
    return () if own & {p.id for p in parties} else parties


def _before(frame: Frame, frames: list[Frame]) -> list[Frame]:
    """What is told before, the last first."""
    return sorted((f for f in frames if f.head < frame.head), key=lambda f: -f.head)


def _doer(context: Context, frame: Frame, frames: list[Frame]) -> Parties:
    """Who did what is condemned, hailed, or to end: in the same clause, by the same word before, or the last deed told."""
    reading = context.reading
    own = {a.id for a in frame.actors}  # a president may condemn his police
    below = {i for c in reading.children[frame.head] if reading.deps[c] != "conj" for i in reading.subtree(c)}
    inside = [f for f in frames if f.head in below and f.type in DEEDS]
    named = {reading.lemmas[i][:TOLD_AGAIN] for i in below if reading.pos[i] == "NOUN"}
    before = [f for f in _before(frame, frames) if f.type in DEEDS]
    told = any(f.actors for f in inside)
    if frame.type == "SUPPORT" and not told and (hailed := _hailed(context, frame, frames, below)):
        return _but(own, hailed)
    any_deed = [f for f in _before(frame, frames) if f.type not in FRIENDLY and f.type != "REQUEST"]
    again = (f for f in any_deed if named & {reading.lemmas[w][:TOLD_AGAIN] for w in (*f.words, *f.fused, f.head)})
    violent = any(reading.lemmas[i] in context.resources.lexicon.classes["force_nouns"] for i in below)
    last = before if frame.type == "ACCUSE" or violent else []
    last = sorted(last, key=lambda f: (f.type != "ASSAULT", "recipients" in f.inferred)) if violent else last
    return next((who for f in (*inside, *again, *last) if (who := _but(own, f.actors))), ())


def _hailed(context: Context, frame: Frame, frames: list[Frame], below: set[int]) -> Parties:
    """Who did what "welcomed his release", "welcomed it" points back to: who let him go, who was thanked or acted just before."""
    reading, number = context.reading, context.reading.sentence_of
    before = [f for f in _before(frame, frames) if f.actors and not f.entry.reciprocal]
    if any(suffers(reading, i) for i in below):
        return next((f.actors for f in before if f.type in ("RETREAT", "CONCEDE")), ())
    near = [f for f in before if number[frame.head] - number[f.head] <= NEARBY]
    bare = any(reading.lowers[i] in ("it", "this") and reading.heads[i] == frame.head for i in below)
    if not bare and not any(is_deed(reading, i) for i in below):
        return ()
    return next((f.recipients if f.type == "SUPPORT" else f.actors for f in near), ()) or _acting_before(context, frame)


def _acting_before(context: Context, frame: Frame) -> Parties:
    """The last subject before the clause, as of what "announced a decision, and Bahrain welcomed it" points back to."""
    reading, number = context.reading, context.reading.sentence_of
    acting = (r for r in context.who.referents.before(frame.head) if r.subject and reading.heads[r.head] != frame.head)
    last = next((r for r in acting if number[frame.head] - number[r.head] <= NEARBY), None)
    return () if last is None else last.participants


def _dealings(context: Context, frame: Frame, frames: list[Frame], reach: int) -> Iterator[tuple[bool, Parties]]:
    """Who dealt with the actor before (True), and with whom he dealt, the last first."""
    own, number = {side_of(a) for a in frame.actors}, context.reading.sentence_of
    for earlier in _before(frame, frames):
        if number[frame.head] - number[earlier.head] > reach:
            return
        if frame.type == "ACCUSE" and earlier.type in FRIENDLY:
            continue
        parties = (*earlier.actors, *earlier.recipients) if earlier.entry.reciprocal else ()
        if own & {side_of(p) for p in parties}:
            yield True, tuple(p for p in parties if side_of(p) not in own)
        elif own & {side_of(r) for r in earlier.recipients}:
            yield True, _others(frame, earlier.actors)
        elif own & {side_of(a) for a in earlier.actors}:
            yield False, _others(frame, earlier.recipients)


def _partner(context: Context, frame: Frame, frames: list[Frame], reach: int = EXCHANGED) -> Parties:
    """The other side of the last exchange: an answer goes to whoever turned to the actor, a promise to whom he dealt with."""
    told = [(to, who) for to, who in _dealings(context, frame, frames, reach) if who]
    if frame.type in FIRST_ANSWERS:
        told.sort(key=lambda t: not t[0])
    return told[0][1] if told else ()
