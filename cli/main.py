"""Where the command line begins: the commands, and how errors end."""

import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from cli.language import language
from cli.on_demand import Shelved, on_demand
from cli.output import complain
from cli.pointing import point_at
from config.settings import SettingsError
from records.complaint import Complaint
from records.order import Exit
from search.fault import QueryError

COMMANDS = {
    "sources": Shelved("cli.sources", "The declared sources."),
    "crawl": Shelved(
        "cli.crawling", "Read sources, keep their listings, deliver them to the index and report."
    ),
    "import": Shelved(
        "cli.importing",
        "Take in posts that somebody handed over: archives, exports of chats, tables, text, pictures.",
    ),
    "schedule": Shelved("cli.schedules", "When sources are read; `hawkwatch serve` fires them."),
    "read": Shelved("cli.reading", "Read a saved page as its family's reader would."),
    "assess": Shelved("cli.analysis", "Judge posts: JSON lines in, JSON lines out in the same order."),
    "measure": Shelved("cli.analysis", "Figures of the judgement against labelled posts."),
    "explain": Shelved("cli.analysis", "Lay open how a text is judged."),
    "lexicon": Shelved("cli.lexicon", "The house's own words beside those of the product."),
    "search": Shelved("cli.searching", "Search the listings."),
    "saved-searches": Shelved(
        "cli.saved_searches", "Saved searches: what you want to be told of as it is found."
    ),
    "alerts": Shelved("cli.alerts", "Alerts: what saved searches have found."),
    "cases": Shelved("cli.cases", "Cases: folders of listings, and of what was asked for them."),
    "batch": Shelved("cli.batch", "Ask for up to 10,000 terms at once: accounts, numbers, names."),
    "export": Shelved("cli.exporting", "Write every hit of a question to a file: JSON lines, CSV or XLSX."),
    "index": Shelved("cli.indexing", "The index: it can be thrown away and made again."),
    "deliver": Shelved("cli.delivering", "Drain the outboxes into the index."),
    "replay": Shelved("cli.replaying", "Read and judge every capture again, then make the index anew."),
    "bundle": Shelved("cli.proof", "Export listings as an evidence bundle."),
    "verify": Shelved(
        "cli.proof",
        "Check a bundle: 0 valid, 1 damaged, 3 not sealed, 4 signer not checked, 5 not checkable here.",
    ),
    "keys": Shelved("cli.proof", "The house's keys."),
    "users": Shelved("cli.accounts", "Accounts of the case room."),
    "serve": Shelved("cli.serving", "Serve the console, fire schedules, do orders."),
    "doctor": Shelved("cli.health", "Check what the product needs and say what to do."),
    "demo": Shelved(
        "cli.demonstration",
        "Crawl invented sites on this machine, show what was found and missed, prove it, serve the console.",
    ),
}
app = typer.Typer(
    cls=on_demand(COMMANDS),
    name="hawkwatch",
    help="Find posts that sell other people's personal data, and keep them so that they can be proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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
    except SettingsError as error:
        _end(str(error), Exit.USAGE)
    except QueryError as error:
        complain(error.said(language()))
        point_at(error)
        sys.exit(error.code)
    except Complaint as error:
        _end(error.said(language()), error.code)


def _end(why: str, code: int) -> NoReturn:
    complain(why)
    sys.exit(code)
