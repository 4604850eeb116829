"""``hawkwatch sources pause`` and ``resume``: leaving sources alone for a while."""

from typing import Annotated

import typer

from casework.accounts import find_account
from casework.open import open_casework
from casework.pauses import pause, resume
from cli.crawling import chosen
from cli.options import As, Home, Tags, settings_for
from cli.output import out
from cli.schedules import moment

Names = Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Names of sources.")]


def add_to(sources: typer.Typer) -> None:
    """Add the commands to those of ``hawkwatch sources``."""
    sources.command("pause")(pause_sources)
    sources.command("resume")(resume_sources)


def pause_sources(
    why: Annotated[str, typer.Option(help="Why; it is shown to whoever asks for a run.")],
    names: Names = None,
    tag: Tags = None,
    until: Annotated[str | None, typer.Option(metavar="T", help="ISO 8601 with offset.")] = None,
    account: As = None,
    home: Home = None,
) -> None:
    """Leave sources alone, until a time or until somebody resumes them."""
    settings = settings_for(home)
    sources, end = chosen(settings, names, tag), moment(until, "--until")
    open_casework(settings.home)
    by = find_account(account) if account else None
    for source in sources:
        row = pause(source.name, why, end, by)
        out.print(f"{source.name}: paused{f' until {row.until}' if row.until else ''}", markup=False)


def resume_sources(names: Names = None, tag: Tags = None, account: As = None, home: Home = None) -> None:
    """Let paused sources be read again; what their schedules missed is not made up for."""
    settings = settings_for(home)
    sources = chosen(settings, names, tag)
    open_casework(settings.home)
    by = find_account(account) if account else None
    for source in sources:
        resume(source.name, by)
        out.print(f"{source.name}: resumed", markup=False)
