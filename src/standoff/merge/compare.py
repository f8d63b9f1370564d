"""Two profiles into a table of named evidence with its weights, or into the reason why they cannot be one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

from standoff.merge.kinship import RANK, Kinship
from standoff.merge.profile import Profile
from standoff.merge.weights import Weights
from standoff.records import Amount, Where

Features = tuple[tuple[str, str, float], ...]  # (feature, finding, contribution)
_PRECISION = {"site": 3, "town": 2, "region": 1, "country": 0}
COUNTED = 5  # a lower bound below is that of a vague word: "several", "civilians"
_VOICES = {"country": "other_voice", "camps": "other_voice", "sector": "other_office"}
_EARTH_KM = 6371.0
_REGION_KM = 250.0  # no region is known by its borders; what lies further from its middle lies outside


@dataclass(frozen=True, slots=True)
class Scale:
    """What a comparison stands on: the weights, who is kin to whom, and what "the strike" points back to.

    `antecedents[i]` is the index of the mention that mention `i` refers back to.
    """

    weights: Weights
    kinship: Kinship
    antecedents: Mapping[int, int] = field(default_factory=dict)

    def origin(self, index: int) -> int:
        """The first mention of the chain of those that point back which ends at `index`."""
        while index in self.antecedents:
            index = self.antecedents[index]
        return index


def score(features: Features) -> float:
    """The sum of the contributions, to four digits, so that the order of addition cannot matter."""
    return round(sum(contribution for _, _, contribution in features), 4)


def compare(a: Profile, b: Profile, scale: Scale) -> Features:
    """Every feature's finding and contribution; `a` comes before `b` in canonical order."""
    rows = scale.weights.rows
    table = [rows["prior"][_prior(a, b)]]
    for name, feature in FEATURES.items():
        row = rows[name][feature(a, b, scale)]
        if row[2]:
            table.append(row)
    words = _words(a, b, scale.weights.evidence["words"])
    return (*table, words) if words[2] else tuple(table)


def _prior(a: Profile, b: Profile) -> str:
    if not same_document(a, b):
        return "across_documents_verbal" if a.verbal and b.verbal else "across_documents"
    return "inside_document_verbal" if a.verbal and b.verbal else "inside_document"


def same_document(a: Profile, b: Profile) -> bool:
    return a.mention.document == b.mention.document


# --- what forbids -----------------------------------------------------------------------------------------------


def forbids(a: Profile, b: Profile, scale: Scale) -> str | None:
    """Why the two cannot be one event, in one word; None when they can."""
    for name, rule in RULES.items():
        if rule(a, b, scale):
            return name
    return None


def _types_differ(a: Profile, b: Profile, _scale: Scale) -> bool:
    """Different types, unless the weights name them as one group and both tell of one kind of deed: an accord that is signed."""
    return a.mention.type != b.mention.type and not (a.group == b.group and a.act and a.act == b.act)


def _statuses_differ(a: Profile, b: Profile, _scale: Scale) -> bool:
    """What happened is not what is expected; a denial may speak of what happened (see `is_denial`)."""
    return a.status != b.status and not is_denial(a, b)


def is_denial(a: Profile, b: Profile) -> bool:
    """True when one mention says that it happened and the other that it did not."""
    return a.status != b.status and {a.status, b.status} == {"happened", "denied"}


