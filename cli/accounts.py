"""``hawkwatch users``."""

import sys
from typing import Annotated

import typer

from casework.accounts import add_account
from cli.case_room import in_case_room
from cli.options import Home
from cli.output import out

users_app = typer.Typer(help="Accounts of the case room.", no_args_is_help=True)


@users_app.callback()
def users() -> None:
    """Accounts of the case room."""


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(users_app, name="users")


@users_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name to sign in with.")],
    role: Annotated[str, typer.Option(help="investigator, operator, analyst, officer or admin.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from stdin.")
    ] = False,
    home: Home = None,
) -> None:
    """Make an account."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    in_case_room(home)
    add_account(name, role, password)
    out.print(f"{name} ({role})", markup=False)
