"""``hawkwatch sources``: what is watched."""

import typer

from cli.on_demand import Shelved, on_demand

SOURCES = {
    "list": Shelved("cli.declared", "List the sources."),
    "terms": Shelved("cli.declared", "List the lexicon's word lists that a source's terms may name."),
    "schema": Shelved("cli.declared", "Print the JSON Schema of a source.yml."),
    "new": Shelved("cli.adding", "Look at an address once, recognise what it is and write its source.yml."),
    "check": Shelved(
        "cli.checking", "Read declarations strictly, tell what a run would do and what keeps it from running."
    ),
    "pause": Shelved("cli.pausing", "Leave sources alone, until a time or until somebody resumes them."),
    "resume": Shelved(
        "cli.pausing", "Let paused sources be read again; what their schedules missed is not made up for."
    ),
    "record": Shelved(
        "cli.recording", "Save pages of a source with fakes in the place of every name, number and handle."
    ),
    "login": Shelved(
        "cli.sessions",
        "Open a visible browser to log in by hand, and keep its state encrypted as the source's session.",
    ),
    "logout": Shelved(
        "cli.sessions", "Remove the session of a source; runs of it are refused until there is another."
    ),
}
sources_app = typer.Typer(cls=on_demand(SOURCES), help="The declared sources.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(sources_app, name="sources")
