"""`standoff serve`: the pages of an archive in a browser, for reading, looking and correcting."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import say
from standoff.errors import ServeError

TOKEN = "STANDOFF_TOKEN"  # noqa: S105  # the name of the environment variable
LEAST_TOKEN = 16  # characters


def serve(
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; other machines reach it only with a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8000,
    reviewer: Annotated[
        str, typer.Option("--reviewer", help="Who decides on the page Review; a browser can name another.")
    ] = "",
    scenario: Annotated[
        list[Path] | None,
        typer.Option("--scenario", exists=True, dir_okay=False, help="A conflict file to show, too; may be repeated."),
    ] = None,
) -> None:
    """Show the archive as pages in a browser, on this machine alone unless --host says otherwise; nothing is loaded from elsewhere."""
    try:
        import uvicorn

        from standoff.serve.app import app
        from standoff.serve.punctual import Punctual
    except ModuleNotFoundError as error:
        raise ServeError(
            f"{error.name} is not installed; install what the server needs with: pip install 'standoff[serve]'"
        ) from error
    from standoff.options import ServeOptions
    from standoff.store import View

    with View.open(archive):
        pass  # what cannot be opened is told now
    token = _token(host)
    say(f"{archive} is at http://{_named(host)}:{port}/ ; stop with Ctrl-C")
    uvicorn.run(
        app(archive, ServeOptions(host, port, token, reviewer=reviewer, scenarios=tuple(scenario or ()))),
        host=host,
        port=port,
        http=Punctual,
        ws="none",
        log_level="warning",
        server_header=False,
        limit_concurrency=200,
    )


def _token(host: str) -> str:
    """Empty where only this machine can reach the server and none is set; else that of the environment, or a new one, which is told once."""
    from standoff.loopback import is_loopback

    given = os.environ.get(TOKEN, "")
    if given and len(given) < LEAST_TOKEN:
        raise ServeError(f"{TOKEN} is too short to be safe; give {LEAST_TOKEN} characters or more")
    if given or is_loopback(host):
        return given
    made = secrets.token_urlsafe(24)
    say(f"others can reach {host}: whoever opens the pages is asked for this token: {made}")
    return made


def _named(host: str) -> str:
    """As an address has it."""
    return f"[{host}]" if ":" in host else host