def _dates_apart(a: Profile, b: Profile, scale: Scale) -> bool:
    """Intervals that share no day; a day between them is forgiven across documents, and for deeds that only the report dates."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    gap = max(a.start - b.end, b.start - a.end)
    if same_document(a, b):
        return gap > (1 if not a.verbal and _dated_by_report(a, b) else 0)
    if _told_later(a, b):
        return gap > scale.weights.limits["told_later_days"]
    return gap > (scale.weights.limits["week_days"] if a.week or b.week else 1)


def _told_later(a: Profile, b: Profile) -> bool:
    """True where the later of the two days is only that of its report, which may look back."""
    later = a if (a.start or 0) > (b.start or 0) else b
    return later.mention.dated_by == "report"


def _dated_by_report(a: Profile, b: Profile) -> bool:
    return "report" in (a.mention.dated_by, b.mention.dated_by)


def _actors_clash(a: Profile, b: Profile, scale: Scale) -> bool:
    """Nobody who acts in one can be anybody who acts in the other, and it is not that the authorship is contested."""
    return actors_level(a, b, scale) == "clash" and not _contested_authorship(a, b)


def _contested_authorship(a: Profile, b: Profile) -> bool:
    """Two documents blame two parties for one deed: the same day, the same town or site, the same toll of two or more."""
    p, q = a.mention, b.mention
    if same_document(a, b) or a.start is None or a.start != a.end or (a.start, a.end) != (b.start, b.end):
        return False
    here, there = a.place, b.place
    same = here is not None and there is not None and here.name.casefold() == there.name.casefold()
    sharp = same and here is not None and _PRECISION.get(here.precision, 0) >= 2
    return sharp and p.deaths is not None and p.deaths == q.deaths and p.deaths.lo >= 2


def _roles_swapped(a: Profile, b: Profile, scale: Scale) -> bool:
    """A attacks B, B attacks A: across, the parties agree better on both sides than straight on either."""
    if _mutual(a, b, scale):
        return False
    best = scale.kinship.best
    across = [best(a.actors, b.recipients), best(a.recipients, b.actors)]
    if any(RANK.get(level, 0) < RANK["camps"] for level in across):
        return False
    straight = [best(a.actors, b.actors), best(a.recipients, b.recipients)]
    return min(RANK[level] for level in across) > max(RANK.get(level, 0) for level in straight)


def _number_clashes(a: Profile, b: Profile, _scale: Scale) -> bool:
    """A campaign ("more than 160 attacks since October") is not one attack that has a date of its own; five are not two."""
    x, y = a.mention.count, b.mention.count
    if same_document(a, b) and a.many and b.many and x.lo == x.hi and y.lo == y.hi and x != y:
        return True
    if a.campaign == b.campaign:
        return False
    one = b if a.campaign else a
    return not one.many and one.start is not None and one.end is not None and one.end - one.start < 7


def _places_apart(a: Profile, b: Profile, scale: Scale) -> bool:
    """One report tells of two towns or of two countries: what happened in each is an event of its own, unless one struck wide."""
    if not same_document(a, b) or a.many or b.many or a.wide or b.wide:
        return False
    return place_evidence(a, b, scale) in ("elsewhere", "abroad")


def _camps_apart(a: Profile, b: Profile, scale: Scale) -> bool:
    """One report keeps a country's army and its armed groups apart, as two need not: "the army took a town, two militias others"."""
    return same_document(a, b) and actors_level(a, b, scale) in ("camps", "rivals")


RULES: dict[str, Callable[[Profile, Profile, Scale], bool]] = {
    "type": _types_differ,
    "status": _statuses_differ,
    "date": _dates_apart,
    "number": _number_clashes,
    "actors": _actors_clash,
    "roles": _roles_swapped,
    "place": _places_apart,
    "camps": _camps_apart,
}


# --- what speaks for and against --------------------------------------------------------------------------------


def _mutual(a: Profile, b: Profile, scale: Scale) -> bool:
    """True where it says nothing who stands first: talks, or "X and Y clashed" on one side."""
    return a.group in scale.weights.reciprocal or a.two_sided or b.two_sided


def actors_level(a: Profile, b: Profile, scale: Scale) -> str:
    """How closely those who act agree; in mutual events, whoever takes part."""
    if _mutual(a, b, scale):
        return scale.kinship.worst(a.everyone, b.everyone)
    return scale.kinship.best(a.actors, b.actors)


def actors_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """The level of agreement; of verbal acts, who speaks counts for more than from where."""
    level = actors_level(a, b, scale)
    if not (a.verbal and b.verbal):
        return level
    if _in_one_sentence(a, b) and scale.kinship.best(a.actors, b.actors) in _VOICES:
        return "other_voice"  # "the minister was in Baghdad on Monday, and the general was there last week"
    return level if _mutual(a, b, scale) else _VOICES.get(level, level)


def _in_one_sentence(a: Profile, b: Profile) -> bool:
    return same_document(a, b) and a.mention.start == b.mention.start


