"""Who says so: the speaker of each sentence, from verbs of speech, quotes and "according to"."""

from __future__ import annotations

from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.reading import Reading
from standoff.code.lexicon.types import Words

QUOTED = frozenset('“”"«»')
LONGEST_QUOTE = 6  # sentences; further on, a missing mark is likelier than one quotation
ADAMANT = frozenset(("clear", "adamant", "emphatic", "unequivocal"))
FIRST_PERSON = frozenset(("i", "we"))
SOURCE_PREPOSITIONS = frozenset(("according", "per"))


def find_speakers(reading: Reading, speech: Words) -> dict[int, int]:
    """Sentence number -> head token of its speaker; an open quotation and "X said:" carry the speaker on."""
    speakers: dict[int, int] = {}
    carried: int | None = None
    narrator: int | None = None
    since = 0
    for number, (start, end) in enumerate(reading.sentences):
        own = _speaker_of(reading, start, end, speech)
        if own is not None:
            speakers[number] = own
            carried, since = (own, number) if _stays_open(reading, start, end) else (None, number)
            _give_back(reading, speakers, number, own)
            if reading.words[end - 1] == ":":
                narrator = own
        elif carried is not None:
            speakers[number] = carried
            if _closes(reading, start, end) or number - since >= LONGEST_QUOTE:
                carried = None
        elif _goes_on(reading, speakers, number):
            speakers[number] = speakers[number - 1]
        elif narrator is not None:
            speakers[number] = narrator
    return speakers


def _goes_on(reading: Reading, speakers: dict[int, int], number: int) -> bool:
    """True for a sentence of nothing but quotation behind another: '"They fired," she said. "We ran."'."""
    start, end = reading.sentences[number]
    if number - 1 not in speakers or reading.words[start] not in QUOTED or reading.words[end - 1] not in QUOTED:
        return False
    before = reading.sentences[number - 1]
    return any(w in QUOTED for w in reading.words[before[0] : before[1]])


def _speaker_of(reading: Reading, start: int, end: int, speech: Words) -> int | None:
    for i in range(start, end):
        speaks = reading.pos[i] == "VERB" and reading.lemmas[i] in speech and not _in_quotes(reading, start, i)
        if speaks and _introduces(reading, i, start, end):
            subject = [s for s in verb_subject(reading, i) if start <= s < end]
            if subject and reading.lowers[subject[0]] not in FIRST_PERSON:
                return subject[0]
        if said_by := [s for s in _adamant(reading, i) if start <= s < end and reading.lowers[s] not in FIRST_PERSON]:
            return said_by[0]
        if reading.lowers[i] in SOURCE_PREPOSITIONS and i + 1 < end:
            to = next((c for c in reading.children[i] if reading.lowers[c] == "to"), i)
            pobj = reading.child(to, "pobj")
            if pobj is not None:
                return pobj
    return None


def _adamant(reading: Reading, i: int) -> list[int]:
    """Who says it in "the Council is clear that", "Kyiv is adamant that", "made clear that"."""
    verb = reading.heads[i]
    told = reading.pos[i] == "ADJ" and reading.lemmas[i] in ADAMANT and reading.lemmas[verb] in ("be", "make")
    clause = (reading.child(i, "ccomp") or reading.child(verb, "ccomp")) if told else None
    said = clause is not None and clause > i and any(reading.lowers[c] == "that" for c in reading.children[clause])
    return verb_subject(reading, verb) if said else []


def _introduces(reading: Reading, verb: int, start: int, end: int) -> bool:
    """A verb of speech with something said: a clause, a quotation, a colon; "claimed responsibility" has none."""
    if reading.deps[verb] in ("parataxis", "ccomp") or reading.words[end - 1] == ":":
        return True
    if any(reading.deps[c] in ("ccomp", "parataxis", "xcomp") for c in reading.children[verb]):
        return True
    return any(w in QUOTED for w in reading.words[start:end])


def _balance(reading: Reading, start: int, end: int) -> int:
    """Quotations that stay open behind the sentence (1), or that it closes (-1); a straight mark closes a curly one."""
    words = reading.words[start:end]
    opened, closed, straight = (sum(w.count(mark) for w in words) for mark in '“”"')
    if opened or closed:
        return opened - closed - min(straight, max(0, opened - closed))
    return straight % 2


def _stays_open(reading: Reading, start: int, end: int) -> bool:
    return _balance(reading, start, end) > 0


def _closes(reading: Reading, start: int, end: int) -> bool:
    return _balance(reading, start, end) != 0


def _give_back(reading: Reading, speakers: dict[int, int], number: int, speaker: int) -> None:
    """A quotation that closes here and opened in an earlier sentence had this speaker all along."""
    start, end = reading.sentences[number]
    if _balance(reading, start, end) >= 0:
        return
    for earlier in range(number - 1, max(-1, number - LONGEST_QUOTE), -1):
        if earlier in speakers:
            return
        speakers[earlier] = speaker
        if _balance(reading, *reading.sentences[earlier]) > 0:
            return


def is_inside_speech(reading: Reading, token: int, speaker: int, speech: Words) -> bool:
    """True when the event at `token` is what the speaker says, and not the saying or something beside it."""
    start, end = reading.sentences[reading.sentence_of[token]]
    if not start <= speaker < end:
        return True
    if _in_quotes(reading, start, token):
        return True
    i = token
    for _ in range(12):
        up = reading.heads[i]
        if up == i:
            break
        if ((reading.lemmas[up] in speech and reading.pos[up] == "VERB") or _adamant(reading, up)) and reading.deps[
            i
        ] in ("ccomp", "xcomp", "advcl", "parataxis"):
            return True
        i = up
    verb = reading.heads[speaker]
    return reading.lowers[verb] == "to" or (
        reading.lemmas[verb] in speech and reading.deps[verb] in ("parataxis", "ccomp") and verb > token
    )


def _in_quotes(reading: Reading, start: int, token: int) -> bool:
    before = reading.words[start:token]
    if sum(w.count("“") for w in before) > sum(w.count("”") for w in before):
        return True
    return sum(w.count('"') for w in before) % 2 == 1
