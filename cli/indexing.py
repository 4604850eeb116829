"""``hawkwatch index``."""

from typing import Annotated, Any

import typer

from cli.case_room import in_case_room
from cli.delivering import retry_letters
from cli.index_anew import make_index_anew
from cli.language import say
from cli.options import DryRun, Home, IndexUrl, Json, settings_for
from cli.output import complain, out, print_json
from cli.stores import reach_the_index
from operations.dead_letters import dead_letters
from operations.deliver import pending
from operations.lexicon.dictionary import adopt_dictionary, keep_dictionary, version_of, waiting_words
from operations.rebuild import documents
from search.access import without_password

index_app = typer.Typer(help="The index: it can be thrown away and made again.", no_args_is_help=True)
index_app.command("retry")(retry_letters)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(index_app, name="index")


@index_app.command("init")
def init(dry_run: DryRun = False, home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """Make templates, index and aliases where they are not there yet."""
    settings = settings_for(home, index)
    if not dry_run:
        keep_dictionary(settings.index_dictionary)
    engine = reach_the_index(settings)
    steps = engine.init(dry_run)
    engine.close()
    tell_steps(steps, dry_run, json)
    if not json and not dry_run:
        out.print(f"ready: {without_password(settings.index_url)}", markup=False)


def tell_steps(steps: list[str], dry_run: bool, json: bool) -> None:
    """What was done to the index, or would be."""
    if json:
        print_json({"steps": steps, "dry_run": dry_run})
        return
    for step in steps:
        out.print(say("would {step}", step=step) if dry_run else step, markup=False)
    if not steps:
        out.print(say("nothing to do"))


@index_app.command("status")
def status(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """What the index holds, by what it was made, and what waits for it."""
    settings = settings_for(home, index)
    engine = reach_the_index(settings)
    facts = engine.status() | {
        "pending": pending(settings.home),
        "dead_letters": len(dead_letters(settings.home)),
        "dictionary": version_of(settings.index_dictionary),
        "words_waiting": len(waiting_words(settings.index_dictionary)),
    }
    engine.close()
    if json:
        print_json(facts)
        return
    for name, value in facts.items():
        out.print(f"{name}: {_plain(value)}", markup=False)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} → {one}" for name, one in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)


@index_app.command("rebuild")
def rebuild_index(
    no_switch: Annotated[
        bool, typer.Option("--no-switch", help="Leave the new index for `hawkwatch index switch`.")
    ] = False,
    dry_run: DryRun = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Make the index anew from kept listings and decisions, then switch to it."""
    settings = in_case_room(home, index)
    if dry_run:
        number = sum(1 for _ in documents(settings.home))
        steps = [f"make a new index and put {number} documents into it"]
        tell_steps([*steps, *([] if no_switch else ["turn to it"])], dry_run, json)
        return
    made = make_index_anew(settings, switch=not no_switch)
    if json:
        print_json(made)
    else:
        out.print(say("{number} documents", number=made.documents))
    raise typer.Exit(1 if made.refused else 0)


@index_app.command("switch")
def switch(
    back: Annotated[bool, typer.Option("--back", help="Go back to the index in use before.")] = False,
    dry_run: DryRun = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Turn readers and writers to the next index in one step, or back to the former one."""
    settings = settings_for(home, index)
    engine = reach_the_index(settings)
    steps = engine.switch(dry_run, back=back)
    made_by = engine.status().get("dictionary_of_index") or ""
    engine.close()
    if steps and not dry_run and not adopt_dictionary(settings.index_dictionary, made_by):
        complain(f"the dictionary {made_by} of this index is not kept here; queries are cut by another one")
    tell_steps(steps, dry_run, json)


@index_app.command("prune")
def prune(
    keep: Annotated[int, typer.Option(min=0, help="So many of the former indices stay.")] = 1,
    dry_run: DryRun = False,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Remove indices that are neither in use nor next."""
    engine = reach_the_index(settings_for(home, index))
    steps = engine.prune(dry_run, keep=keep)
    engine.close()
    tell_steps(steps, dry_run, json)


@index_app.command("optimize")
def optimize(home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """Make searching quicker and the index smaller; it takes a while."""
    engine = reach_the_index(settings_for(home, index))
    steps = engine.optimize()
    engine.close()
    tell_steps(steps, False, json)
