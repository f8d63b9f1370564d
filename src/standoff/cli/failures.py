"""Whatever goes wrong in a command into one line on stderr and an exit code: 1 failed, 3 done in part."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from standoff.cli.text import one_line
from standoff.errors import ReadError, StandoffError

FAILED, IN_PART = 1, 3
_settings = {"debug": False}


def set_debug(debug: bool) -> None:
    """With debug, errors come with their traceback."""
    _settings["debug"] = debug


def say(message: str) -> None:
    """One line on stderr, where everything goes that is not data."""
    print(one_line(message), file=sys.stderr)


def tell_skipped(problem: ReadError) -> None:
    """What was skipped, and why."""
    say(f"skipped {problem}")


def end_in_part(skipped: int, *, nothing_read: bool = False) -> None:
    """Exit 3 when inputs were skipped; a StandoffError when nothing else was there to read."""
    if skipped and nothing_read:
        raise StandoffError("none of the inputs could be read; each is listed above with its reason")
    if skipped:
        say(f"done in part: {skipped:,} input{'s' if skipped > 1 else ''} skipped (listed above)")
        raise typer.Exit(IN_PART)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command, with its failures told in one line."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            # `| head` has seen enough; without this, Python complains again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            say("stopped; what was stored is kept, and the same command goes on from there")
            raise typer.Exit(FAILED) from None
        except (StandoffError, OSError) as error:
            _fail(str(error))
        except Exception as error:  # the last line of defence: a user gets one line, --debug gets the rest
            if isinstance(error, (typer.Exit, typer.BadParameter)) or type(error).__module__.startswith(
                ("typer.", "click.")
            ):
                raise
            _fail(f"{type(error).__name__}: {error} (a fault of standoff; see it with --debug)")

    return run


def _fail(message: str) -> None:
    if _settings["debug"]:
        raise  # noqa: PLE0704  # called while an error is handled
    say(f"error: {message}")
    raise typer.Exit(FAILED) from None