def recipients_level(a: Profile, b: Profile, scale: Scale) -> str:
    """How closely those who are acted upon agree; where parties are pooled, a second pair that agrees counts here."""
    if _mutual(a, b, scale):
        both = shape_evidence(a, b, scale) == "same" and min(len(a.parties), len(b.parties)) > 1
        return scale.kinship.worst(a.everyone, b.everyone) if both else "unknown"
    level = scale.kinship.best(a.recipients, b.recipients)
    return "clash" if level == "lent" and a.verbal else level  # who is spoken to is told


def date_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether both date the event, how sharply, and for undated ones how the publications lie."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return "unknown" if same_document(a, b) else _undated(a, b, scale)
    gap = max(a.start - b.end, b.start - a.end)
    if same_document(a, b) and _dated_by_report(a, b):
        return "unknown"  # one report dates everything that it tells without a date alike
    if gap > 1:
        return "told_later" if _told_later(a, b) else "next_days"
    if gap > 0:
        return "unknown" if _dated_by_report(a, b) else "next_day"
    return _overlapping(a, b)


def _overlapping(a: Profile, b: Profile) -> str:
    """How much two dates that share a day tell, by the longer of them."""
    spans = [p.end - p.start for p in (a, b) if p.start is not None and p.end is not None]
    longest = max(spans) + 1
    if longest == 1:
        return "same_day"
    if longest > 31 and not (a.vague or b.vague) and min(spans) < 7:
        return "within_span"
    return "within_week" if longest <= 8 else "within_month" if longest <= 31 else "within_longer"


def _undated(a: Profile, b: Profile, scale: Scale) -> str:
    if a.published is None or b.published is None:
        return "unknown"
    recent = scale.weights.limits["recent_days"]
    if a.start is None and b.start is None:
        return "same_news" if abs(a.published - b.published) <= recent else "old_news"
    told, dated = (a, b) if a.start is None else (b, a)
    assert told.published is not None and dated.start is not None and dated.end is not None  # noqa: PT018
    return "fresh" if dated.start - 1 <= told.published and told.published - dated.end <= recent else "stale"


