"""The people that ship: who held which office on a day, one at a time, each person once, every office of something known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from standoff import toml
from standoff.knowledge import Knowledge, Person, Role, load

# Offices that one person holds at a time; supreme leaders and crown princes too.
SINGLE = {
    "president", "prime minister", "foreign minister", "king", "emir", "sultan", "supreme leader", "crown prince",
    "chancellor", "secretary of state", "secretary of defense",
}  # fmt: skip
# Words that news writes at the start of a sentence, or of which other people are full: never a name on their own.
ORDINARY = {
    "May", "Rice", "Brown", "Hunt", "Cook", "Major", "Begin", "Bar", "Price", "Power", "Hook", "Lake", "Work", "Austin", "Ford",
    "Baker", "Gates", "Hill", "Cotton", "King",
}  # fmt: skip
# Two held the office side by side: rival presidents, two prime ministers by treaty, Serbia's own president inside Yugoslavia.
SIDE_BY_SIDE = {
    ("president", "MDG"), ("president", "CIV"), ("president", "GMB"), ("prime minister", "KHM"), ("president", "SRB"),
}  # fmt: skip
FIRST_HALF = ("iraq_iran", "levant", "gulf_yemen_turkey", "usa", "russia_ukraine")


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load()


def written() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry of the shipped people files, with its file, before entries of one id replace each other."""
    folder = files("standoff.knowledge") / "data" / "people"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for entry in toml.loads(file.read_text(encoding="utf-8"))["entry"]:
                yield file.name, entry


def overlap(one: Role, other: Role) -> bool:
    """True when two terms share more than the handing over: one day, or the month where a day is not known."""
    begin = max(one.since or date.min, other.since or date.min)
    end = min(one.until or date.max, other.until or date.max)
    rounded = begin.day == 1 or (end < date.max and (end + timedelta(days=1)).day == 1)
    return (end - begin).days > (30 if rounded else 1)


def test_the_first_half_has_hundreds_of_people() -> None:
    counts = Counter(file.removesuffix(".toml") for file, _ in written())
    assert all(counts[name] >= 40 for name in FIRST_HALF)
    assert sum(counts[name] for name in FIRST_HALF) >= 220


def test_no_person_stands_twice() -> None:
    ids = Counter(entry["id"] for _, entry in written())
    names = Counter((entry["name"], entry.get("country")) for _, entry in written())
    assert [i for i, count in ids.items() if count > 1] == []
    assert [n for n, count in names.items() if count > 1] == []


def test_a_name_is_no_other_persons_name_and_no_state_or_organisation(known: Knowledge) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in known.people.values():
        for name in (person.name, *person.aliases):
            bearers[name].add(person.id)
    shared = [(p.name, bearers[p.name]) for p in known.people.values() if len(bearers[p.name]) > 1]
    assert shared == []
    taken = {n for o in known.organisations.values() for n in (o.name, *o.aliases)}
    taken |= {n for c in known.countries.values() for n in (c.name, *c.names, *c.demonyms, c.capital, *c.seats)}
    assert bearers.keys() & taken == set()


def test_every_office_is_of_something_known(known: Knowledge) -> None:
    there = {*known.countries, *known.organisations}
    missing = [(p.id, r.of) for p in known.people.values() for r in p.roles if r.of not in there]
    assert missing == []


def test_titles_are_lower_case_and_aliases_are_names(known: Knowledge) -> None:
    for person in known.people.values():
        assert all(role.title == role.title.lower() for role in person.roles), person.id
        bare = {person.name, *person.aliases}
        assert not bare & ORDINARY, person.id
        assert len(person.aliases) == len(set(person.aliases)), person.id
        assert person.name not in person.aliases, person.id
        assert all(len(name) > 1 for name in bare), person.id


