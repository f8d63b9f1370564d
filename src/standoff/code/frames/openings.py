"""Times and places that open a sentence ("In 2014 Russia annexed ...", "Near Mosul, ...") into what the parser reads as such."""

from __future__ import annotations

import re

from standoff.code.frames.date_rules import MONTH as ANY_MONTH

MONTH = rf"(?i:{ANY_MONTH})"
YEAR = r"(?:1[89]|20)\d\d"
DAY = r"[0-3]?\d"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = rf"(?:{DAY} {MONTH}(?: {YEAR})?|{MONTH}(?: {DAY}| {YEAR})?|{YEAR}|{WEEKDAY})"
ONWARDS = r"(?:morning|evening|night|afternoon|last|this|that|next|when|after|before|with|until|from|through|alone|following|onwards?|during|marked|were|came|would|there|because|while|which|amid|over|under)\b"
WITHIN = r"(?:In|At) (?:an?|the|its|his|her|their) (?:[\w-]+ ){0,4}?[\w-]+ (?:on|of|in) "  # "In a joint statement on 25 September"
OPENING = re.compile(
    rf"(?:\A|(?<=[.!?”\"] )|(?<=\n))((?:(?:In|On|By|Since|Until|At|[Ee]arly in|[Ll]ate in) (?:early |late |mid-)?|{WITHIN}){DATE})\s(?=[A-Z][a-z]|[A-Z]{{2}}|[a-z]{{4,}}|(?:a|an|the|its|his|her|our|two|six|ten|\d+) )(?!{MONTH}|{ONWARDS})"
)
NEAR = re.compile(
    r"(?:\A|(?<=\n)|(?<=\n[*•-] ))Near(?= [A-Z])"
)  # in a capital, the parser takes it for part of the name


def with_commas(text: str) -> str:
    """The text with a comma for the space behind such a time, and "near" in small letters; offsets stay."""
    return NEAR.sub("near", OPENING.sub(r"\1,", text))
