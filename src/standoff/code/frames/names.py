"""Known names in a text: states, demonyms, organisations, people and generic agents, longest match first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.knowledge import Knowledge, Organisation, Person

Tokenizer = Callable[[str], Iterable[str]]
QUOTES = str.maketrans("’‘ʼ`´", "'''''")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` name `ref`, an id of the knowledge file that `kind` says."""

    start: int
    end: int
    kind: str  # country, demonym, seat, organisation, person, agent
    ref: str


ACRONYM = 5  # "ISIS", "UNHCR": up to this many letters, an all-capital name counts only in capitals

Key = tuple[str, ...]
Found = tuple[str, str, bool]  # kind, ref, case matters


class NameIndex:
    """All known names by their first word; built once per knowledge base."""

    def __init__(self, knowledge: Knowledge, tokenize: Tokenizer) -> None:
        self.knowledge = knowledge
        self._names: dict[str, dict[Key, list[Found]]] = defaultdict(lambda: defaultdict(list))
        self._small: dict[Key, set[str]] = defaultdict(set)  # organisations that are also written small: "peshmerga"
        for text, kind, ref in _all_names(knowledge):
            strict = kind != "agent" and text.isupper() and len(text) <= ACRONYM
            for spelling in {text, text.replace("'", "’")}:
                key = tuple(word.translate(QUOTES).lower() for word in tokenize(spelling))
                if key and (kind, ref, strict) not in self._names[key[0]][key]:
                    self._names[key[0]][key].append((kind, ref, strict))
                if kind == "organisation" and text.islower():
                    self._small[key].add(ref)
        self._longest = {first: max(map(len, keys)) for first, keys in self._names.items()}

    def find(self, words: Sequence[str], lemmas: Sequence[str], published: date | None, start: int = 0) -> list[Name]:
        """Non-overlapping names in `words` (spaCy tokens of one sentence), longest first from the left.

        Agents match by lemma ("soldiers"), names by the words as written; offsets are shifted by `start`.
        """
        normal = [w.translate(QUOTES) for w in words]
        lowers = [w.lower() for w in normal]
        shouting = not any(w[:1].isupper() for w in words)
        found, i = [], 0
        while i < len(words):
            hit = self._at(normal, lowers, lemmas, i, published, lower_case_text=shouting)
            if hit is None:
                i += 1
                continue
            length, kind, ref = hit
            if kind == "person" and self._begins_inside(normal, lowers, lemmas, i, length, published):
                i += 1  # "President Lee Myung-bak" is no "President Lee"
                continue
            found.append(Name(start + i, start + i + length, kind, ref))
            i += length
        return found

    def _begins_inside(
        self, words: Sequence[str], lowers: Sequence[str], lemmas: Sequence[str], i: int, length: int, day: date | None
    ) -> bool:
        """True where a person's name begins with a later word of the one found at `i`, and ends behind it."""
        for later in range(i + 1, i + length):
            hit = self._at(words, lowers, lemmas, later, day, lower_case_text=False)
            if hit is not None and hit[1] == "person" and later + hit[0] > i + length:
                return True
        return False

    def _at(
        self,
        words: Sequence[str],
        lowers: Sequence[str],
        lemmas: Sequence[str],
        i: int,
        day: date | None,
        *,
        lower_case_text: bool,
    ) -> tuple[int, str, str] | None:
        agent = self._agent(lowers, lemmas, i)
        best = self._names.get(lowers[i])
        if best:
            for length in range(min(self._longest[lowers[i]], len(words) - i), 0, -1):
                hits = best.get(tuple(lowers[i : i + length]))
                if hits:
                    good = [
                        h
                        for h in hits
                        if self._written_right(h, words[i : i + length], lower_case_text=lower_case_text)
                    ]
                    if good:
                        kind, ref = self._choose(good, day)
                        if kind == "agent" and agent is not None and agent[0] > length:
                            return agent  # "police officers" are more than "police"
                        return length, kind, ref
        return agent

    def _agent(self, lowers: Sequence[str], lemmas: Sequence[str], i: int) -> tuple[int, str, str] | None:
        """An agent noun, its last word by lemma: "security forces", "soldiers"."""
        names: dict[Key, list[Found]] = self._names.get(lowers[i]) or {}
        for length in range(min(3, len(lowers) - i), 1, -1):
            key = (*lowers[i : i + length - 1], lemmas[i + length - 1])
            first = (lemmas[i], *lowers[i + 1 : i + length])  # "heads of state"
            hits = (*names.get(key, ()), *self._names.get(lemmas[i], {}).get(first, ()))
            ref = next((ref for kind, ref, _ in hits if kind == "agent"), None)
            if ref is not None:
                return length, "agent", ref  # as the file spells it: the tokens of "hard-liners" are three
        for noun in (lemmas[i], lemmas[i].removesuffix("s")):  # peoples stay in the plural: "Sunnis"
            single = self._names.get(noun)
            if single and any(kind == "agent" for kind, _, _ in single.get((noun,), ())):
                return 1, "agent", noun
        return None

    def _written_right(self, hit: Found, words: Sequence[str], *, lower_case_text: bool) -> bool:
        kind, ref, strict = hit
        if kind == "agent":
            return True
        if strict:
            return words[0].isupper()
        small = self._small.get(tuple(w.lower() for w in words), ())
        return lower_case_text or ref in small or any(w[:1].isupper() or w[:1].isdigit() for w in words)

    def _choose(self, hits: list[Found], day: date | None) -> tuple[str, str]:
        """Two people or organisations under one name: the one in office, or in being, on the day of the report."""
        order = {"country": 0, "demonym": 1, "seat": 2, "organisation": 3, "person": 4, "agent": 5}
        hits = sorted(hits, key=lambda h: order[h[0]])
        if len(hits) > 1 and day is not None:
            for kind, ref, _ in hits:
                if kind == "person" and self.knowledge.people[ref].role_on(day) is not None:
                    return kind, ref
                if kind == "organisation" and _exists(self.knowledge.organisations[ref], day):
                    return kind, ref
        people = [self.knowledge.people[ref] for kind, ref, _ in hits if kind == "person"]
        if day is None and len(people) == len(hits):  # an undated report is likelier recent than old
            return "person", max(people, key=_last_in_office).id
        return hits[0][0], hits[0][1]


def _last_in_office(person: Person) -> date:
    """The day on which the last known office ended; the end of time for one that did not."""
    return max((r.until or date.max for r in person.roles), default=date.min)


def _exists(organisation: Organisation, day: date) -> bool:
    return (organisation.since is None or organisation.since <= day) and (
        organisation.until is None or day <= organisation.until
    )


def _all_names(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    for country in knowledge.countries.values():
        yield from _each((country.name, *country.names), "country", country.iso3)
        yield from _each(country.demonyms, "demonym", country.iso3)
        yield from _each((country.capital, *country.seats), "seat", country.iso3)
    for organisation in knowledge.organisations.values():
        yield from _each((organisation.name, *organisation.aliases), "organisation", organisation.id)
    for person in knowledge.people.values():
        yield from _each(person_names(person), "person", person.id)
    for agent in knowledge.agents.values():
        yield agent.noun, "agent", agent.noun


def spellings(knowledge: Knowledge) -> Iterator[str]:
    """Every known name as it is written, but for the nouns of generic agents."""
    return (text for text, kind, _ in _all_names(knowledge) if kind != "agent")


def person_names(person: Person) -> Iterable[str]:
    """The names a person goes by in reports."""
    return (person.name, *person.aliases)


def _each(names: Iterable[str], kind: str, ref: str) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys(n for n in names if n):
        yield name, kind, ref