def test_one_office_is_held_by_one_person_at_a_time(known: Knowledge) -> None:
    holders: dict[tuple[str, str], list[tuple[Person, Role]]] = defaultdict(list)
    for person in known.people.values():
        for role in person.roles:
            if role.title in SINGLE and role.of in known.countries:
                holders[role.title, role.of].append((person, role))
    clashes = [
        (office, one.id, other.id)
        for office, held in holders.items()
        for (one, first), (other, second) in combinations(held, 2)
        if one.id != other.id and office not in SIDE_BY_SIDE and overlap(first, second)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("title", "of", "day", "holder"),
    [
        ("prime minister", "IRQ", date(2024, 2, 6), "mohammed-shia-al-sudani"),
        ("prime minister", "IRQ", date(2010, 1, 1), "nouri-al-maliki"),
        ("Prime Minister", "IRQ", date(2016, 10, 17), "haider-al-abadi"),
        ("president", "IRQ", date(1990, 8, 2), "saddam-hussein"),
        ("president", "USA", date(1981, 1, 19), "jimmy-carter"),
        ("president", "USA", date(1990, 8, 2), "george-h-w-bush"),
        ("president", "USA", date(2003, 3, 20), "george-w-bush"),
        ("president", "USA", date(2011, 12, 15), "barack-obama"),
        ("president", "USA", date(2020, 1, 3), "donald-trump"),
        ("president", "USA", date(2024, 2, 2), "joe-biden"),
        ("president", "USA", date(2025, 6, 22), "donald-trump"),
        ("secretary of state", "USA", date(2023, 11, 5), "antony-blinken"),
        ("deputy secretary of state", "USA", date(2016, 3, 1), "antony-blinken"),
        ("secretary of defense", "USA", date(2018, 6, 1), "jim-mattis"),
        ("commander", "centcom", date(2017, 1, 1), "joseph-votel"),
        ("commander", "cjtf-oir", date(2017, 1, 1), "stephen-townsend"),
        ("commander", "quds-force", date(2014, 6, 10), "qassem-soleimani"),
        ("commander", "quds-force", date(2024, 1, 28), "esmail-qaani"),
        ("supreme leader", "IRN", date(1989, 6, 1), "ruhollah-khomeini"),
        ("foreign minister", "IRN", date(2015, 7, 14), "mohammad-javad-zarif"),
        ("prime minister", "ISR", date(2022, 3, 1), "naftali-bennett"),
        ("president", "SYR", date(2025, 5, 14), "ahmed-al-sharaa"),
        ("leader", "hezbollah", date(2006, 7, 12), "hassan-nasrallah"),
        ("president", "TUR", date(2016, 7, 15), "recep-tayyip-erdogan"),
        ("foreign minister", "TUR", date(2019, 10, 9), "mevlut-cavusoglu"),
        ("president", "YEM", date(2015, 3, 26), "abd-rabbu-mansour-hadi"),
        ("president", "RUS", date(2008, 8, 8), "dmitry-medvedev"),
        ("prime minister", "RUS", date(2008, 8, 8), "vladimir-putin"),
        ("president", "UKR", date(2022, 2, 24), "volodymyr-zelensky"),
    ],
)
def test_the_holder_of_an_office_on_a_day(known: Knowledge, title: str, of: str, day: date, holder: str) -> None:
    person = known.office_holder(title, of, day)
    assert person is not None
    assert person.id == holder


def test_an_office_has_no_holder_before_anyone_is_listed(known: Knowledge) -> None:
    assert known.office_holder("president", "UKR", date(1985, 1, 1)) is None


def test_what_a_person_acts_as_follows_the_day(known: Knowledge) -> None:
    maliki = known.people["nouri-al-maliki"]
    in_office, after = maliki.role_on(date(2010, 1, 1)), maliki.role_on(date(2024, 2, 6))
    assert in_office is not None
    assert (in_office.title, in_office.sector) == ("prime minister", "GOV")
    assert after is not None
    assert after.sector == "PTY"
    sharaa = known.people["ahmed-al-sharaa"]
    rebel, head = sharaa.role_on(date(2020, 3, 5)), sharaa.role_on(date(2025, 5, 14))
    assert rebel is not None
    assert rebel.sector == "REB"
    assert head is not None
    assert head.sector == "GOV"


def test_american_presidents_follow_each_other_without_a_gap(known: Knowledge) -> None:
    day, years = date(1945, 4, 12), 80
    for _ in range(years * 4):
        assert known.office_holder("president", "USA", day) is not None, day
        day += timedelta(days=91)
