"""What kind of thing a common noun is (a weapon, a place, an office, a group), and verbs that tell whose a thing is."""

from __future__ import annotations

PROXY = frozenset("backed aligned allied supported sponsored funded trained armed linked affiliated tied".split())
MILITARY_OBJECTS = frozenset(
    "base camp position tank convoy aircraft warplane plane jet helicopter drone ship warship vessel target outpost "
    "checkpoint headquarters stronghold hideout vehicle barrack airfield bunker depot destroyer frigate carrier "
    "submarine missile launcher artillery fort fortress redoubt bastion fleet installation radar boot".split()
)
WEAPONS = frozenset(
    "drone missile rocket shell bomb mortar warplane plane jet helicopter aircraft artillery launcher".split()
)  # "in Iraq" is where
PLACE_NOUNS = frozenset(
    "territory soil land border town city village area district province region island capital neighbourhood "
    "neighborhood camp airspace waters side stronghold ground university airport bridge road highway complex hospital "
    "compound building quarter square enclave pocket".split()
)
HONORIFICS = frozenset(
    "mr mrs ms dr sir lord gen lt col maj adm sheikh ayatollah shaikh imam prince king queen sen rep gov".split()
)
RANKS = frozenset("gen col maj lt adm capt brig cmdr sgt cpt vadm radm".split())  # cut short before a name
TITLE_NOUNS = frozenset(
    "head leader commander chief president director chairman secretary minister spokesman founder premier chancellor "
    "senator governor mayor ambassador envoy".split()
)
INSTITUTIONS = frozenset(
    "office ministry agency department command embassy mission corps treasury council committee".split()
)
MEASURES = frozenset("dollar euro pound million billion ton tonne package tranche worth".split())
ORGANS = frozenset(
    "branch wing arm chapter leadership section faction cell unit delegation team directorate presidency secretariat politburo "
    "headquarters caucus bench youth".split()
)  # the parts of a body that act for it
NEIGHBOURS = frozenset(
    "neighbour neighbor ally partner rival enemy foe adversary backer patron protector sponsor supplier creditor friend "
    "country nation state power kingdom republic member".split()
)  # what a state is called beside its name
GROUP_NOUNS = frozenset(
    "group organization organisation movement faction militia outfit network party alliance coalition force body "
    "rebel militant".split()
)
UNIONS = frozenset("bloc alliance union grouping".split())  # of states, where one was named
FACTIONS = frozenset("faction militia outfit movement rebel militant".split())
ARMED_NOUNS = frozenset("militant insurgent jihadist jihadi terrorist rebel extremist fighter gunman".split())
ATTACKERS = frozenset(("attacker", "assailant"))
STATE_NOUNS = frozenset("country nation state government kingdom republic side administration regime junta".split())
GOVERNMENTS = frozenset("government regime administration junta".split())
RULERS = frozenset("junta ruler general coup putsch officer military army".split())
ARMIES = frozenset(("army", "military"))  # without more words that of the country the text is about
PERSON_NOUNS = frozenset(
    "leader president minister premier official commander general spokesman spokeswoman secretary chief diplomat "
    "envoy king head chancellor ambassador politician cleric lawmaker senator".split()
)
SPOKESMEN = frozenset(
    "official spokesman spokeswoman spokesperson diplomat commander officer source aide adviser".split()
)
AIMS = frozenset(("target", "aim", "objective", "goal"))  # a raid's targets are not the raider's
PUTTING_FORWARD = frozenset(
    "announce propose present unveil make table submit launch outline offer draft reveal publish adopt have take issue".split()
)
JUDGING = frozenset(
    "accuse blame condemn criticise criticize denounce thank praise rebuke fault commend punish sanction".split()
)
BUILDINGS = frozenset("headquarters office base station post barracks facility".split())
MANNERS = frozenset(
    "support response retaliation revenge reprisal coordination cooperation defence defense".split()
)  # "in support of" says how, not where
GATHERING = frozenset(
    "market bazaar restaurant cafe shop mall supermarket hotel mosque church temple shrine synagogue school university hospital "
    "clinic theatre theater station airport bus train wedding funeral house home apartment neighbourhood neighborhood village".split()
)  # where civilians are
SITE_PARTS = frozenset(
    "gate entrance perimeter wall outskirt outskirts edge roof rooftop grounds courtyard doorstep stairs lobby side".split()
)  # "the gates of the ministry" are the ministry's
BOMBS = frozenset("grenade mine landmine ied device vest explosive torpedo motorcycle car".split())  # what goes off
