"""``hawkwatch replay``."""

from collections.abc import Sequence
from functools import partial

import typer

from casework.involved import involved_listings
from cli.case_room import in_case_room
from cli.index_anew import make_index_anew
from cli.language import say
from cli.options import Home, IndexUrl, Json
from cli.output import complain, out, print_json
from cli.stores import keys_folder, open_the_vault
from evidence.match_keys import match_keys
from operations.declared import declared_sources
from operations.rebuild import replay
from pipelines.judging import judge_visits
from pipelines.masked_listings import masked_listings
from pipelines.pictures import read_pictures
from records.match_key import MatchKey
from records.visit import Listing, Visit


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("replay")(replay_vault)


def replay_vault(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """Read and judge every capture again, then make the index anew."""
    settings = in_case_room(home, index)
    done = replay(
        settings.home,
        open_the_vault(settings),
        {source.name: source for source in declared_sources(settings)},
        partial(judge_again, match_keys(keys_folder(settings))[0], pictures=settings.read_pictures),
        involved_listings,
    )
    made = make_index_anew(settings)
    number = made.documents
    for fault in done.faults:
        complain(fault)
    if json:
        print_json(
            {
                "captures": done.captures,
                "listings": done.listings,
                "documents": number,
                "faults": done.faults,
            }
        )
    else:
        out.print(
            say("{captures} captures read, {number} documents", captures=done.captures, number=made.documents)
        )
    raise typer.Exit(1 if done.faults or made.refused else 0)


def judge_again(
    key: MatchKey, visits: Sequence[tuple[Visit, str]], pictures: bool = False
) -> list[list[Listing]]:
    """What captures (each a visit with its digest) say today, in their ``pictures`` too where that is wished;
    masked.
    """
    seen = [read_pictures(visit) if pictures else {} for visit, _ in visits]
    judged = judge_visits([visit for visit, _ in visits], seen)
    return [masked_listings(one, key, digest) for one, (_, digest) in zip(judged, visits, strict=True)]
