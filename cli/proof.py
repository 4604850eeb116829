"""``hawkwatch bundle``, ``verify`` and ``keys``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from casework.accounts import find_account
from casework.cases import find_case, listings_of
from casework.open import has_casework, open_casework
from casework.rights import demand
from casework.saved_searches import searches_by_older_keys
from cli.case_room import in_case_room
from cli.language import say
from cli.options import As, Home, Json, settings_for
from cli.output import complain, out, print_json
from cli.stores import keys_folder
from evidence.keys import export_public, init_keys
from evidence.match_keys import rotate_match_key
from evidence.verifier import verify
from operations.exports import export

keys_app = typer.Typer(help="The house's keys.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("bundle")(bundle)
    app.command("verify")(verify_bundle)
    app.add_typer(keys_app, name="keys")


def bundle(
    to: Annotated[Path, typer.Option("--out", metavar="PATH", help="The bag; its seal goes to PATH.seal.")],
    listing: Annotated[list[str] | None, typer.Option(metavar="ID", help="May be repeated.")] = None,
    case: Annotated[int | None, typer.Option(metavar="N", help="Every listing of a case.")] = None,
    profile: Annotated[str, typer.Option(help="evidence, lead or briefing.")] = "evidence",
    account: As = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Export listings as an evidence bundle."""
    settings = in_case_room(home)
    actor = find_account(account) if account else None
    if actor:
        demand(actor, "export")
    if bool(listing) == (case is not None):
        raise typer.BadParameter("name listings or a case, one of the two", param_hint="--listing, --case")
    ids = listing or listings_of(find_case(case or 0))
    made = export(
        ids, to, settings, actor.name if actor else "operator", str(case) if case else None, profile
    )
    if json:
        print_json(
            {
                "path": str(to),
                "seal": str(made.seal),
                "listings": made.listings,
                "verdict": made.verdict.state,
            }
        )
    else:
        out.print(
            say(
                "{listings} listings in {path}, seal in {seal}: {verdict}",
                listings=made.listings,
                path=to,
                seal=made.seal,
                verdict=say(made.verdict.state),
            ),
            markup=False,
        )


def verify_bundle(
    path: Annotated[Path, typer.Argument(help="The bag.")],
    seal: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The seal, where it is not PATH.seal.")
    ] = None,
    trust: Annotated[Path | None, typer.Option(metavar="DIR", help="Public keys got from elsewhere.")] = None,
    json: Json = False,
) -> None:
    """Check a bundle: 0 valid, 1 damaged, 3 not sealed, 4 signer not checked, 5 not checkable here."""
    if not path.is_dir():
        raise typer.BadParameter(f"{path}: there is no bundle folder", param_hint="PATH")
    verdict = verify(path, seal, trust)
    if json:
        print_json({"state": verdict.state, "problems": list(verdict.problems)})
    else:
        out.print(say(verdict.state))
    for problem in verdict.problems:
        complain(problem)
    raise typer.Exit(verdict.code)


@keys_app.command("init")
def init(home: Home = None, json: Json = False) -> None:
    """Make the signing key; an existing one is never overwritten."""
    key = init_keys(keys_folder(settings_for(home)))
    if json:
        print_json({"key": key.id})
    else:
        out.print(f"key {key.id}")


@keys_app.command("rotate")
def rotate(home: Home = None, json: Json = False) -> None:
    """Make a new key of match tokens; what was kept before gets its tokens by `hawkwatch replay`."""
    settings = settings_for(home)
    key = rotate_match_key(keys_folder(settings))
    outdated = _searches_before(key.version, settings.home)
    if json:
        print_json({"match_key": key.version, "outdated_searches": list(outdated)})
    else:
        out.print(f"match key {key.version}")
    for number, name in outdated.items():
        complain(
            say(
                "saved search {number} ({name}) asks for a number by an older key and misses what comes now: "
                "type it again (`hawkwatch saved-searches change {number} --query …`)",
                number=number,
                name=name,
            )
        )


def _searches_before(version: int, home: Path) -> dict[int, str]:
    """The names, by number, of the saved searches that ask for numbers by an older key."""
    if not has_casework(home):
        return {}
    open_casework(home)
    return {row.pk: row.name for row in searches_by_older_keys(version)}


@keys_app.command("export")
def export_key(home: Home = None) -> None:
    """Print the public key (PEM): give it to receivers by another way than the bundle."""
    sys.stdout.write(export_public(keys_folder(settings_for(home))).decode())