def place_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether the places are one, hold one another, lie near, or cannot both be right."""
    return places_agree(a.place, b.place, scale.weights.limits["near_km"])


def places_agree(p: Where | None, q: Where | None, near_km: float) -> str:
    """The finding of the feature "place" for two places."""
    if p is None or q is None:
        return "unknown"
    if p.name.casefold() == q.name.casefold():
        return "contains" if "country" in (p.precision, q.precision) else "same"
    if p.country and q.country and p.country != q.country:
        return "abroad"
    if _names_within(p.name, q.name):
        return "contains"
    least, distance = min(_PRECISION.get(x.precision, 1) for x in (p, q)), distance_km(p, q)
    if least == 0 or (least == 1 and (distance is None or distance <= _REGION_KM)):
        return "contains" if p.country and q.country else "unknown"
    return "elsewhere" if distance is None or distance > near_km else "near"


def _names_within(p: str, q: str) -> bool:
    """As "Mosul University" holds "Mosul"."""
    few, many = sorted((set(p.casefold().split()), set(q.casefold().split())), key=len)
    return few <= many


def distance_km(p: Where, q: Where) -> float | None:
    """Great-circle distance (haversine); None where a place has no coordinates."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return None
    lat_p, lat_q = radians(p.lat), radians(q.lat)
    half = sin((lat_q - lat_p) / 2) ** 2 + cos(lat_p) * cos(lat_q) * sin(radians(q.lon - p.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def deaths_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """Whether the tolls are one number, could be, or differ, and by how much."""
    return _toll(a.mention.deaths, b.mention.deaths, same_document(a, b))


def injured_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """The same for the injured."""
    return _toll(a.mention.injured, b.mention.injured, same_document(a, b))


def _toll(x: Amount | None, y: Amount | None, inside: bool) -> str:
    if x is None or y is None:
        return "unknown"
    if x == y:
        return "compatible" if x.lo != x.hi else "equal" if x.lo >= 2 else "equal_one"
    low, high = sorted((max(x.lo, 1), max(y.lo, 1)))
    if x.compatible(y) and not (inside and low >= COUNTED and high > 3 * low):
        return "compatible"  # but one report's "at least 40" and "more than 400 in all" are not
    if inside:
        return "clash_inside"
    return "clash_far" if high > 3 * low else "clash_across"


def mode_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether they name one mode, modes of one kind of act, or two kinds."""
    p, q = a.mention.mode, b.mention.mode
    if not p or not q:
        return "unknown"
    if set(p) & set(q):
        return "same"
    if any((x, y) in scale.weights.compatible_modes for x in p for y in q):
        return "compatible"
    if a.verbal and same_document(a, b):
        return "other_words"
    return "other_act" if a.group in scale.weights.acts and same_document(a, b) else "clash"


def act_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether the rules that fired tell of one kind of deed: to shoot down a drone is not to fire one."""
    if a.act == b.act:
        return "same" if a.act else "none"
    apart = (a.act and b.act) or {a.act, b.act} & scale.weights.apart
    return "other" if apart else "one_kind"


def number_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """One occurrence or many."""
    if a.many and b.many:
        return "both_many"
    if a.many == b.many:
        return "same"
    one, several = (b, a) if a.many else (a, b)
    if one.wide and not several.campaign:
        return "wide"  # "bombed three sites", "the strikes"
    return "one_and_plural" if _bare_plural(several) else "one_and_many"


def _bare_plural(several: Profile) -> bool:
    """True for "the strikes", False for "strikes", "five strikes" and "more than 160 strikes"."""
    return several.mention.anaphoric and several.mention.count.lo <= 2 and several.mention.count.hi != 2


def shape_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether one tells of an act and the other of an exchange; no matter for types that are mutual by nature."""
    known = bool(a.parties and b.parties) and a.group not in scale.weights.reciprocal
    return "one_way_and_mutual" if known and a.two_sided != b.two_sided else "same"


def status_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """News in one and background in the other."""
    return "past" if {a.mention.status, b.mention.status} == {"actual", "historical"} else "same"


def wording_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """The same sentence in two documents, or at least the same trigger."""
    shared = bool(a.stems & b.stems)
    if not same_document(a, b) and shared and a.sentence_key == b.sentence_key:
        return "same_sentence_text"
    return "trigger" if shared else "none"


def position_evidence(a: Profile, b: Profile, _scale: Scale) -> str:
    """How far apart in one document, in characters: a news sentence has about 150."""
    if not same_document(a, b):
        return "other_report"
    if _in_one_sentence(a, b):
        return "same_sentence"
    apart = b.mention.start - a.mention.end
    for finding, characters in (("next_sentence", 20), ("near", 500), ("far", 3000)):
        if apart <= characters:
            return finding
    return "distant"


def anaphora_evidence(a: Profile, b: Profile, scale: Scale) -> str:
    """Whether the later of the two points back ("the strike"), and whether to the earlier, or both to a third."""
    if not same_document(a, b) or b.index not in scale.antecedents:
        return "none"
    if scale.antecedents[b.index] != a.index:
        return "together" if scale.origin(a.index) == scale.origin(b.index) else "other"
    told = b.mention
    return "described" if b.start is not None or (told.known_actors and told.known_recipients) else "antecedent"


def _words(a: Profile, b: Profile, table: Mapping[str, float]) -> tuple[str, str, float]:
    """Telling words that both sentences have, beyond the parties and the trigger."""
    if same_document(a, b) and a.mention.start == b.mention.start:
        return "words", "", 0.0
    shared = sorted(a.words & b.words)
    each, most = ("each_inside", "most_inside") if same_document(a, b) else ("each", "most")
    return "words", ", ".join(shared[:6]), round(min(table[each] * len(shared), table[most]), 4)


FEATURES: dict[str, Callable[[Profile, Profile, Scale], str]] = {
    "actors": actors_evidence,
    "recipients": recipients_level,
    "date": date_evidence,
    "place": place_evidence,
    "deaths": deaths_evidence,
    "injured": injured_evidence,
    "mode": mode_evidence,
    "act": act_evidence,
    "number": number_evidence,
    "shape": shape_evidence,
    "status": status_evidence,
    "wording": wording_evidence,
    "position": position_evidence,
    "anaphora": anaphora_evidence,
}
