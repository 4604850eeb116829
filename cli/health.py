"""``hawkwatch doctor``."""

from typing import Annotated

import typer

from cli.options import Home, IndexUrl, Json, settings_for
from cli.output import err, print_json, table
from operations.check import exit_code
from operations.doctor import check_all
from operations.provision import install_missing


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    install: Annotated[bool, typer.Option("--install", help="Find or install browser and font.")] = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Check what the product needs and say what to do."""
    settings = settings_for(home, index)
    checks = install_missing(settings.chromium) if install else check_all(settings)
    if json:
        print_json(checks)
    else:
        rows: list[tuple[object, ...]] = [(check.state, check.name, check.found) for check in checks]
        table("Doctor", ("", "what", "found"), rows)
        for check in checks:
            if check.advice:
                err.print(f"{check.name}: {check.advice}", markup=False)
    raise typer.Exit(int(exit_code(checks)))
