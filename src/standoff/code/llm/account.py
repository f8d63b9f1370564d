"""Requests and refusals of a run into its account: what was sent and answered, what it cost, what was refused and why."""

from __future__ import annotations

import threading
from collections import Counter

from standoff.code.llm.settings import Settings

MILLION = 1_000_000


class Account:
    """Counts of one run, for threads that ask at the same time; keeps the bound on tokens and money."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._held_in = self._held_out = 0  # of requests under way: the most that they can use

    def reserve(self, prompt: int, answer: int) -> bool:
        """Hold tokens for a request; False where they might pass the bound of the run."""
        with self._lock:
            tokens_in = self._counts["prompt_tokens"] + self._held_in + prompt
            tokens_out = self._counts["answer_tokens"] + self._held_out + answer
            settings = self._settings
            if settings.tokens is not None and tokens_in + tokens_out > settings.tokens:
                return False
            if settings.budget is not None and self._price(tokens_in, tokens_out) > settings.budget:
                return False
            self._held_in += prompt
            self._held_out += answer
            return True

    def settle(self, held: tuple[int, int], used: tuple[int, int]) -> None:
        """Give back what was held for a request, and count what it used: tokens of prompt and answer."""
        with self._lock:
            self._held_in -= held[0]
            self._held_out -= held[1]
            self._counts["prompt_tokens"] += used[0]
            self._counts["answer_tokens"] += used[1]

    def count(self, what: str) -> None:
        """One more of requests, retries, answers from the cache, answers that could not be read, answers that the model declined to give."""
        with self._lock:
            self._counts[what] += 1

    def refuse(self, reason: str) -> None:
        """One more thing in an answer that the text does not bear out, or that breaks the rules."""
        with self._lock:
            self._refused[reason] += 1

    @property
    def cost(self) -> float | None:
        """In the currency of the prices; None where these are not known."""
        if self._settings.price_in is None or self._settings.price_out is None:
            return None
        return self._price(self._counts["prompt_tokens"], self._counts["answer_tokens"])

    def figures(self) -> dict[str, float]:
        """All counts by name; refusals as "refused: reason"."""
        kinds = ("requests", "retries", "from_cache", "unreadable", "declined", "prompt_tokens", "answer_tokens")
        with self._lock:
            told: dict[str, float] = {kind: self._counts[kind] for kind in kinds}
            refused = {f"refused: {reason}": n for reason, n in sorted(self._refused.items())}
        cost = self.cost
        return told | ({} if cost is None else {"cost": round(cost, 6)}) | refused

    def _price(self, tokens_in: int, tokens_out: int) -> float:
        settings = self._settings
        return (tokens_in * (settings.price_in or 0) + tokens_out * (settings.price_out or 0)) / MILLION
