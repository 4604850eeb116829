"""The options every command shares."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.words.overlay import look_in
from config.settings import Settings, load_settings
from search.fields import BY_NAME, FACETS, VALUES, fold_value

Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help="Folder of everything kept (default ./var).")
]
Json = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout.")]
IndexUrl = Annotated[
    str | None, typer.Option("--index", metavar="URL", help="sqlite:///PATH or http://HOST:PORT.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Sources with this tag; may be repeated.")
]
Filters = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="FACET=VALUE", help="Only hits with this value; may be repeated."),
]
As = Annotated[str | None, typer.Option("--as", metavar="NAME", help="The account that acts.")]


def settings_for(home: Path | None, index: str | None = None) -> Settings:
    """The settings with what the command line said on top; the home's own words count from now on."""
    settings = load_settings(home=home, index=index)
    look_in(settings.lexicon)
    return settings


def filters_of(pairs: list[str] | None) -> dict[str, str]:
    """The values chosen by ``--filter``, by field under its own name; Chinese names are understood.

    Raises:
        typer.BadParameter: a pair is none, names no field of exact values, or a value that the field never
            has; or a field stands there twice.
    """
    chosen: dict[str, str] = {}
    for pair in pairs or ():
        name, sign, value = pair.partition("=")
        field = BY_NAME.get(name.strip())
        if not sign or not value.strip() or field is None or field.kind != "tag":
            known = " ".join(FACETS)
            raise typer.BadParameter(
                f"{pair!r}: write FACET=VALUE, FACET one of {known}", param_hint="--filter"
            )
        if field.name in chosen:
            raise typer.BadParameter(f"{field.name} has a value already", param_hint="--filter")
        codes = VALUES.get(field.name)
        if codes and fold_value(value) not in codes:
            known = ", ".join(field.values)
            raise typer.BadParameter(f"{pair!r}: {field.name} is one of {known}", param_hint="--filter")
        chosen[field.name] = codes[fold_value(value)] if codes else value
    return chosen
