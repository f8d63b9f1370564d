"""What can go wrong, one branch per stage: errors hold facts (path, line, offset), messages say what to do.

StandoffError
├── OntologyError    a code that PLOVER or the sector list does not have
├── KnowledgeError   a data file that does not validate (file, line or entry, field)
├── LexiconError     a lexicon entry that does not validate
├── ReadError        an input that is not a report (empty, binary, too large, broken)
├── CodeError        a document that the coder could not take
├── StoreError       an archive that cannot be opened or is of another version
│   ├── BusyError    an archive that another process has open
│   ├── AbsentError  something that the archive does not hold
│   └── ChangedError an event that has become something else since a person looked at it
├── ReviewError      a person's word on an event that cannot be taken as it was given
├── EvaluateError    gold or predictions that cannot be scored
├── FormatError      a file that is not of the format that it was given as
├── FeedsError       a file of feeds that does not validate (file, entry, field)
├── FetchError       an address that was refused or could not be fetched
├── MeasureError     a question that the archive's events cannot answer as it was put
├── ConflictError    a conflict file that does not validate (file, line)
├── ModelError       arrays that a model cannot be fitted to, or run from
├── ScaleError       workers that cannot be reached, or a folder of partitions that cannot be used
├── DrawError        a figure whose parts do not fit together
└── ServeError       a server that cannot be started as it was asked for
"""

from __future__ import annotations

from collections.abc import Mapping


class StandoffError(Exception):
    """Base of every error that a user may see; the message is one line and names the way out."""


class OntologyError(StandoffError):
    """A code that is not in the ontology."""


class DataFileError(StandoffError):
    """A data file of the project or of the user does not validate."""

    def __init__(self, path: object, entry: object, field: str, problem: str) -> None:
        self.path, self.entry, self.field, self.problem = str(path), str(entry), field, problem
        super().__init__(f"{self.path}: {self.entry}: {field}: {problem}")


class KnowledgeError(DataFileError):
    """An actor, office, place or tie in a knowledge file does not validate."""


class LexiconError(DataFileError):
    """A predicate in a lexicon file does not validate."""


class ReadError(StandoffError):
    """One input (or one record in it) that is not a report; the rest of the batch goes on."""

    def __init__(self, source: str, problem: str) -> None:
        self.source, self.problem = source, problem
        super().__init__(f"{source}: {problem}")


class FeedsError(DataFileError):
    """A file of feeds to watch does not validate."""


class FetchError(StandoffError):
    """An address that was refused or could not be fetched.

    `passing`: it may go better another time; `wait_s`: not before so many seconds, where the server says so;
    `status`: what the server answered, 0 where it did not.
    """

    def __init__(self, url: str, problem: str, *, passing: bool = False, wait_s: float = 0.0, status: int = 0) -> None:
        self.url, self.problem = url, problem
        self.passing, self.wait_s, self.status = passing, wait_s, status
        super().__init__(f"{url}: {problem}")


class CodeError(StandoffError):
    """A document that the coder could not take."""


class StoreError(StandoffError):
    """An archive that cannot be opened or does not fit this version."""


class BusyError(StoreError):
    """An archive that another process has open; the same may succeed a little later."""


class AbsentError(StoreError):
    """An event or a document that the archive does not hold."""


class ChangedError(StoreError):
    """An event that has become something else since the person who writes about it looked at it."""


class ReviewError(StandoffError):
    """A person's word on an event that cannot be taken as it was given; `problems`: what is wrong, by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{field}: {problem}" for field, problem in problems.items()))


class MeasureError(StandoffError):
    """A question that the archive's events cannot answer as it was put."""


class ConflictError(StandoffError):
    """A conflict file does not validate."""

    def __init__(self, path: object, line: int, problem: str) -> None:
        self.path, self.line, self.problem = str(path), line, problem
        super().__init__(f"{self.path}:{line}: {problem}" if line else f"{self.path}: {problem}")


class ModelError(StandoffError):
    """Arrays that a model cannot be fitted to, or run from."""


class EvaluateError(StandoffError):
    """Gold or predictions that cannot be scored."""


class FormatError(StandoffError):
    """A file that is not of the format that it was given as."""


class ScaleError(StandoffError):
    """Workers that cannot be reached, or a folder of partitions that cannot be used."""


class DrawError(StandoffError):
    """A figure whose parts do not fit together: series of different lengths, ties between actors that are not there."""


class ServeError(StandoffError):
    """A server that cannot be started as it was asked for."""
