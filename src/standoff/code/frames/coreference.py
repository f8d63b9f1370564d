"""Pronouns and definite descriptions ("he", "its forces", "the group", "the two countries") into earlier participants."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from standoff.code.frames import nearest, nouns, together
from standoff.code.frames.fighters import fighters_before
from standoff.code.frames.followers import followers, leader_of, member_of
from standoff.code.frames.grammar import find_place, verb_subject
from standoff.code.frames.participants import FOCUS_SHARE, UNPLACED, Participants
from standoff.code.frames.phrases import behind, is_of_a_people, is_plural, left_of, past_partitive
from standoff.code.frames.pronouns import (
    FIRST_PLURAL,
    FIRST_SINGULAR,
    NEUTER,
    PERSONAL,
    PLURAL,
    PRONOUNS,
    SECOND,
    is_quoted,
)
from standoff.code.frames.reading import Reading
from standoff.code.frames.referents import ANYBODY, Referents, Wanted
from standoff.code.frames.spokesmen import speaking_for
from standoff.code.frames.title_holders import title_holder
from standoff.code.frames.wielders import wielder
from standoff.code.lexicon.types import Words
from standoff.records import Participant

UNOFFICIAL = frozenset(("REB", "OPP", "PTY"))
BANDED = UNOFFICIAL | {"NGO", "IGO", "MED", "BUS", "CRM", "CVL"}  # "the group" is no army
DEFINITE = frozenset("the this that these those both two".split())
SUBJECT_DEPS = frozenset(("nsubj", "nsubjpass"))
BEFORE_HYPHEN = frozenset(("npadvmod", "compound", "nmod", "amod", "advmod"))
OF_STATES = Wanted(named=True, sectors=frozenset(("IGO",)))


class Coreference:
    """Resolves phrases that name nobody themselves; asks `Participants` for those that do."""

    def __init__(self, reading: Reading, participants: Participants) -> None:
        self.reading = reading
        self.participants = participants
        self.speakers: dict[int, int] = {}
        self.home: str | None = None
        self.force: Words = frozenset()  # verbs of it
        self._cache: dict[int, tuple[Participant, ...]] = {}
        self.referents = Referents(reading, participants)

    def resolve(self, head: int) -> tuple[Participant, ...]:
        """The participants of a phrase, by name or by what it points back to."""
        if head not in self._cache:
            self._cache[head] = ()  # a phrase that points to itself ends here
            self._cache[head] = self._through_another(head) or self._resolve(head)
        return self._cache[head]

    def _resolve(self, head: int) -> tuple[Participant, ...]:
        reading = self.reading
        lower = reading.lowers[head]
        if (lower in PRONOUNS and not reading.words[head].isupper()) or reading.words[head] == "I":
            return self._explained(head) or self._pronoun(head, lower)
        if told := self._told_by_others(head):
            return told
        plain = self.participants.resolve(head)
        if plain and not plain[0].id.startswith(UNPLACED):
            return self._holder(head, plain) or plain
        pointed = () if self._is_told_apart(head) else self._description(past_partitive(self.reading, head))
        return pointed or speaking_for(self.reading, self.participants, self.resolve, head, plain) or plain

    def _told_by_others(self, head: int) -> tuple[Participant, ...]:
        """Whom the words beside the noun tell, or parties that were told together before."""
        if several := together.named_beside(self.reading, head):
            return tuple({p.id: p for h in several for p in self.resolve(h)}.values())
        if pointed := together.meant(self.reading, self.referents, self.participants, self.resolve, head):
            return pointed
        if (named := self._named_group(head)) is not None:
            return self.resolve(named)
        if (led := self._led_by(head)) is not None:
            return self.participants.resolve(led)
        holder = self._holder_of_ground(head)
        return () if holder is None else self.resolve(holder) or self._forces_of(holder)

    def _through_another(self, head: int) -> tuple[Participant, ...]:
        """Whom another word of the sentence tells: "whose", "supporters of Navalny"."""
        if self.reading.lowers[head] == "whose":
            return self._antecedent(head)
        bare = self.reading.lemmas[head] in nouns.WEAPONS and not self.participants.owners(head)[0]
        if bare and (user := wielder(self.participants, head)) is not None:
            return self.resolve(user)
        whose = member_of(self.reading, past_partitive(self.reading, head))
        if whose is not None and (band := self.resolve(whose)) and band[0].sector in UNOFFICIAL:
            return band
        leader = leader_of(self.reading, head)
        followed = () if leader is None else self.resolve(leader)
        return followers(self.reading, head, followed, self.participants.text_of(head))

    def _antecedent(self, head: int) -> tuple[Participant, ...]:
        """As in "the PKK, whose uprising began", "a pilot whose plane was shot down": what the relative clause hangs on."""
        verb = self.reading.clause_verb(head)
        return self.resolve(self.reading.heads[verb]) if self.reading.deps[verb] == "relcl" else ()

    def _named_group(self, head: int) -> int | None:
        """As in "the Fatah alliance of militias", "the Hamas group": who the militias are is told by the name before "of"."""
        reading = self.reading
        of = reading.heads[head]
        group = reading.heads[of]
        if reading.lowers[of] != "of" or reading.lemmas[group] not in nouns.GROUP_NOUNS or reading.deps[head] != "pobj":
            return None
        named = (self.participants.at.get(i) for i in left_of(reading, group))
        return group if any(n is not None and n.kind == "organisation" for n in named) else None

    def _led_by(self, head: int) -> int | None:
        """As in "Saudi-led airstrikes" where the text names "the Saudi-led coalition": the coalition's."""
        reading, led = self.reading, head + 2
        if reading.lowers[head + 1 : led + 1] not in (["-", "led"], ["–", "led"]) or reading.heads[head] != led:
            return None
        if reading.lemmas[reading.heads[led]] in nouns.GROUP_NOUNS or reading.pos[reading.heads[led]] != "NOUN":
            return None
        for i in range(2, len(reading.lowers)):
            group = reading.heads[i]
            if reading.lowers[i] == "led" and reading.lowers[i - 2] == reading.lowers[head] and group != i:
                name = self.participants.at.get(group)
                if reading.lemmas[group] in ("coalition", "alliance") and name and name.kind == "organisation":
                    return group
        return None

    def _holder_of_ground(self, head: int) -> int | None:
        """As in "rebel-held Idlib", "a Houthi-controlled port": who holds the place is who is met there."""
        reading = self.reading
        thing = head not in self.participants.at  # "sites in Houthi-held Yemen", no people there
        inside = behind(reading, head, "in") if thing else []
        for held in [c for h in (head, *inside) for c in reading.children[h]]:
            if reading.lowers[held] in ("held", "controlled") and reading.deps[held] == "amod":
                return next((c for c in reading.children[held] if c < held and reading.deps[c] in BEFORE_HYPHEN), None)
        return None

    def _forces_of(self, people: int) -> tuple[Participant, ...]:
        """Whose "Kurdish-held" is: of the last armed group that was named with the people ("Syrian Kurdish forces")."""
        reading = self.reading
        for referent in reversed(self.referents):
            words = {reading.lowers[i] for i in left_of(reading, referent.head)}
            if referent.participants[0].sector in ("REB", "MIL") and reading.lowers[people] in words:
                return referent.participants
        return ()

    def _is_told_apart(self, head: int) -> bool:
        """A people or a backer says which group is meant: "the Kurdish militias", "Iranian-backed rebels"."""
        reading = self.reading
        backed = any(reading.deps[c] == "amod" and reading.lowers[c] in nouns.PROXY for c in reading.children[head])
        return backed or is_of_a_people(reading, head)

    def _holder(self, head: int, plain: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """The person named before whom "the Turkish leader" stands for."""
        reading, state = self.reading, plain[0]
        if reading.lemmas[head] in nouns.GROUP_NOUNS and state.id == state.country and not is_plural(reading, head):
            return self._group_of(head, state.country)
        if reading.lemmas[head] not in nouns.PERSON_NOUNS or is_plural(reading, head) or behind(reading, head, "of"):
            return ()
        if state.id != state.country or not any(reading.lowers[i] == "the" for i in left_of(reading, head)):
            return ()
        last = next((r for r in self.referents.before(head) if r.kind == "person"), None)
        return last.participants if last is not None and last.participants[0].country == state.country else ()

    def _explained(self, head: int) -> tuple[Participant, ...]:
        """As in "they [Isis]", "he (Trump)": what an editor puts behind a pronoun."""
        inside = nearest.in_brackets_behind(self.reading, head)
        return next((who for i in reversed(inside) if (who := self.participants.resolve(i))), ())

    def _group_of(self, head: int, country: str) -> tuple[Participant, ...]:
        """Whom "the Iraqi group" stands for: the last one of that country that was named."""
        for referent in self.referents.before(head):
            first = referent.participants[0]
            if first.country == country and first.sector in UNOFFICIAL:
                return (first,)
        return ()

    def _pronoun(self, head: int, lower: str) -> tuple[Participant, ...]:
        if lower in FIRST_SINGULAR | FIRST_PLURAL | SECOND:
            return self._in_conversation(head, lower)
        accused = nearest.accused_before(self.reading, head)
        for meant in (accused if accused is not None and accused < head else None, nearest.told_to(self.reading, head)):
            if meant is not None and (who := self.resolve(meant)):
                return who
        if lower in PERSONAL:
            speaker = self.speakers.get(self.reading.sentence_of[head])
            told = self.resolve(speaker) if speaker is not None and is_quoted(self.reading, head) else ()
            return self._own_subject(head) or self._latest(
                head, ("person",), Wanted(without=frozenset(p.id for p in told))
            )
        if (whose := nearest.of_what_is_said(self.reading, head)) is not None and (who := self.resolve(whose)):
            return who
        if (judged := nearest.judged_before(self.reading, head)) is not None and (who := self.resolve(judged)):
            return who
        return self._many_or_one(head, lower)

    def _many_or_one(self, head: int, lower: str) -> tuple[Participant, ...]:
        """Here "they" are who tells it where those are many, else the last group or state; "it" is a single one."""
        told = nearest.teller_of(self.reading, head) if (lower, self.reading.deps[head]) == ("they", "nsubj") else None
        if told is not None and is_plural(self.reading, told):
            return self.resolve(told)  # "the defenders say they killed dozens"
        if (
            lower in NEUTER
            and (body := nearest.named_before(self.reading, head)) is not None
            and (who := self.resolve(body))
        ):
            return who
        if lower in PLURAL:
            both = self._listed(head)
            if len(both) > 1 or (both and lower == "them"):
                return both
            if pair := together.who_acted_together(self.reading, self.referents, self.resolve, head):
                return pair
            latest = self._latest(head, ("group", "state"), Wanted(many=True))
            return fighters_before(self.reading, self.referents, head, latest, self.force)
        one = self._latest(head, ("state", "group"), Wanted(singular=True))
        return (self._latest(head, ("group",), Wanted(singular=True)) or one) if self._is_of_subject(head, one) else one

    def _listed(self, head: int) -> tuple[Participant, ...]:
        """Several parties that were listed in the same sentence, as what "they" and "them" stand for."""
        first = nearest.listed_before(self.reading, head)
        listed = [] if first is None else self.reading.conjuncts(first)
        who = tuple(dict.fromkeys(p for h in listed for p in self.resolve(h)))
        return () if any(p.sector in ("CVL", "BUS", "UNK") for p in who) else who

    def _is_of_subject(self, head: int, who: tuple[Participant, ...]) -> bool:
        """As in "Nigeria's president vowed to crush it", where "it" is not Nigeria."""
        reading = self.reading
        if reading.deps[head] != "dobj" or not who:
            return False
        acting = verb_subject(reading, reading.heads[head])
        return who[0].country is not None and any(p.country == who[0].country for s in acting for p in self.resolve(s))

    def _own_subject(self, head: int) -> tuple[Participant, ...]:
        """As in "a soldier was killed when a rocket hit his tank": somebody of the same sentence who has no name."""
        reading = self.reading
        start, _ = reading.sentences[reading.sentence_of[head]]
        if reading.deps[head] != "poss":
            return ()
        for i in range(head - 1, start - 1, -1):
            name = self.participants.at.get(i)
            if reading.entity[i] == "PERSON" or (name is not None and name.kind == "person"):
                return ()
            if (
                name is not None
                and name.kind == "agent"
                and reading.tags[i] == "NN"
                and reading.deps[i] in SUBJECT_DEPS
            ):
                armed = self.participants.knowledge.agents[name.ref].sector in ("MIL", "COP", "REB")
                return self.resolve(i) if armed else ()
        return ()

    def _in_conversation(self, head: int, lower: str) -> tuple[Participant, ...]:
        """Who says "I" and "we", and whom "you" is said to."""
        if lower not in SECOND:
            return self._speaker(head, plural=lower in FIRST_PLURAL)
        heard = nearest.listener(self.reading, self.speakers.get(self.reading.sentence_of[head]))
        return tuple(p for h in heard for p in self.resolve(h))

    def _speaker(self, head: int, *, plural: bool) -> tuple[Participant, ...]:
        """Here "I" is who speaks; "we" is the side that the speaker stands for."""
        speaker = self.speakers.get(self.reading.sentence_of[head])
        found = self.resolve(speaker) if speaker is not None else self._author() if plural else self._signer(head)
        if not found or not plural:
            return found
        first = found[0]
        if first.country is not None and first.sector in ("GOV", "MIL", "LEG"):
            country = self.participants.knowledge.countries.get(first.country)
            if country is not None:
                return (Participant(first.country, country.name, first.country, "GOV", self.reading.words[head]),)
        return found

    def _signer(self, head: int) -> tuple[Participant, ...]:
        """Who says "I" in a statement without quotes: the first official of the government that publishes it."""
        for referent in self.referents:
            first = referent.participants[0]
            if (
                referent.head < head
                and referent.kind == "person"
                and first.sector == "GOV"
                and first.country == self.home
            ):
                return (first,)
        return self._author()

    def _author(self) -> tuple[Participant, ...]:
        """Who issues a statement without quotes: the government that publishes it, else the first that acts in it."""
        knowledge = self.participants.knowledge
        if self.home is not None:
            return (Participant(self.home, knowledge.countries[self.home].name, self.home, "GOV", "we"),)
        first = next(
            (r for r in self.referents if r.subject and r.participants[0].sector in ("GOV", "MIL", "IGO")), None
        )
        return () if first is None else first.participants

    def _description(self, head: int) -> tuple[Participant, ...]:
        """As in "the group", "its forces", "the two countries", "the Turkish leader", "those militias"."""
        reading = self.reading
        lemma = reading.lemmas[head]
        owner = next(
            (c for c in reading.children[head] if reading.deps[c] == "poss" and reading.lowers[c] in PRONOUNS), None
        )
        if owner is not None:
            return self._owned(head, owner)
        if lemma in nouns.ARMED_NOUNS and not self.participants.is_aircraft(head):
            called = self._so_called(frozenset((lemma,))) or self._so_called(nouns.ARMED_NOUNS)
            if found := called or self._same_sector(head):
                return found
        definite = any(reading.lowers[i] in DEFINITE for i in left_of(reading, head))
        return (
            self._definite(head, lemma) if definite else self._same_noun(head, lemma) if self._is_such_a(head) else ()
        )

    def _is_such_a(self, head: int) -> bool:
        """As in "two such bombers": of those who were called so before."""
        return any(self.reading.lowers[i] == "such" for i in left_of(self.reading, head))

    def owner_of(self, head: int) -> tuple[Participant, ...]:
        """Whose "the plan", "that decision" is: of the one to whom the text gives the same noun elsewhere, before or after.

        As in "the US plan", "Washington announced plans": by possessor, or as the object of what somebody does.
        """
        reading, lemma = self.reading, self.reading.lemmas[head]
        if reading.pos[head] != "NOUN" or not any(reading.lowers[c] in DEFINITE for c in reading.children[head]):
            return ()
        same = [
            i for i, other in enumerate(reading.lemmas) if other == lemma and i != head and reading.pos[i] == "NOUN"
        ]
        for i in sorted(same, key=lambda i: (i > head, abs(i - head))):
            whose = find_place(reading, i, "possessor")
            if not whose and reading.deps[i] == "dobj" and reading.lemmas[reading.heads[i]] in nouns.PUTTING_FORWARD:
                whose = verb_subject(reading, reading.heads[i])
            if found := tuple(p for h in whose for p in self.resolve(h)):
                return found
        return ()

    def _definite(self, head: int, lemma: str) -> tuple[Participant, ...]:
        """The latest party of the kind that the noun names."""
        reading = self.reading
        many = is_plural(reading, head)
        if lemma == "two":  # "the two had met in May"
            return together.two_persons(self.reading, self.referents, head) or together.two_states(
                self.reading, self.referents, self.participants, head
            )
        if lemma in nouns.STATE_NOUNS or (lemma in ("side", "capital") and many):
            return (
                together.two_states(self.reading, self.referents, self.participants, head)
                if many
                else self._state(head, lemma)
            )
        if lemma in nouns.UNIONS and not many and (union := self._latest(head, ("group",), OF_STATES)):
            return union
        if lemma in nouns.FACTIONS | nouns.GROUP_NOUNS:
            return self._group(head, lemma, many=many)
        two_men = lemma == "man" and any(reading.lowers[i] == "two" for i in left_of(reading, head))
        if two_men or (lemma in nouns.PERSON_NOUNS and not behind(reading, head, "of")):
            return together.two_persons(self.reading, self.referents, head) if many else self._person(head, lemma)
        return (self._introduced(head, lemma) if lemma in nouns.INSTITUTIONS else ()) or self._same_sector(head)

    def _group(self, head: int, lemma: str, *, many: bool) -> tuple[Participant, ...]:
        """Whom "the faction", "the group", "the organisations" stand for."""
        if lemma in nouns.FACTIONS:
            return self._same_noun(head, lemma) or self._latest(head, ("group",), Wanted(sectors=UNOFFICIAL))
        if any(self.reading.pos[i] == "PROPN" for i in left_of(self.reading, head)):
            return ()  # "the Jamaat-e-Islami party" is none named before
        sectors = BANDED - {"IGO"} if lemma == "group" else BANDED
        one = () if many else self._latest(head, ("group",), Wanted(named=True, sectors=sectors))
        return one or self._latest(head, ("group",), Wanted(sectors=UNOFFICIAL)) or self._latest(head, ("group",))

    def _state(self, head: int, lemma: str) -> tuple[Participant, ...]:
        """The state whose "the regime" it was before, or the one that most of the text is about, else the latest."""
        if lemma in nouns.GOVERNMENTS:
            for referent in reversed(self.referents):
                same = referent.head < head and self.reading.lemmas[referent.head] == lemma
                if same and self.referents.kind(referent.participants[0]) == "state":
                    return referent.participants
            if self.home is not None and self.reading.words[head] == "Government":
                return (self.participants.state(self.home, head),)  # as a government writes of itself
            if (main := self._main_state(head)) is not None:
                return (main,)
        if lemma in ("country", "nation", "kingdom") and (teller := nearest.teller_of(self.reading, head)) is not None:
            own = next(
                (p.country for p in self.resolve(teller) if p.country in self.participants.knowledge.countries), None
            )
            if own is not None:
                return (self.participants.state(own, head),)
        return self._latest(head, ("state",), Wanted(countries=nearest.REALMS if lemma == "kingdom" else None))

    def _main_state(self, head: int) -> Participant | None:
        """The state that most names of countries in the text are of."""
        states = [n for n in self.participants.names if n.kind in ("country", "demonym", "seat")]
        reading, lemma = self.reading, self.reading.lemmas[head]
        ruled = [n for n in states if reading.lemmas[reading.heads[n.end - 1]] in nouns.RULERS]  # "Burma's generals"
        named = Counter(n.ref for n in (ruled if lemma == "junta" and ruled else states))
        others = lemma in nouns.ARMIES
        if others or lemma in ("regime", "junta"):
            named.pop(self.home or "", None)  # nobody calls himself so
        if not (best := named.most_common(2)):
            return None
        country, most = best[0]
        ahead = len(best) > 1 and most > max(1, best[1][1] * (1 + others))
        return self.participants.state(country, head) if ahead or most >= FOCUS_SHARE * named.total() else None

    def _person(self, head: int, lemma: str) -> tuple[Participant, ...]:
        titled = title_holder(self.reading, self.referents, self.participants.at, head)
        known = self._introduced(head, lemma) or titled or self._in_office(head)
        return known or self._latest(head, ("person",))

    def _in_office(self, head: int) -> tuple[Participant, ...]:
        """Whom "the Foreign Secretary" stands for in what a government publishes: its own, where the title has two words."""
        name, day, known = self.participants.at.get(head), self.participants.day, self.participants.knowledge
        if self.home is None or day is None or name is None or " " not in name.ref:
            return ()
        person = known.office_holder(name.ref, self.home, day)
        return () if person is None else (self.participants.person(person, head),)

    def _same_noun(self, head: int, lemma: str) -> tuple[Participant, ...]:
        """Whom "the militias" stands for, where they were told apart before: "Shia militias"."""
        lemmas, tags = self.reading.lemmas, self.reading.tags
        for referent in self.referents.before(head):
            if lemmas[referent.head] == lemma and tags[referent.head] == tags[head]:
                return referent.participants
        return ()

    def _introduced(self, head: int, lemma: str) -> tuple[Participant, ...]:
        """The one that the same noun spoke of before: "a Turkish official ... the official", "the Foreign Ministry ... the ministry"."""
        if lemma not in nouns.SPOKESMEN | nouns.INSTITUTIONS:
            return ()
        for referent in self.referents.before(head):
            if self.reading.lemmas[referent.head] == lemma:
                return referent.participants
        return ()

    def _same_sector(self, head: int) -> tuple[Participant, ...]:
        """Here "the soldiers" are the latest ones that were named with their country."""
        name = self.participants.at.get(head)
        if name is None or name.kind != "agent" or self.reading.lemmas[head] in nouns.MILITARY_OBJECTS:
            return ()  # "the drone" is of nobody named before
        sector = self.participants.knowledge.agents[name.ref].sector
        if self.reading.lemmas[head] in nouns.ARMIES and (main := self._main_state(head)) is not None:
            return (self.participants.state(str(main.country), head, sector),)
        known = self.participants.knowledge.organisations
        near = [*self.referents.before(head)]
        if self.reading.lemmas[head] in nouns.ATTACKERS:  # who attacked is told where the attack is
            near = [r for r in near if self.reading.sentence_of[head] - self.reading.sentence_of[r.head] <= 1]
        for by_name in (True, False) if sector == "REB" else (False,):
            for referent in near:
                same = [p for p in referent.participants if p.sector == sector]
                fitting = tuple(p for p in same if (p.id in known if by_name else p.country is not None))
                if fitting:
                    return fitting
        return ()

    def _so_called(self, nouns: frozenset[str]) -> tuple[Participant, ...]:
        """Here "the militants" are of the group whose people the text calls so most ("Islamic State militants")."""
        known = self.participants.knowledge.organisations
        called = Counter(
            replace(p, text="")
            for r in self.referents
            if self.reading.lemmas[r.head] in nouns
            for p in r.participants
            if p.id in known
        )
        best = called.most_common(2)
        return (best[0][0],) if best and (len(best) == 1 or best[0][1] > best[1][1]) else ()

    def _owned(self, head: int, owner: int) -> tuple[Participant, ...]:
        """Here "its forces" are the forces of the state that "its" stands for."""
        owners = self.resolve(owner)
        if not owners or self.reading.lemmas[head] in nouns.AIMS:
            return ()
        first = owners[0]
        name = self.participants.at.get(head)
        sector = (
            self.participants.knowledge.agents[name.ref].sector if name is not None and name.kind == "agent" else None
        )
        if (
            sector in ("MIL", "COP")
            and first.country in self.participants.knowledge.countries
            and first.sector in ("GOV", "MIL")
        ):
            return (self.participants.state(str(first.country), head, sector),)
        return owners

    def _latest(self, head: int, kinds: tuple[str, ...], wanted: Wanted = ANYBODY) -> tuple[Participant, ...]:
        """The latest fitting name before `head`, and who that is where it points back itself: "the army said that it"."""
        barred = frozenset(p.id for h in nearest.not_meant(self.reading, head) for p in self.resolve(h))
        found = self.referents.latest(head, kinds, replace(wanted, without=wanted.without | barred))
        if found is None:
            return ()
        if found.participants[0].id.startswith(UNPLACED):
            return self.resolve(found.head) or found.participants
        return found.participants
