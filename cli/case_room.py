"""The case room, opened at the door of a command, and who acts in it."""

from pathlib import Path
from typing import Annotated

import typer

from casework.open import open_casework
from cli.options import settings_for
from config.settings import Settings

Acting = Annotated[str, typer.Option("--as", metavar="NAME", help="The account that acts.")]


def in_case_room(home: Path | None, index: str | None = None) -> Settings:
    """The settings with what the command line said on top; their case room is open."""
    settings = settings_for(home, index)
    open_casework(settings.home)
    return settings
