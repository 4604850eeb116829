"""``hawkwatch deliver`` and ``hawkwatch index retry``."""

import sys
import time
from contextlib import closing
from typing import Annotated

import typer

from cli.case_room import in_case_room
from cli.language import say
from cli.options import Home, IndexUrl, Json
from cli.output import complain, out, print_json
from cli.stores import open_the_index
from config.settings import Settings
from operations.alerts import Watch
from operations.courier import deliver_all
from operations.deliver import Delivery, Drained, deliver
from operations.retry import put_back
from operations.reviews import deliver_reviews
from operations.stumbling import Stumble, stumbling
from search.fault import IndexFault, WrongAccess
from search.index import Index
from search.patience import Patience

FOLLOW_SECONDS = 2.0
LONGEST_SECONDS = 15.0
# A server that starts again may not know for a while whom it has let in before; a key that it never took
# is given up at once.
BORNE = 10


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("deliver")(deliver_outboxes)


def deliver_outboxes(
    follow: Annotated[bool, typer.Option("--follow", help="Go on until interrupted.")] = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Drain the outboxes into the index."""
    settings = in_case_room(home, index)
    watch = Watch(settings.index_dictionary)
    if follow:
        go_on(settings, watch, json)
    done = deliver_once(settings, watch, json)
    raise typer.Exit(1 if done.dead else 0)


def deliver_once(settings: Settings, watch: Watch, json: bool) -> Delivery:
    """One round, and what it came to."""
    with stumbling():
        done, reviews = deliver_all(settings.home, lambda: open_the_index(settings), watch)
    show(done, reviews, json)
    return done


def go_on(settings: Settings, watch: Watch, json: bool) -> None:
    """Deliver until interrupted. An index that is away, or blocked, and a house that is locked or has no room
    are waited for, and that is said once.

    Raises:
        WrongAccess: the index lets us in no more, or never did.
        Stumble: what does not pass by itself.
    """
    patience, said, drained = Patience(sys.maxsize, FOLLOW_SECONDS, LONGEST_SECONDS), "", Drained()
    borne = 0
    while True:
        try:
            with closing(open_the_index(settings)) as engine:
                while True:
                    deliver_round(settings, engine, watch, drained, json)
                    said, borne = "", BORNE
                    patience.relax()
                    time.sleep(FOLLOW_SECONDS)
        except (IndexFault, Stumble) as error:
            borne -= isinstance(error, WrongAccess)
            if borne < 0 or (isinstance(error, Stumble) and not error.passes):
                raise
            if str(error) != said:
                complain(say("{error}; trying again", error=error))
            said = str(error)
            patience.wait()


def deliver_round(settings: Settings, engine: Index, watch: Watch, drained: Drained, json: bool) -> None:
    """Deliver what waits, and tell of it if anything did."""
    with stumbling():
        alert = watch.over(engine)
        done = deliver(settings.home, engine, alert, drained)
        reviews = deliver_reviews(settings.home, engine, alert)
    if reviews or done != Delivery():
        show(done, reviews, json)


def show(done: Delivery, reviews: int, json: bool) -> None:
    """What a round came to."""
    if json:
        print_json({"delivered": done.delivered, "dead": done.dead, "reviews": reviews})
        return
    out.print(
        say(
            "{delivered} delivered, {dead} given up as dead letters, {reviews} reviews",
            delivered=done.delivered,
            dead=done.dead,
            reviews=reviews,
        )
    )


def retry_letters(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Listings; all that have a dead letter.")
    ] = None,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Put dead letters back into their outboxes, and deliver."""
    settings = in_case_room(home, index)
    put_back(settings.home, ids or ())
    done = deliver_once(settings, Watch(settings.index_dictionary), json)
    raise typer.Exit(1 if done.dead else 0)
