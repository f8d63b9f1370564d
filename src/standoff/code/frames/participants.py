"""Noun phrases into participants: which state, organisation or person a phrase names, and in which sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from standoff.code.frames.against import AGAINST, fights_rulers, is_prefixed
from standoff.code.frames.appositions import named_beside
from standoff.code.frames.coalitions import coalition
from standoff.code.frames.introductions import Local, introduced, titled
from standoff.code.frames.names import Name, NameIndex
from standoff.code.frames.nouns import (
    HONORIFICS,
    INSTITUTIONS,
    MILITARY_OBJECTS,
    ORGANS,
    PROXY,
    TITLE_NOUNS,
    WEAPONS,
)  # fmt: skip
from standoff.code.frames.offices import in_office
from standoff.code.frames.phrases import (
    behind,
    extent,
    is_commander,
    is_counted,
    is_of_a_people,
    left_of,
    name_part,
    past_partitive,
    slug,
)  # fmt: skip
from standoff.code.frames.proxies import is_of_rebels, proxy
from standoff.code.frames.reading import Reading
from standoff.code.frames.ships import ship
from standoff.code.frames.surnames import by_last_word
from standoff.code.frames.wielders import wielder
from standoff.code.frames.within import ever_acts
from standoff.code.lexicon.types import Words
from standoff.knowledge import Knowledge, Person
from standoff.knowledge.places import Gazetteer
from standoff.records import Participant

STATE_SECTOR_NAMES = {"MIL": "military", "COP": "police", "JUD": "judiciary", "LEG": "parliament"}
STATELESS = frozenset(("rohingya", "rohingyas"))  # demonyms of a people that no state stands for
SHORTEST_NAME = 3  # letters; "al" before a hyphen is the start of one
FOCUS_SHARE = 0.5  # of all country names in a document, for one country to be what it is about
FOR = frozenset(("pro",))
FLOWN = frozenset(("airstrike", "airstrikes", "sortie"))
UNPLACED = "?/"  # ids of agents whose country no phrase tells: "gunmen", "protesters"


class Participants:
    """Answers "who is this noun phrase" for one document; coreference.py asks and adds to it."""

    def __init__(
        self, reading: Reading, names: list[Name], index: NameIndex, gazetteer: Gazetteer, classes: Mapping[str, Words]
    ) -> None:
        self.reading = reading
        self.gazetteer = gazetteer
        self.commentators, self.many_states = classes["commentators"], classes["many_states"]
        self.knowledge: Knowledge = index.knowledge
        self.names = names
        self.day: date | None = reading.document.published
        self.at: dict[int, Name] = {i: n for n in names for i in range(n.start, n.end)}
        self.in_office = in_office(reading, names, index.knowledge)
        self.locals = introduced(self)
        self._cache: dict[int, tuple[Participant, ...]] = {}

    def resolve(self, head: int) -> tuple[Participant, ...]:
        """The participants that the noun phrase headed by `head` names; empty when it names none."""
        if head not in self._cache:
            whole = past_partitive(self.reading, head)
            if self.reading.entity[whole] == "MONEY" and self._is_generic(whole):
                return ()  # "$95 million" are no millions of people
            self._cache[head] = ship(self, whole) or self._by_last_word(whole) or self._resolve(whole)
        return self._cache[head]

    def _is_generic(self, head: int) -> bool:
        """True where no name stands, or only a kind of agent ("soldiers")."""
        name = self.at.get(head)
        return name is None or name.kind == "agent"

    def _by_last_word(self, head: int) -> tuple[Participant, ...]:
        """As in "the Guards", where the whole name stood before."""
        if not self._is_generic(head):
            return ()
        body = by_last_word(self.reading, self.names, head)
        return () if body is None else (self.organisation(body, head),)

    def _resolve(self, head: int) -> tuple[Participant, ...]:
        beside = self.apposed_person(head)
        beside = named_beside(self.reading, self.at, head) if beside is None else beside
        if beside is not None:
            head = beside
        name = self.at.get(head)
        if name is not None and name.kind == "person" and not self.is_namesake(name):
            return (self.person(self.knowledge.people[name.ref], head),)
        spoken = name is None and self.reading.deps[head] == "nsubj"
        known = spoken and self.reading.words[head] in self.locals
        if (known or self.reading.entity[head] == "PERSON") and (name is None or name.kind in ("agent", "person")):
            return self._local_person(head)
        if name is not None and name.kind == "organisation":
            return (self._body(name, head),)
        if name is not None and name.kind in ("country", "seat"):
            return (self.state(name.ref, head),)
        if name is not None and name.kind == "demonym":
            return self._people_of(name.ref, head)
        return self._described(head, name)

    def is_namesake(self, name: Name) -> bool:
        """Here "Omar al-Bashir" is not the Bashir of the files: a surname behind a first name that is not his."""
        if name.end - name.start > 1 and self.reading.words[name.start] not in ("al", "Al", "el", "El"):
            return False
        before = name.start - 1
        if before < 0 or self.reading.pos[before] != "PROPN":
            return False
        if self.gazetteer.has(self.reading.text_of(before, name.end)):
            return True  # "Ain al-Asad"
        if self.reading.deps[before] not in ("compound", "nmod"):
            return False
        person = self.knowledge.people[name.ref]
        known = {w.lower() for n in (person.name, *person.aliases) for w in n.replace("-", " ").split()}
        word = self.reading.lowers[before]
        return (
            word.rstrip(".") not in HONORIFICS | TITLE_NOUNS
            and word not in known
            and word[:1] != person.name[:1].lower()
            and before not in self.at
        )

    def apposed_person(self, head: int) -> int | None:
        """As in "the commander, Gen. Qassem Soleimani": the name says who."""
        reading = self.reading
        if reading.entity[head] == "PERSON" or (self.at.get(head) and self.at[head].kind == "person"):
            return None
        office = reading.lemmas[head] in TITLE_NOUNS or is_commander(reading, head)
        inside = behind(reading, head, "of", "to", "for") if office else []
        beside = [c for h in (head, *inside) for c in reading.children[h]]
        if reading.deps[head] == "conj":  # "his minister, X, and envoy, Y": the parser hangs both names on the first
            names = [c for c in reading.children[reading.heads[head]] if reading.deps[c] == "appos"]
            beside += [c for c in names if c > head] if len(names) > 1 else []
        for c in beside:
            known = self.at.get(c)
            if reading.deps[c] == "appos" and (
                reading.entity[c] == "PERSON" or (known is not None and known.kind == "person")
            ):
                return c
        return None

    # -- what the knowledge files name

    def state(self, iso3: str, head: int, sector: str = "GOV") -> Participant:
        """A state as such, or a sector of it."""
        country = self.knowledge.countries[iso3]
        name = country.name
        if sector in STATE_SECTOR_NAMES:
            name = f"{country.demonyms[0] if country.demonyms and iso3 != 'USA' else 'US' if iso3 == 'USA' else name} {STATE_SECTOR_NAMES[sector]}"
        elif sector not in ("GOV", "UNK"):
            name = name_part(self.reading, head)
        return Participant(
            iso3 if sector in ("GOV", "UNK") else f"{iso3}/{sector}", name, iso3, sector, self.text_of(head)
        )

    def organisation(self, ref: str, head: int) -> Participant:
        """An organisation by id."""
        org = self.knowledge.organisations[ref]
        return Participant(org.id, org.name, org.country, org.sector, self.text_of(head))

    def person(self, person: Person, head: int) -> Participant:
        role = person.role_on(self.day)
        sector = role.sector if role else person.sector
        if role is None and self.day is not None and sector in ("GOV", "MIL"):
            later = [r for r in person.roles if r.until is not None and r.until < self.day]
            sector = later[-1].sector if later else sector
        if sector == "PTY" and person.id in self.in_office:
            sector = "GOV"
        return Participant(person.id, person.name, person.country, sector, self.text_of(head))

    def _people_of(self, iso3: str, head: int) -> tuple[Participant, ...]:
        """Here "16 Iraqis" are civilians as far as the phrase tells; "the Iranians" stands for the state."""
        reading = self.reading
        if any(reading.lowers[c] == "ethnic" for c in reading.children[head]):
            return (self._unplaced(head, "CVL"),)  # "ethnic Albanians" live where the event is
        counted = any(reading.deps[c] == "nummod" for c in reading.children[head]) or is_counted(reading, head)
        counted = counted or reading.lowers[head] in STATELESS
        sector = "CVL" if counted or reading.deps[head] in ("dobj", "nsubjpass") else "GOV"
        return (self.state(iso3, head, sector),)

    def _body(self, name: Name, head: int) -> Participant:
        """An organisation; "Iran's Security Council" is no body of the United Nations, "Russian Marines" are not American."""
        org = self.knowledge.organisations[name.ref]
        for i in left_of(self.reading, name.end - 1):
            owner = self.at.get(i)
            if owner is None or owner.kind not in ("country", "demonym") or self.is_backer(owner):
                continue
            if org.country is None and org.sector == "IGO":
                return self.state(owner.ref, head)
            if org.sector == "MIL" and org.country not in (None, owner.ref):
                return self.state(owner.ref, head, "MIL")
        return self.organisation(name.ref, head)

    # -- people

    def _local_person(self, head: int) -> tuple[Participant, ...]:
        reading = self.reading
        ent = next((e for e in reading.doc.ents if e.start <= head < e.end), None)
        text = reading.words[head] if ent is None else ent.text.removesuffix("’s").removesuffix("'s")
        local = self.locals.get(text) or self.locals.get(text.split()[-1] if text.split() else text)
        if local is None:
            country, sector = titled(self, head)
            local = Local(" ".join(text.split()), country, sector)
        if self._is_place(head, local):
            return ()
        return (Participant(slug(local.name), local.name, local.country, local.sector, self.text_of(head)),)

    def is_town(self, head: int) -> bool:
        """True for a place, and for a name that only the gazetteer knows as one: "seized Kidal"."""
        reading = self.reading
        if reading.entity[head] in ("GPE", "LOC", "FAC"):
            return True
        left = [i for i in left_of(reading, head) if reading.pos[i] == "PROPN"]
        other = reading.pos[head] != "PROPN" or reading.entity[head] == "PERSON" or head in self.at
        return not other and self.gazetteer.has(reading.text_of(min(left, default=head), head + 1))

    def _is_place(self, head: int, local: Local) -> bool:
        """A town that was taken for a person: "an attack on Kharkiv", "the bombing in Hilla"."""
        if local.country is not None or " " in local.name:
            return False
        if self.reading.lowers[self.reading.heads[head]] in ("in", "near", "inside", "outside"):
            return True
        if local.sector != "UNK":
            return False
        if self.reading.deps[head] not in ("pobj", "dobj", "nsubjpass", "conj", "compound"):
            return False
        return self.gazetteer.has(local.name) or not ever_acts(self.reading, local.name)

    # -- descriptions

    def _described(self, head: int, name: Name | None) -> tuple[Participant, ...]:
        """A phrase headed by a common noun: "Iraqi soldiers", "Hamas officials", "bases of the US", "the government of Iraq"."""
        sector = self._sector(head, name)
        owners, proxies = self.owners(head)
        aircraft = sector == "REB" and self.is_aircraft(head)
        military = (
            self.reading.lemmas[head] in MILITARY_OBJECTS | WEAPONS
            or aircraft
            or (name is not None and name.ref == "bomber")
        )
        sector = None if aircraft else sector
        if military and not owners and not proxies:
            user = wielder(self, head)  # a drone is nobody's as long as nobody is named
            return coalition(self, head, []) if user is None else self.resolve(user)
        armed = name is None and self._is_armed(owners)  # "RAF Tornados"
        if name is None and not armed and self.reading.entity[head] == "ORG" and self.reading.pos[head] == "PROPN":
            return self._unknown_body(head, owners)
        in_front = [o for o in owners if o.start < head]
        if not proxies and (joined := coalition(self, head, in_front)):
            return joined
        if sector is None and owners and (military or armed):
            sector = "REB" if is_of_rebels(self, head) else "MIL"
        apart = self._is_of_no_state(head, owners) or fights_rulers(self.reading, self.at, head)
        if sector == "MIL" and not proxies and apart:
            sector = "REB"  # "Kurdish forces", "Syrian Kurdish-led forces", "anti-government forces"
        if sector == "GOV" and len(owners) == 1 and (holder := self._office(head, owners[0])) is not None:
            return (holder,)
        if owners or proxies:
            return self._of_owners(head, sector, owners, proxies)
        return () if sector is None else (self._unplaced(head, sector),)

    def _is_of_no_state(self, head: int, owners: list[Name]) -> bool:
        """Of a people that has no state: a demonym that is none of a country's."""
        states = frozenset(i for o in owners for i in range(o.start, o.end))
        return is_of_a_people(self.reading, head, states)

    def _sector(self, head: int, name: Name | None) -> str | None:
        """Of a generic agent, as the files have it; "all parties" to a conflict are none of a parliament."""
        if name is None or name.kind != "agent":
            return None
        if is_prefixed(self.reading, name.start, AGAINST):
            return "REB"  # "anti-coalition forces"
        sector = self.knowledge.agents[name.ref].sector
        return "UNK" if sector == "PTY" and self._is_side(head) else sector

    def _is_side(self, head: int) -> bool:
        """As in "urged all parties": the sides of a conflict, not of a parliament."""
        reading = self.reading
        sides = {reading.lowers[i] for i in left_of(reading, head)} & {"all", "both", "other", "warring", "conflicting"}
        return reading.lemmas[head] == "party" and bool(sides)

    def is_aircraft(self, head: int) -> bool:
        """As in "two F-15 fighters", "bombers and fighters conducted airstrikes": no fighters on the ground."""
        reading = self.reading
        words = (reading.words[i] for i in left_of(reading, head))
        flown = any(reading.lemmas[i] in FLOWN for i in reading.children[reading.clause_verb(head)])
        return flown or any(w[:1].isalpha() and any(map(str.isdigit, w)) for w in words)

    def _is_armed(self, owners: list[Name]) -> bool:
        return any(o.kind == "organisation" and self.knowledge.organisations[o.ref].sector == "MIL" for o in owners)

    def _of_owners(
        self, head: int, sector: str | None, owners: list[Name], proxies: list[Name]
    ) -> tuple[Participant, ...]:
        """One participant for each owner ("Iraqi and US forces") and for each backer."""
        if proxies:
            after = proxies[0].start > head  # "Iraqi militias backed by Iran"
            backed = [o for o in owners if after or o.start > proxies[-1].end]  # "Iranian-backed Iraqi militia"
            beside = [
                o for o in owners if o not in backed and o.start < proxies[0].start
            ]  # "American and Iranian-backed forces"
            country = next((o.ref for o in backed if o.kind in ("country", "demonym")), None)
            return (*(self.owned(o, sector, head) for o in beside), *(proxy(self, p, head, country) for p in proxies))
        return tuple(dict.fromkeys(self.owned(owner, sector, head) for owner in owners))

    def _unplaced(self, head: int, sector: str) -> Participant:
        """An agent whose country the phrase does not tell: "gunmen"."""
        text = name_part(self.reading, head)
        return Participant(f"{UNPLACED}{sector}:{slug(text)}", text, None, sector, self.text_of(head))

    def _unknown_body(self, head: int, owners: list[Name]) -> tuple[Participant, ...]:
        """A named organisation that the files lack: of the country of its adjective ("Nigerian Union of Teachers"), or where it stands."""
        told = (o.ref for o in owners if o.kind == "demonym" or (o.kind == "country" and o.start > head))
        country = next(told, None)
        text = name_part(self.reading, head)
        if len(text) < SHORTEST_NAME or self.gazetteer.has(text):
            return ()
        return (Participant(slug(text), text, country, "UNK", self.text_of(head)),)

    def may_act(self, head: int) -> bool:
        """False for a thing that is somewhere or of somebody: "the borders of Jordan", "the situation in Gaza" do nothing."""
        reading, head = self.reading, past_partitive(self.reading, head)
        if (
            reading.pos[head] != "NOUN"
            or head in self.at
            or reading.lemmas[head] in MILITARY_OBJECTS | TITLE_NOUNS | INSTITUTIONS | ORGANS
        ):
            return True
        owners, proxies = self.owners(head)
        return bool(proxies) or not owners or any(o.start < head for o in owners)

    def owners(self, head: int) -> tuple[list[Name], list[Name]]:
        """Names in the phrase that say whose it is, and those that only say who backs it."""
        reading = self.reading
        owners: list[Name] = []
        proxies: list[Name] = []
        for i in left_of(reading, head):
            name = self.at.get(i)
            if name is None or name.kind == "agent" or name in owners or name in proxies or name.start > head:
                continue
            if (name.kind == "person" and self.is_namesake(name)) or is_prefixed(self.reading, name.start, AGAINST):
                continue
            (proxies if self.is_backer(name) else owners).append(name)
        proxies += [n for n in self._backers_behind(head) if n not in proxies]
        if not owners:
            later = [
                c for c in reading.children[head] if reading.deps[c] == "conj"
            ]  # "the government and people of Iraq"
            whose = any(reading.deps[c] == "poss" and reading.pos[c] == "PRON" for c in reading.children[head])
            # "their forces in Iraq", "an outpost in Jordan" are where they are, and whose is not said
            wide = any(
                reading.lowers[i] in self.many_states for i in left_of(reading, head)
            )  # "African leaders in Paris"
            narrow = whose or wide or reading.lemmas[head] in MILITARY_OBJECTS
            places = ("of", "from") if narrow else ("of", "from", "in", "for", "at")
            for host in behind(reading, head, *places) or [h for c in later for h in behind(reading, c, "of")]:
                name = self.at.get(host) or next(
                    (self.at[i] for i in left_of(reading, host) if i in self.at and self.at[i].kind != "agent"), None
                )
                if name is not None and name.kind != "agent" and name not in owners and not self.is_backer(name):
                    owners.append(name)
        return owners, proxies

    def _backers_behind(self, head: int) -> Iterator[Name]:
        """As in "militias backed by Iran"."""
        reading = self.reading
        for clause in reading.children[head]:
            if reading.deps[clause] == "acl" and reading.lowers[clause] in PROXY:
                for host in behind(reading, clause, "by"):
                    if host in self.at and self.at[host].kind != "agent":
                        yield self.at[host]

    def is_backer(self, name: Name) -> bool:
        """True for "Iranian" in "Iranian-backed", "pro-Iranian"; "Iran" in "militias backed by Iran"."""
        reading = self.reading
        if (
            name.end + 1 < len(reading.words)
            and reading.words[name.end] in "-–"
            and reading.lowers[name.end + 1] in (*PROXY, "led", "held", "based")
        ):
            return reading.lowers[name.end + 1] in PROXY
        return is_prefixed(reading, name.start, FOR)

    def owned(self, owner: Name, sector: str | None, head: int) -> Participant:
        if owner.kind == "organisation":
            return self._body(owner, head)
        if owner.kind == "person":
            person = self.knowledge.people[owner.ref]
            if sector == "GOV" and person.country is not None:
                return self.state(person.country, head)
            return self.person(person, head)
        return self.state(owner.ref, head, sector or "GOV")

    def _office(self, head: int, owner: Name) -> Participant | None:
        """As in "the Turkish foreign minister" on the day of the report."""
        if self.day is None or owner.kind not in ("country", "demonym", "seat", "organisation"):
            return None
        name = self.at.get(head)
        title = name.ref if name is not None else self.reading.lemmas[head]
        if "former" in (self.reading.lowers[i] for i in left_of(self.reading, head)):
            return None
        person = self.knowledge.office_holder(title, owner.ref, self.day)
        return None if person is None else self.person(person, head)

    def demonym(self, iso3: str) -> str:
        country = self.knowledge.countries[iso3]
        return country.demonyms[0] if country.demonyms else country.name

    def text_of(self, head: int) -> str:
        """The phrase as written."""
        start, end = extent(self.reading, head)
        return self.reading.text_of(start, end)
