"""The query of an address into checked values, and back: what is asked for stands in the address, so that a link is a citation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self
from urllib.parse import parse_qs, urlencode

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from standoff import knowledge, ontology
from standoff.store import EventFilter

PAGE_SIZE = 50  # rows of a table on a page
LAST_PAGE = 100_000
SINCE, UNTIL = "The first day.", "The last day."
OF_STATUS = "Whether it happened, will, may or did not."


def given(value: Any) -> Any:
    """An empty field of a form is none."""
    return None if isinstance(value, str) and not value.strip() else value


def all_given(values: Any) -> Any:
    return [value for value in values if value] if isinstance(values, (list, tuple)) else values


def _country(text: str) -> str:
    if not text or (country := knowledge.country_called(text, knowledge.load_countries())) is not None:
        return country.iso3 if text and country else ""
    raise ValueError(f"{text!r} is no country; give its name or its three-letter code (IRQ)")


def _names(value: Any) -> Any:
    """Names parted by commas, however often the field is given."""
    told = value if isinstance(value, (list, tuple)) else [value]
    return [name for text in told for part in str(text).split(",") if (name := part.strip())]


def _one_of(known: Sequence[str]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text!r} is none of {', '.join(known)}")
        return text

    return checked


def _box(text: str) -> str:
    """Four numbers of degrees; a box on the map may reach a little beyond the 180th meridian."""
    try:
        west, south, east, north = map(float, text.split(",") if text else (0, 0, 1, 1))
    except ValueError as error:
        raise ValueError(
            f"{text!r} is no box; give west, south, east and north in degrees, as in 38.7,29,48.6,37.4"
        ) from error
    if not (-400 <= west < east <= 400 and -100 <= south < north <= 100):
        raise ValueError(f"{text!r} is no box: its east lies east of its west, and its north north of its south")
    return text


Words = Annotated[
    str, BeforeValidator(lambda text: text.strip() if isinstance(text, str) else text), Field(max_length=1000)
]
Day = Annotated[date | None, BeforeValidator(given)]
Country = Annotated[Words, AfterValidator(_country)]
Names = Annotated[tuple[Annotated[str, Field(max_length=1000)], ...], BeforeValidator(_names), Field(max_length=40)]
Share = Annotated[Annotated[float, Field(ge=0, le=1)] | None, BeforeValidator(given)]
PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE, description="Which page of the list.")]
EventType = Annotated[str, Field(pattern="^[A-Z_]{1,40}$")]  # data sets have types beside those of PLOVER
Quad = Annotated[str, AfterValidator(_one_of(ontology.QUADS))]
Precision = Annotated[str, AfterValidator(_one_of(ontology.PRECISIONS))]
Box = Annotated[Words, AfterValidator(_box)]
Status = Annotated[str, AfterValidator(_one_of(ontology.STATUSES))]
Order = Literal["latest", "date", "sources", "deaths", "claims"]


def exactly(id: str) -> str:
    """How a filter of events names a party by its id and nothing else."""
    return f"={id}"


class Asked(BaseModel):
    """What a page is asked for; a field that it does not know is an error, for a misspelt filter would filter nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def query(self, **changed: Any) -> str:
        """The query of the same address with other values, beginning with "?"; what is at its default is left out."""
        told = self.model_copy(update=changed).model_dump(mode="json", exclude_defaults=True)
        return f"?{urlencode(told, doseq=True)}" if told else ""

    @classmethod
    def from_query(cls, query: str, most: int) -> Self:
        """What `query` has written and a form brings back, of at most so many fields. ValueError for anything else."""
        several = {name for name, known in cls.model_fields.items() if isinstance(known.default, tuple)}
        told = parse_qs(query.removeprefix("?"), max_num_fields=most).items()
        return cls.model_validate({name: values if name in several else values[0] for name, values in told})

    @property
    def is_default(self) -> bool:
        """Whether nothing is asked for beyond what everybody gets."""
        return not self.model_dump(exclude_defaults=True)


class EventsAsked(Asked):
    """Which events, in which order, and which page of them."""

    text: Words = Field(
        "", description="A part of a sentence that tells of the event, or of the row that it was imported from."
    )
    type: Annotated[tuple[EventType, ...], BeforeValidator(all_given)] = Field((), description="PLOVER types.")
    quad: Annotated[tuple[Quad, ...], BeforeValidator(all_given)] = Field((), description="Quad classes.")
    status: Annotated[tuple[Status, ...], BeforeValidator(all_given)] = Field((), description=OF_STATUS)
    party: Words = Field("", description="Id or a part of the name of a party, on either side.")
    actor: Words = Field("", description="The same of one that acts.")
    recipient: Words = Field("", description="The same of one acted upon.")
    country: Country = Field("", description="Country of a party or of the place: its name or three-letter code.")
    place: Words = Field("", description="A part of the name of the place; in quotation marks all of it.")
    where: Country = Field("", description="Country of the place.")
    box: Box = Field("", description="Degrees between which the place lies: west, south, east, north.")
    precision: Annotated[tuple[Precision, ...], BeforeValidator(all_given)] = Field(
        (), description="How exactly the place is known."
    )
    since: Day = Field(None, description=SINCE)
    until: Day = Field(None, description=UNTIL)
    confidence: Share = Field(None, description="Leave out what is less sure.")
    differing: bool = Field(False, description="Only events on which accounts differ.")
    order: Order = Field("latest", description="What comes first.")
    page: PageNumber = 1

    def filter(self) -> EventFilter:
        """As the archive takes it, without the page."""
        return EventFilter(
            types=self.type, quads=self.quad, statuses=self.status, actor=self.party or None, source=self.actor or None,
            target=self.recipient or None, country=self.country or None, place_country=self.where or None, place=self.place or None, since=self.since,
            until=self.until, min_confidence=self.confidence, differing=self.differing, order=self.order, text=self.text or None,
            box=self.degrees, precisions=self.precision,
        )  # fmt: skip

    @property
    def degrees(self) -> tuple[float, float, float, float] | None:
        """The box as west, south, east and north."""
        if not self.box:
            return None
        west, south, east, north = map(float, self.box.split(","))
        return west, south, east, north

    def first_page(self, **changed: Any) -> str:
        """The query of the first page with other values."""
        return self.query(page=1, **changed)

    def on_map(self) -> str:
        """The query of a map of the same events."""
        return self.first_page(order="latest")

    def without(self, field: str) -> Self:
        """Asked for the same, but for one field."""
        return self.model_copy(update={field: type(self).model_fields[field].default, "page": 1})


class MapAsked(EventsAsked):
    """Which events, and what of the globe is to be seen."""

    region: Country = Field("", description="Country that the map shows; by default all places.")

    def events(self, **changed: Any) -> str:
        """The query of the same events, and fewer of them, as a list."""
        return EventsAsked(**self.model_dump(exclude={"region", "order"})).first_page(**changed)
