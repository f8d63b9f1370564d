"""One watched feed or page into the Documents that are new in it, and what became of each of its items."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from standoff.errors import FetchError, ReadError, StandoffError
from standoff.options import ReadOptions
from standoff.read.feeds import Item, as_document, feed_items
from standoff.read.fetched import read_fetched
from standoff.read.report import About
from standoff.records import Document
from standoff.watch.addresses import joined, parse, untracked
from standoff.watch.feeds_file import Watched
from standoff.watch.fetch import Validators
from standoff.watch.polite import Polite
from standoff.watch.state import State, Tried

MOST_LISTED = 2000  # items of a feed, known ones among them; feeds list dozens, the longest hundreds
ATTEMPTS = 5  # at an article whose server fails; after that the feed's own words have to do


@dataclass(frozen=True, slots=True)
class Gathered:
    """`validators` are None where the address has to be fetched whole next time; `listed`: the keys of all its items;
    `failure`: why the address itself could not be had; `problems`: what else went wrong.
    """

    watched: Watched
    documents: tuple[Document, ...] = ()
    tried: tuple[Tried, ...] = ()
    listed: tuple[str, ...] = ()
    validators: Validators | None = None
    unchanged: bool = False
    failure: StandoffError | None = None
    problems: tuple[StandoffError, ...] = ()

    @property
    def waiting(self) -> int:
        """How many items are tried again."""
        return sum(not item.done for item in self.tried)


class Gatherer:
    """Gathers for one round, in which an item that two feeds list is fetched once; used by several threads."""

    def __init__(self, polite: Polite, state: State, options: ReadOptions) -> None:
        self._polite, self._state, self._options = polite, state, options
        self._claimed: set[str] = set()
        self._claiming = threading.Lock()

    def gather(self, watched: Watched) -> Gathered:
        """Never raises for what is wrong with an address: that is told in what it returns."""
        try:
            return self._feed(watched) if watched.kind == "feed" else self._page(watched)
        except (FetchError, ReadError) as error:
            return Gathered(watched, failure=error)
        except Exception as error:  # noqa: BLE001  # one hostile feed of many, whatever a parser makes of it
            return Gathered(watched, failure=ReadError(watched.url, f"cannot be read ({type(error).__name__})"))

    def _page(self, watched: Watched) -> Gathered:
        found = self._polite.fetch(watched.url, watched, self._state.source(watched.url).validators)
        if found.body is None:
            return Gathered(watched, validators=found.validators, unchanged=True)
        document = read_fetched(found.body, watched.url, found.charset, About(url=found.url), self._options)
        return Gathered(watched, (self._known_by(document, watched),), validators=found.validators)

    def _feed(self, watched: Watched) -> Gathered:
        found = self._polite.fetch(watched.url, watched, self._state.source(watched.url).validators)
        if found.body is None:
            return Gathered(watched, validators=found.validators, unchanged=True)
        problems: list[StandoffError] = []
        items = feed_items(found.body, watched.url, self._options, problems.append, found.charset)
        documents: list[Document] = []
        tried: list[Tried] = []
        listed: list[str] = []
        left = False
        for item in islice(items, MOST_LISTED):
            key = item_key(item, found.url)
            listed.append(key)
            attempts = self._state.attempts(key)
            if attempts is None:
                continue
            if len(tried) == watched.items:
                left = True
                break
            if not self._claim(key):
                continue
            document, problem = self._item(item, found.url, watched)
            failed = attempts + is_attempt(problem)
            done = problem is None or not getattr(problem, "passing", False) or failed >= ATTEMPTS
            documents += [document] if document and done else []
            problems += [problem] if problem else []
            tried.append(Tried(key, failed, done))
        if next(items, None) is not None and not left:
            problems.append(ReadError(watched.url, f"lists more than {MOST_LISTED:,} items; only these are looked at"))
        # Without validators the next answer is whole, and lists the items that wait or were left for another round.
        validators = Validators() if left or not all(item.done for item in tried) else found.validators
        return Gathered(watched, tuple(documents), tuple(tried), tuple(listed), validators, problems=tuple(problems))

    def _claim(self, key: str) -> bool:
        with self._claiming:
            is_new = key not in self._claimed
            self._claimed.add(key)
            return is_new

    def _item(self, item: Item, base: str, watched: Watched) -> tuple[Document | None, StandoffError | None]:
        """The Document of an item, that of its own words where its page cannot be had, and what went wrong."""
        own = self._own(item, watched)
        if not (watched.articles and item.link):
            return own, None if own else ReadError(item.source, f"item without a text: {item.title[:80]!r}")
        try:
            article = self._article(item, base, watched)
        except (FetchError, ReadError) as error:
            return own, error
        is_longer = own is not None and len(own.text) > len(
            article.text
        )  # a page that asks for consent or money says less
        return (own if is_longer else article), None

    def _own(self, item: Item, watched: Watched) -> Document | None:
        try:
            return self._known_by(as_document(_by_address(item), self._options), watched)
        except ReadError:
            return None

    def _article(self, item: Item, base: str, watched: Watched) -> Document:
        url = joined(base, item.link)
        found = self._polite.fetch(url, watched)
        about = About(None, item.title, found.url, item.publisher, item.published)
        document = read_fetched(found.body or b"", url, found.charset, about, self._options)
        return self._known_by(document, watched)

    def _known_by(self, document: Document, watched: Watched) -> Document:
        """With the publisher that the user gives; without a day of publication that has not come yet."""
        is_ahead = document.published is not None and document.published > date.today() + timedelta(days=1)
        published = None if is_ahead else document.published
        return replace(document, publisher=document.publisher or watched.publisher, published=published)


def is_attempt(problem: StandoffError | None) -> bool:
    """False where a host was only told to be left alone: that says nothing about the item."""
    return isinstance(problem, FetchError) and problem.passing and not problem.wait_s


def item_key(item: Item, base: str) -> str:
    """What an item is known by: its address, whichever feed lists it and however it counts its readers; without one what its feed tells it apart by, or its words."""
    if item.link:
        try:
            return untracked(parse(joined(base, item.link)).url)
        except FetchError:
            pass
    words = item.guid or f"{item.title}\n{item.text}"
    return f"{base} {hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()}"


def _by_address(item: Item) -> Item:
    """An item's number in its feed changes from day to day; its address does not."""
    return replace(item, source=item.link or item.source)
