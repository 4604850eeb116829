"""``hawkwatch serve``."""

import os
from typing import Annotated

import typer

from cli.options import Home, IndexUrl, settings_for
from cli.output import err
from cli.stores import open_the_index
from config.settings import Settings
from console.open import open_console
from console.server import serve
from operations.service import Service


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve_console)


def serve_console(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8700,
    home: Home = None,
    index: IndexUrl = None,
) -> None:
    """Serve the console, fire schedules, do orders."""
    serve_house(settings_for(home, index), host, port)


def serve_house(settings: Settings, host: str, port: int) -> None:
    """The console and what runs beside it, until SIGINT or SIGTERM."""
    # The console reads its settings itself, so what the command line said goes into the environment.
    os.environ["HAWKWATCH_HOME"] = str(settings.home.resolve())
    os.environ["HAWKWATCH_INDEX"] = settings.index_url
    open_console(settings.home)
    service = Service(settings, lambda: open_the_index(settings))

    def ready(bound: int) -> None:
        service.start()
        err.print(f"console at http://{host}:{bound}/ (Ctrl-C ends it)", markup=False)

    try:
        serve(host, port, ready)
    finally:
        service.stop()
