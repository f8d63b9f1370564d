"""One mention and its document into a `Profile`: everything that comparing needs, worked out once."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from sys import intern

from standoff import knowledge, ontology
from standoff.merge.kinship import Side, side
from standoff.merge.weights import Weights
from standoff.records import Mention, Participant, When, Where

_SUFFIXES = ("ings", "ing", "ions", "ion", "ers", "ies", "ied", "es", "ed", "s", "e")
_MANY = re.compile(
    r"\b(those(?! (?:who|that|which)\b)|these|such|several|repeated|numerous|many|dozens of|a series of)\s+(\w+\s+){0,2}$",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|several|dozens of|many)\s+(\w+\s+){0,2}"
    r"(targets|sites|positions|facilities|bases|depots|places|locations|cities|towns|villages|camps|buildings|areas)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"\b(condemn|denounc|accus|protest|blam|critici|deplor|prais|welcom|reject|den(y|ies)|describ|call(s|ed)\b|discuss)",
    re.IGNORECASE,
)
_OTHER_DEED = re.compile(
    r"\b(follow(s|ed|ing)|after|since|response to|retaliation for|revenge for|reply to|answer(s|ed)?( to)?)\b",
    re.IGNORECASE,
)
_OWN_DAY = re.compile(r"(\w+day|yesterday|week|month|\d)['’]s?\s+(\w+\s+){0,3}$", re.IGNORECASE)
_CLAIM = re.compile(r"claim(s|ed|ing)?\b", re.IGNORECASE)
_WEEK = (5, 8)  # days that an interval covers beyond its first where the text says "last week"
_COMMENT_DAYS = 3  # reports tell what was said in the last days
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What merging needs to know about a document.

    `independent_source`: documents that share it (wire copies) count once; `source`: who to name for a claim.
    """

    published: date | None = None
    independent_source: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A mention prepared for comparing; days are proleptic ordinals, `index` its place in the canonical order.

    `many`: it tells of several occurrences; `wide`: it hits several places at once ("bombed three sites"); `campaign`: it
    sums up many ("more than 160 attacks"); `claim`: somebody owns up to it; `act`: what kind of deed the
    rule that fired tells of, "" for most; `bare`: it has no date, place, toll or party; `vague`: its date is whole months
    or years. `start` and `end` are None where the date may be that of what is said of the event, `place` likewise.
    `countries`: those that the sentence names, where the mention has a date of its own and neither party nor place.
    """

    index: int
    id: str
    mention: Mention
    published: int | None
    group: str
    act: str
    status: str
    start: int | None
    end: int | None
    place: Where | None
    countries: frozenset[str]
    vague: bool
    stems: frozenset[str]
    words: frozenset[str]
    sentence_key: str
    two_sided: bool
    verbal: bool
    many: bool
    wide: bool
    claim: bool
    bare: bool
    campaign: bool
    actors: Side
    recipients: Side
    everyone: Side

    @property
    def parties(self) -> tuple[Participant, ...]:
        """All who are known to take part."""
        return self.everyone.parties

    @property
    def week(self) -> bool:
        """True for "last week", which can mean the seven days before."""
        span = (self.end or 0) - (self.start or 0)
        return self.mention.dated_by == "text" and _WEEK[0] <= span <= _WEEK[1]


def canonical_order(mentions: Iterable[Mention], documents: Mapping[str, DocumentFacts]) -> list[Mention]:
    """Mentions by publication, document and position, equal ones once: the order in which everything is decided."""

    def place(mention: Mention) -> tuple[date, str, int, str]:
        published = facts_of(mention.document, documents).published or date.max
        return (published, mention.document, mention.trigger.start, mention.id)

    ordered: list[Mention] = []
    for _, same in groupby(sorted(mentions, key=place), key=lambda m: m.id):
        told = list(dict.fromkeys(same))
        ordered += sorted(told, key=repr) if len(told) > 1 else told
    return ordered


def facts_of(document: str, documents: Mapping[str, DocumentFacts]) -> DocumentFacts:
    """The document's facts; a document that nobody described is its own source without a date."""
    return documents.get(document) or DocumentFacts(None, document, document)


def profiles(mentions: list[Mention], documents: Mapping[str, DocumentFacts], weights: Weights) -> list[Profile]:
    """A profile for each mention of a canonically ordered list."""
    return numbered(alone(mention, facts_of(mention.document, documents).published, weights) for mention in mentions)


def numbered(told: Iterable[Profile]) -> list[Profile]:
    """Canonically ordered profiles that know their places.

    Ids of mentions need not be unique (one trigger can tell of two visits): the second gets "#1", and so on.
    """
    seen: dict[str, int] = {}
    result = []
    for index, profile in enumerate(told):
        id = profile.mention.id
        number = seen[id] = seen.get(id, -1) + 1
        result.append(replace(profile, index=index, id=id if number == 0 else f"{id}#{number}"))
    return result


