"""Groups told by their backer ("Iranian-backed militias") into armed participants of the country that the text gives them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from standoff.code.frames.names import Name
from standoff.code.frames.phrases import left_of
from standoff.records import Participant

if TYPE_CHECKING:
    from standoff.code.frames.participants import Participants


def proxy(who: Participants, backer: Name, head: int, country: str | None) -> Participant:
    """As in "Iranian-backed militias": armed, of a country that the rest of the text tells or the context gives."""
    country = country or _proxy_country(who, backer)
    demonym = who.reading.text_of(backer.start, backer.end)
    noun = who.reading.lemmas[head]
    label = f"{demonym}-backed {who.demonym(country) + ' ' if country else ''}{'militias' if noun in ('group', 'force', 'militia', 'fighter', 'faction', 'element') else who.reading.words[head]}"
    return Participant(f"{country or '?'}/REB:{backer.ref.lower()}-backed", label, country, "REB", who.text_of(head))


def _proxy_country(who: Participants, backer: Name) -> str | None:
    """The country of such groups: as the text says elsewhere ("an Iranian-backed Iraqi militia"), else the one that
    the text names most among those where the files know a group with this backer.
    """
    reading = who.reading
    for other in who.names:
        if other.ref == backer.ref and other.kind == backer.kind and who.is_backer(other):
            head = other.end + 1
            while (
                reading.deps[head] in ("amod", "compound", "nmod", "npadvmod", "conj") and reading.heads[head] != head
            ):
                head = reading.heads[head]
            own, _ = who.owners(head)
            countries = [n.ref for n in own if n.kind in ("country", "demonym") and n.start > other.end]
            if countries:
                return countries[0]
    organisations = who.knowledge.organisations
    backed = {
        organisations[b.target].country
        for b in who.knowledge.backings
        if b.source == backer.ref
        and b.type == "backs"
        and b.target in organisations
        and organisations[b.target].sector == "REB"
    }
    named = Counter(n.ref for n in who.names if n.kind in ("country", "demonym", "seat") and n.ref in backed)
    return named.most_common(1)[0][0] if named else None


def is_of_rebels(who: Participants, head: int) -> bool:
    """As in "Cambodian guerrilla camps"."""
    before = (who.at.get(i) for i in left_of(who.reading, head))
    return any(n is not None and n.kind == "agent" and who.knowledge.agents[n.ref].sector == "REB" for n in before)
