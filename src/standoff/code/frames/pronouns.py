"""A pronoun into the kind of party that it can stand for: one person, one body, several, who speaks."""

from __future__ import annotations

from standoff.code.frames.reading import Reading

PERSONAL = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
FIRST_SINGULAR = frozenset(("i", "me", "my", "myself"))  # "mine" is what soldiers step on
SECOND = frozenset(("you", "your", "yours", "yourself", "yourselves"))
PRONOUNS = PERSONAL | NEUTER | PLURAL | FIRST_PLURAL | FIRST_SINGULAR | SECOND


def is_quoted(reading: Reading, pronoun: int) -> bool:
    """True inside the quotation marks of its sentence, where "he" is not who says it."""
    start, end = reading.sentences[reading.sentence_of[pronoun]]
    opened = sum(reading.words[i] in ("“", "``") for i in range(start, pronoun))
    closed = sum(reading.words[i] in ("”", "''") for i in range(start, pronoun))
    straight = sum(reading.words[i] == '"' for i in range(start, pronoun))
    ends = any(reading.words[i] in ("”", "''", '"') for i in range(pronoun, end))
    return (opened > closed or straight % 2 == 1) and ends
