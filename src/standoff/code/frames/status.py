"""Whether an event is told as actual, historical, future, hypothetical or negated, from auxiliaries, particles and dates."""

from __future__ import annotations

from datetime import date, timedelta

from standoff.code.frames.reading import Frame, Reading
from standoff.records import When

MODALS = frozenset(("could", "may", "might", "would", "can"))
OBLIGATIONS = frozenset(("must", "should", "ought", "need", "needs"))
FUTURES = frozenset(("will", "shall", "'ll", "’ll", "wo"))
CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
ENCYCLOPEDIAS = ("Wikipedia", "Britannica", "Encyclop")  # their articles tell of the past
ASPECTS = frozenset("continue begin start keep go help try seek work remain proceed".split())
DOING = frozenset(
    "carry conduct launch make stage mount hold have take give commit order be".split()
)  # "held no talks", "did not hold talks"
EFFORTS = frozenset(("all", "everything", "more", "utmost", "best", "whatever", "anything"))
FEW = 3  # words
PURPOSEFUL = frozenset(
    "aim goal purpose objective task mission plan idea point intention intent priority job role duty step way challenge "
    "strategy policy hope wish need answer solution problem thing it this that what all".split()
)
ANNOUNCED = frozenset(("AGREE", "THREATEN"))  # what these tell is still to come
SUMMED_UP = frozenset(("ASSAULT", "REJECT", "ACCUSE"))  # "since 2011"; a siege or aid goes on
A_YEAR = 365
OLD_YEARS = 3
HISTORICAL_DAYS = 365  # GUIDELINES.md: more than one year before publication


def auxiliaries(reading: Reading, verb: int) -> set[str]:
    """Lower-case auxiliaries of a verb; a coordinated verb without its own shares those of the first."""
    found = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass")}
    has_subject = any(reading.deps[c] in ("nsubj", "nsubjpass") for c in reading.children[verb])
    if (
        not found
        and not has_subject
        and reading.deps[verb] == "conj"
        and reading.pos[reading.heads[verb]] in ("VERB", "AUX")
    ):
        return auxiliaries(reading, reading.heads[verb])
    return found


def is_negated(reading: Reading, token: int) -> bool:
    """True for "did not attack", "no attack", "never met", "without meeting", "no longer backs"."""
    if is_over(reading, token):
        return not auxiliaries(reading, token) & {"will", "would"}  # what ends by then was so till then
    for c in reading.children[token]:
        if reading.deps[c] == "neg" or reading.lowers[c] in NEGATIONS:
            return not _is_not_only(reading, c)
        if reading.deps[c] == "det" and reading.lowers[c] == "no":
            return True
    above = reading.heads[token]
    joints = (c for c in reading.children[above] if reading.deps[c] == "cc" and above < c < token)
    if reading.deps[token] == "conj" and any(reading.lowers[c] in ("or", "nor") for c in joints):
        return is_negated(reading, above)  # "would never attack or kill"
    governed = reading.deps[token] == "pcomp" or (reading.pos[token] == "NOUN" and reading.pos[above] == "ADP")
    if governed and reading.lowers[above] == "without":
        return True
    return (
        reading.pos[token] == "NOUN"
        and reading.deps[token] in ("dobj", "attr", "nsubjpass")
        and reading.lemmas[above] in DOING
        and any(reading.deps[c] == "neg" for c in reading.children[above])
    )


def is_over(reading: Reading, verb: int) -> bool:
    """As in "no longer recognises the government", "trades with it no more"."""
    return any(reading.lowers[c] == "longer" and reading.lowers[c - 1] == "no" for c in reading.children[verb] if c > 0)


def is_of_nobody(reading: Reading, frame: Frame) -> bool:
    """As in "no weapons were sent", "neither Israel nor Egypt attacked"; "no soldiers died in the attack" leaves an attack."""
    if frame.fused:
        return False
    sides = (c for c in reading.children[frame.head] if reading.deps[c] in ("nsubj", "nsubjpass", "dobj"))
    heads = [*sides]
    if any(reading.lowers[c] in ("nothing", "nobody", "none") and c not in frame.words for c in heads):
        return True
    behind = (p for c in reading.children[frame.head] if reading.deps[c] == "prep" for p in reading.children[c])
    if any(reading.lowers[p] in ("nothing", "nobody") for p in behind):
        return True
    inside = (g for c in heads for g in reading.children[c] if g < c and g not in frame.words)
    return any(reading.lowers[g] in ("no", "neither") for g in inside)


def _did_not(reading: Reading, frame: Frame) -> bool:
    """As in "the troops did not leave", where noun and verb together tell the event."""
    verb = reading.heads[frame.head]
    return reading.deps[frame.head] == "nsubj" and verb in frame.words and is_negated(reading, verb)


def _is_not_only(reading: Reading, negation: int) -> bool:
    return negation + 1 < len(reading.lowers) and reading.lowers[negation + 1] in ("only", "just", "merely")


