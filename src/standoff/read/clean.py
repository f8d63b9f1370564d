"""Characters of a report into text that later stages can take: one kind of newline and space, no invisible characters, no boilerplate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Invisible inside words: soft hyphen, zero-width spaces and joiners, direction marks, word joiner, byte order mark.
INVISIBLE = re.compile("[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
BLANK_LINES = re.compile(r"\n[ \n]*\n")
BREAKS_STAGES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
HAS_WORDS = re.compile(r"[^\W\d_]")

# Lines of news pages that are not the article's; each must match the whole line, and the line must be short.
BOILERPLATE = re.compile(
    r"""(?:
        (?:read\ (?:more|also|next)|also\ read|see\ also|related(?:\ (?:articles?|stor(?:y|ies)|news|coverage))?
          |more\ (?:on\ this(?:\ story)?|from\ [\w ]{1,30})|recommended|watch|listen|don.t\ miss)\s*[:|»>–-].*
      | (?:read\ more|advertisement|advertisements|ad|sponsored|related(?:\ (?:articles|stories|topics))?|most\ read|share|print|email|comments?)
      | advertisement\s*[-–|:].{0,60}
      | (?:continue\ reading|story\ continues|article\ continues|scroll\ to\ continue)\b.{0,60}
      | (?:sign\ up|subscribe|register)\b.{0,80}\b(?:newsletters?|e-?mails?|alerts?|inbox|channel|podcast|briefings?)\b.{0,80}
      | (?:get|receive)\b.{0,60}\b(?:newsletter|in\ your\ inbox|alerts)\b.{0,60}
      | (?:please\ )?(?:follow|like|join|find)\ us\ on\b.{0,100}
      | follow\ \S+(?:\ \S+){0,4}\ on\ (?:twitter|x|facebook|instagram|telegram|whatsapp|google\ news)\b.{0,60}
      | share\ (?:this|on|via)\b.{0,80}
      | click\ here\ (?:to|for)\b.{0,100}
      | (?:we|this\ (?:web)?site|our\ (?:web)?site)\b.{0,60}\b(?:uses?\ cookies|value\ your\ privacy)\b.*
      | (?:photo|image|picture|photograph|file\ photo|video)(?:\ (?:by|credit|courtesy\ of|source))?\s*:.{1,120}
      | \((?:photo|image|picture|photograph|file\ photo|file|video|ap\ photo|afp\ photo|reuters)\b[^()]{0,120}\)\.?
      | (?:©|\(c\)\ |copyright\b)\s*(?:©\s*)?\d{4}.{0,120}
      | all\ rights\ reserved\.?
      | (?-i:By(?:\ [A-Z][\w.’-]*){2,4})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
BOILERPLATE_LENGTH = 220  # longer lines are prose that happens to begin like boilerplate
LIST_MARK = re.compile(r"^(?:[-•▪●·*]\s+)+")


def keep_offsets(text: str) -> str:
    """The text with every character that would break a later stage replaced by one other: all offsets stay valid."""
    if not BREAKS_STAGES.search(text):
        return text
    return BREAKS_STAGES.sub(_one_for_one, text)


def clean_line(text: str) -> str:
    """One line or paragraph of HTML text: composed, without invisible characters, single spaces."""
    text = CONTROL.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return SPACES.sub(" ", text).strip()


def clean_block(text: str) -> str:
    """Several lines: one kind of newline, each line clean, at most one blank line between two."""
    lines = (clean_line(line) for line in NEWLINE.sub("\n", text).split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def is_boilerplate(line: str) -> bool:
    """True for a line of the page around an article: advertisement, link to another story, photo credit, sharing."""
    return len(line) <= BOILERPLATE_LENGTH and BOILERPLATE.fullmatch(line) is not None


def join_paragraphs(paragraphs: Iterable[str], title: str = "") -> str:
    """Article text of HTML: paragraphs apart by one blank line, without boilerplate and the repeated headline."""
    headline = clean_line(title).casefold()
    kept: list[str] = []
    for paragraph in paragraphs:
        text = LIST_MARK.sub("", clean_block(paragraph))
        repeats_headline = headline and not kept and text.casefold() == headline
        if HAS_WORDS.search(text) and not repeats_headline and not is_boilerplate(text):
            kept.append(text)
    return "\n\n".join(kept)


def has_words(text: str) -> bool:
    """True when the text holds a letter of any script."""
    return HAS_WORDS.search(text) is not None


def _one_for_one(match: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= match[0] <= "\udfff" else ("\n" if match[0] == "\r" else " ")
