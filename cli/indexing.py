"""``hawkwatch deliver``, ``index`` and ``replay``."""

import time
from functools import partial
from typing import Annotated

import typer

from casework.open import open_casework
from cli.language import say
from cli.options import Home, IndexUrl, Json, settings_for
from cli.output import complain, out, print_json
from cli.stores import keys_folder, make_index_anew, open_the_index, open_the_vault
from evidence.match_keys import match_keys
from operations.declared import declared_sources
from operations.deliver import deliver, pending
from operations.lexicon.dictionary import version_of, waiting_words
from operations.rebuild import replay
from operations.reviews import deliver_reviews
from pipelines.judging import judge_visit
from pipelines.masked_listings import masked_listings
from pipelines.pictures import read_pictures
from records.match_key import MatchKey
from records.visit import Listing, Visit
from search.fault import IndexFault

index_app = typer.Typer(help="The index: it can be thrown away and made again.", no_args_is_help=True)
FOLLOW_SECONDS = 2.0


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(index_app, name="index")
    app.command("deliver")(deliver_outboxes)
    app.command("replay")(replay_vault)


def deliver_outboxes(
    follow: Annotated[bool, typer.Option("--follow", help="Go on until interrupted.")] = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Drain the outboxes into the index."""
    settings = settings_for(home, index)
    open_casework(settings.home)
    engine = open_the_index(settings)
    while True:
        try:
            done = deliver(settings.home, engine)
            reviews = deliver_reviews(engine)
        except IndexFault as error:
            if not follow:
                raise
            complain(f"{error}; trying again")
            time.sleep(FOLLOW_SECONDS)
            continue
        if json:
            print_json(
                {"delivered": done.delivered, "refused": done.refused, "dead": done.dead, "reviews": reviews}
            )
        elif done.delivered or done.refused or not follow:
            out.print(
                say(
                    "{delivered} delivered, {refused} refused, {dead} given up, {reviews} reviews",
                    delivered=done.delivered,
                    refused=done.refused,
                    dead=done.dead,
                    reviews=reviews,
                )
            )
        if not follow:
            raise typer.Exit(1 if done.refused else 0)
        time.sleep(FOLLOW_SECONDS)


@index_app.command("init")
def init(home: Home = None, index: IndexUrl = None) -> None:
    """Make the index where it is not there yet."""
    settings = settings_for(home, index)
    open_the_index(settings).close()
    out.print(f"ready: {settings.index_url}")


@index_app.command("status")
def status(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """What the index holds and what waits for it."""
    settings = settings_for(home, index)
    engine = open_the_index(settings)
    facts = engine.status() | {
        "pending": pending(settings.home),
        "dictionary": version_of(settings.index_dictionary),
        "words_waiting": len(waiting_words(settings.index_dictionary)),
    }
    engine.close()
    if json:
        print_json(facts)
        return
    for name, value in facts.items():
        out.print(f"{name}: {value}", markup=False)


@index_app.command("rebuild")
def rebuild_index(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """Make the index anew from kept listings and decisions, then switch to it."""
    settings = settings_for(home, index)
    open_casework(settings.home)
    number = make_index_anew(settings)
    if json:
        print_json({"documents": number})
    else:
        out.print(say("{number} documents", number=number))


def replay_vault(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """Read and judge every capture again, then make the index anew."""
    settings = settings_for(home, index)
    open_casework(settings.home)
    done = replay(
        settings.home,
        open_the_vault(settings),
        {source.name: source for source in declared_sources(settings)},
        partial(judge_again, match_keys(keys_folder(settings))[0], pictures=settings.read_pictures),
    )
    number = make_index_anew(settings)
    for fault in done.faults:
        complain(fault)
    if json:
        print_json(
            {"captures": done.captures, "listings": done.listings, "documents": number, "faults": done.faults}
        )
    else:
        out.print(say("{captures} captures read, {number} documents", captures=done.captures, number=number))
    raise typer.Exit(1 if done.faults else 0)


def judge_again(key: MatchKey, visit: Visit, capture: str, pictures: bool = False) -> list[Listing]:
    """What a capture says today, in its ``pictures`` too where that is wished; masked."""
    return masked_listings(judge_visit(visit, read_pictures(visit) if pictures else {}), key, capture)
