"""``hawkwatch sources login`` and ``logout``: sessions that an operator supplies."""

from pathlib import Path
from typing import Annotated

import typer

from casework.accounts import find_account
from casework.open import open_casework
from cli.options import As, Home, Json, settings_for
from cli.output import complain, err, out, print_json
from config.settings import Settings
from crawlers.session.state import BrowserState, SessionError, read_state
from operations.declared import declared_sources
from operations.login import Proof, declared_session, log_in, log_out
from operations.login_window import ask_for_login
from operations.sessions import standing
from records.order import Exit
from records.source import Source
from records.wire import builtins

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the source.")]


def add_to(sources: typer.Typer) -> None:
    """Add the commands to those of ``hawkwatch sources``."""
    sources.command("login")(give_session)
    sources.command("logout")(remove_session)


def give_session(
    name: Name,
    file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="A browser state that Playwright saved, instead of a window."
        ),
    ] = None,
    account: As = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Open a visible browser to log in by hand, and keep its state encrypted as the source's session."""
    settings = settings_for(home)
    source = declared_sources(settings).load(name)
    declared_session(source)
    open_casework(settings.home)
    by = find_account(account) if account else None
    state = read_state(file) if file else from_window(source, settings)
    proof = log_in(source, settings, state, "file" if file else "window", by)
    if file:
        err.print(
            f"{file} lets anybody in who reads it: remove it, or keep it as you would a password",
            markup=False,
        )
    tell(source, settings, proof, json)
    raise typer.Exit(Exit.SESSION if proof.closed else Exit.OK)


def from_window(source: Source, settings: Settings) -> BrowserState:
    """The state of a window in which somebody has logged in."""
    err.print("Log in there; then close the window, or press Enter here.", markup=False)
    return ask_for_login(source, settings)


def tell(source: Source, settings: Settings, proof: Proof, json: bool) -> None:
    """What was kept and what it opens."""
    if json:
        print_json(
            {
                "source": source.name,
                "session": source.session,
                "opens": not proof.closed,
                "why": proof.why,
                "standing": builtins(standing(source, settings)),
            }
        )
    elif proof.check:
        out.print(f"{source.name}: session kept; {proof.check.url} opens with it alone", markup=False)
    elif not proof.closed:
        out.print(f"{source.name}: session kept; not tried: {proof.why}", markup=False)
    if proof.closed:
        complain(f"{source.name}: {proof.closed} still asks to log in: the source is paused")


def remove_session(name: Name, account: As = None, home: Home = None) -> None:
    """Remove the session of a source; runs of it are refused until there is another."""
    settings = settings_for(home)
    source = declared_sources(settings).load(name)
    open_casework(settings.home)
    by = find_account(account) if account else None
    if not log_out(source, settings, by):
        raise SessionError(f"{source.name}: there is no session {source.session!r}")
    out.print(f"{source.name}: session {source.session} removed", markup=False)
