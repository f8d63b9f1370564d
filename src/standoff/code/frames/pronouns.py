"""A pronoun into the kind of party that it can stand for: one person, one body, several, who speaks."""

from __future__ import annotations

PERSONAL = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
FIRST_SINGULAR = frozenset(("i", "me", "my", "mine", "myself"))
PRONOUNS = PERSONAL | NEUTER | PLURAL | FIRST_PLURAL | FIRST_SINGULAR
