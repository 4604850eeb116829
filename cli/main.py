"""Where the command line begins: the commands, and how errors end."""

import os
import sys
from typing import Annotated

import typer
from typer.main import get_command

from cli import (
    accounts,
    analysis,
    crawling,
    demonstration,
    health,
    importing,
    indexing,
    proof,
    reading,
    schedules,
    searching,
    serving,
    sources,
)
from cli.failure import KNOWN, code_of
from cli.output import complain
from records.order import Exit

app = typer.Typer(
    name="hawkwatch",
    help="Find posts that sell other people's personal data, and keep them so that they can be proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (
    sources,
    crawling,
    analysis,
    indexing,
    searching,
    proof,
    reading,
    schedules,
    accounts,
    serving,
    health,
    importing,
    demonstration,
):
    room.add_to(app)


@app.callback()
def choose(
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|zh", help="Language of messages.")] = None,
) -> None:
    """Hawkwatch."""
    if lang:
        os.environ["HAWKWATCH_LANGUAGE"] = lang


def run(words: list[str] | None = None) -> None:
    """The console script (``words`` instead of its arguments): one sentence and a documented exit code where
    something is wrong.
    """
    try:
        get_command(app)(words)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.OK)
    except KNOWN as error:
        complain(str(error))
        sys.exit(code_of(error))