def modality(reading: Reading, token: int) -> str | None:
    """One of "future", "obligation", "conditional" or None, from the auxiliaries of the clause that holds the event."""
    verb = token if reading.pos[token] in ("VERB", "AUX") else reading.clause_verb(token)
    while (above := _aspect_of(reading, verb)) is not None:
        verb = above
    if _does_its_best(reading, verb):
        verb = reading.heads[verb]  # "must do all it can to end the siege"
    words = auxiliaries(reading, verb)
    if words & OBLIGATIONS and "have" in words and reading.tags[verb] == "VBN":
        return None if is_regretted(reading, verb) else "conditional"
    if words & OBLIGATIONS or (
        reading.deps[verb] == "xcomp"
        and reading.lemmas[reading.heads[verb]] in ("have", "need")
        and reading.tags[reading.heads[verb]] not in ("VBD", "VBN")  # what somebody had to do, he did
        and "to" in words
    ):
        return "conditional" if _conditional(reading, verb) else "obligation"  # "if I have to kill"
    asked = is_asked(reading, verb)
    if not asked and (words & FUTURES or _going_to(reading, verb) or reading.is_headline_infinitive(verb)):
        return "future"
    if "would" in words and not asked:
        return "would"
    if asked or words & MODALS or _conditional(reading, verb):
        return "conditional"
    return None


def _aspect_of(reading: Reading, verb: int) -> int | None:
    """The verb above that says that it begins or goes on: "will continue to support", "will go on striking"."""
    above = reading.heads[verb]
    if reading.deps[verb] == "pcomp" and reading.lowers[above] in ("on", "with"):
        above = reading.heads[above]
    elif reading.deps[verb] != "xcomp":
        return None
    return above if reading.lemmas[above] in ASPECTS else None


def is_regretted(reading: Reading, verb: int) -> bool:
    """As in "sanctions that should never have been lifted", where the negation does not say that it did not happen."""
    words = auxiliaries(reading, verb)
    return bool(words & OBLIGATIONS) and "have" in words and reading.tags[verb] == "VBN" and is_negated(reading, verb)


def _does_its_best(reading: Reading, verb: int) -> bool:
    """As in "do all they can to pressure", "do more to protect", "do everything possible to free"."""
    above = reading.heads[verb]
    if reading.lemmas[above] != "do" or above == verb or not {"to"} & auxiliaries(reading, verb):
        return False
    return any(reading.lowers[c] in EFFORTS and above < c < verb for c in reading.children[above])


def _is_to(reading: Reading, be: int, verb: int) -> bool:
    """As in "the Council is to meet on Friday", and not "the aim is to destroy them"."""
    subject = reading.child(be, "nsubj")
    near = verb - be <= FEW and any(reading.lowers[i] == "to" for i in range(be + 1, verb))
    return near and subject is not None and reading.lemmas[subject] not in PURPOSEFUL


def _going_to(reading: Reading, verb: int) -> bool:
    above = reading.heads[verb]
    if reading.lowers[above] in ("is", "are") and reading.deps[verb] == "xcomp":
        return _is_to(reading, above, verb)
    return reading.deps[verb] == "xcomp" and (
        (reading.lowers[above] == "going" and any(reading.lemmas[c] == "be" for c in reading.children[above]))
        or (
            reading.lemmas[above] in ("set", "due", "expect", "schedule", "slate", "poise")
            and reading.tags[above] in ("VBN", "JJ", "VBD")
        )
    )


def is_asked(reading: Reading, verb: int) -> bool:
    """As in "asked whether they would admit them", which they have not said."""
    return any(reading.lowers[c] == "whether" and reading.deps[c] == "mark" for c in reading.children[verb])


def is_supposed(reading: Reading, verb: int) -> bool:
    """As in "if diplomacy failed to stop it": a case that is put."""
    return _conditional(reading, verb)


def _conditional(reading: Reading, verb: int) -> bool:
    i = verb
    for _ in range(4):
        marks = {reading.lowers[c] for c in reading.children[i] if reading.deps[c] == "mark"}
        if marks & CONDITIONS or ("until" in marks and reading.tags[i] in ("VBZ", "VBP")):
            return True  # "until Israel ends", which it has not
        if reading.heads[i] == i or reading.deps[i] not in ("conj", "xcomp", "ccomp", "advcl"):
            return False
        i = reading.heads[i]
    return False


def with_status(reading: Reading, frame: Frame) -> Frame:
    """The frame with its status; a status that composition gave stays, but what is announced is announced now."""
    if frame.status == "future" and frame.type in ANNOUNCED:
        frame = frame.but(status="actual")
    if frame.status != "actual":
        return frame
    told_not = is_negated(reading, frame.head) or _did_not(reading, frame) or is_of_nobody(reading, frame)
    if not frame.refused and told_not:
        return frame.but(status="negated")
    published = reading.document.published
    if published is None and any(name in reading.document.publisher for name in ENCYCLOPEDIAS):
        return frame.but(status="historical")
    if frame.date is None or published is None:
        return frame
    if _is_long_ago(frame, frame.date, published):
        return frame.but(status="historical")
    return frame.but(status="future") if frame.date.start > published and frame.type not in ANNOUNCED else frame


def _is_long_ago(frame: Frame, when: When, published: date) -> bool:
    """Over a year before the report, of "last year" more than half of it; or what has gone on for years, in all."""
    a_year_before = published - timedelta(days=HISTORICAL_DAYS)
    if when.end < a_year_before:
        return True
    if A_YEAR <= when.days <= A_YEAR + 2 and when.end < published:
        return when.start + timedelta(days=when.days // 2) < a_year_before
    return frame.type in SUMMED_UP and when.end == published and when.days > OLD_YEARS * A_YEAR