def alone(mention: Mention, published: date | None, weights: Weights) -> Profile:
    """The profile of a mention that stands first in a batch."""
    trigger_at = mention.trigger.start - mention.start, mention.trigger.end - mention.start
    trigger = mention.sentence[max(trigger_at[0], 0) : max(trigger_at[1], 0)]
    own = {
        w
        for p in (*mention.known_actors, *mention.known_recipients)
        for w in _WORD.findall(f"{p.text} {p.name}".lower())
    }
    told, of_trigger = _WORD.findall(mention.sentence.lower()), _WORD.findall(trigger.lower())
    words = {w for w in told if len(w) > 3 or (w.isdigit() and len(w) > 1)}
    before = mention.sentence[: max(trigger_at[0], 0)]
    when = None if _dates_the_comment(mention, published, trigger, before) else mention.date
    where = None if _is_elsewhere(mention, before) else mention.told_place
    homeless = not own and where is None and when is not None and mention.dated_by == "text"
    return Profile(
        index=0, id=mention.id, mention=mention, published=published.toordinal() if published else None,
        group=weights.group_of(mention.type), act=weights.act_of(mention.rule), status=_status_group(mention, weights),
        start=when.start.toordinal() if when else None, end=when.end.toordinal() if when else None, place=where,
        countries=_countries_of(mention.sentence) if homeless else frozenset(),
        claim=bool(_CLAIM.match(trigger)),
        vague=mention.date is not None and _is_vague(mention.date),
        stems=frozenset(intern(stem(w)) for w in of_trigger if len(w) > 3),
        words=frozenset(map(intern, words - own - weights.common_words - set(of_trigger))),
        sentence_key=hashlib.sha256(" ".join(told).encode()).hexdigest()[:16],
        verbal=_is_verbal(mention.type), two_sided=not mention.recipients and len(mention.actors) > 1,
        many=mention.count.lo >= 2 or bool(_MANY.search(before[-60:])),
        wide=bool(_WIDE.search(mention.sentence[max(trigger_at[0], 0) :])), campaign=mention.count.lo >= 3,
        actors=side(mention.known_actors), recipients=side(mention.known_recipients), everyone=side((*mention.known_actors, *mention.known_recipients)),
        bare=not (mention.date or where or mention.deaths or mention.injured or own),
    )  # fmt: skip


def _status_group(mention: Mention, weights: Weights) -> str:
    """What "the raids" point back to has happened, whatever is wished or feared of it."""
    status = "actual" if mention.anaphoric and mention.status == "hypothetical" else mention.status
    return weights.status_group.get(status, status)


def _dates_the_comment(mention: Mention, published: date | None, trigger: str, before: str) -> bool:
    """True for "France condemned the strike on Monday" and "they claimed it on Monday": the day may be that of the words."""
    when = mention.date
    if when is None or published is None or when.days > _COMMENT_DAYS:
        return False
    if not 0 <= (published - when.end).days <= _COMMENT_DAYS:
        return False
    if _CLAIM.match(trigger):
        return True
    after = mention.sentence[len(before) + len(trigger) :]
    own = _OWN_DAY.search(before) or re.match(r"\s+(of|from)\s", after)
    return mention.anaphoric and bool(_COMMENT.search(before)) and not own


def _is_elsewhere(mention: Mention, before: str) -> bool:
    """True where the place is that of other words: of those who condemned the attack, of what "the attack followed"."""
    if mention.told_place is None:
        return False
    at = _where_named(mention.told_place.name, mention.sentence)
    if at < len(before):
        told_before = before[at:] if at >= 0 else ""
        return bool(re.search(r"\bsince\b", told_before) or (mention.anaphoric and _COMMENT.search(told_before)))
    return mention.anaphoric and _OTHER_DEED.search(mention.sentence, len(before), at) is not None


def _where_named(place: str, sentence: str) -> int:
    """Where the sentence names the place, by all of its name or by the longest word of it; -1 where it does not."""
    words = sorted((w for w in place.split() if w[:1].isupper()), key=lambda w: (-len(w), w))
    return next((at for at in map(sentence.find, (place, *words)) if at >= 0), -1)


@cache
def _country_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Names, peoples and seats of all states: a pattern for any of them, and the state of each."""
    states = knowledge.load().countries.values()
    known = {name: c.iso3 for c in states for name in (*c.seats, c.capital, *c.demonyms, *c.names, c.name) if name}
    longest = sorted(known, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})(?!\w)"), known


def _countries_of(sentence: str) -> frozenset[str]:
    pattern, states = _country_names()
    return frozenset(states[name] for name in pattern.findall(sentence))


def _is_verbal(type: str) -> bool:
    kind = ontology.load().types.get(type)
    return kind is not None and kind.quad.startswith("verbal")


def _is_vague(when: When) -> bool:
    """True for whole months and years: a date told loosely rather than something that lasted."""
    return when.start.day == 1 and when.end.day == monthrange(when.end.year, when.end.month)[1]


def stem(word: str) -> str:
    """The word without its ending ("strikes", "striking" -> "strik"); crude, and only ever compared with itself."""
    word = word.removeprefix("air") if word.startswith("airst") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word
