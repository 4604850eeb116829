"""The options every command shares."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.words.overlay import look_in
from config.settings import Settings, load_settings

Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="Folder of everything kept (default ./var).")
]
Json = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout.")]
IndexUrl = Annotated[
    str | None, typer.Option("--index", metavar="URL", help="sqlite:///PATH or http://HOST:PORT.")
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Sources with this tag; may be repeated.")
]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="The account that acts.")]


def settings_for(home: Path | None, index: str | None = None) -> Settings:
    """The settings with what the command line said on top; the home's own words count from now on."""
    settings = load_settings(home=home, index=index)
    look_in(settings.lexicon)
    return settings
