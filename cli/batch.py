"""``hawkwatch batch``: many terms asked at once, for a case and a purpose."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casework import tables
from casework.accounts import find_account
from casework.spreadsheet import csv_of, xlsx_of
from casework.term_answers import cancel_list
from casework.term_expiry import remove_list
from casework.term_lists import Draft, add_list, all_lists, find_list, reopen_list
from casework.term_table import coverage_sentences, read_table, sheets_of
from cli.case_room import Acting, in_case_room
from cli.language import say
from cli.options import As, Home, IndexUrl, Json
from cli.output import err, out, print_json, table
from cli.stores import open_the_index
from cli.term_lists import as_json, complain_of, facts, left_out, spoken
from config.settings import Settings
from evidence.list_keys import list_keys
from operations.batch.desk import terms_of, work_on
from operations.batch.reading import keep_listed, read_terms
from operations.expiry import expire_term_lists
from records.order import Exit
from records.term_list import MOST_BYTES, Upload
from records.wire import encode

batch_app = typer.Typer(
    help="Ask for up to 10,000 terms at once: accounts, numbers, names.", no_args_is_help=True
)
Number = Annotated[int, typer.Argument(metavar="N", help="Number of the list.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(batch_app, name="batch")


@batch_app.command("add")
def add(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text, CSV or XLSX; - for text on standard input.")
    ],
    case: Annotated[int, typer.Option(metavar="N", help="The case it belongs to.")],
    purpose: Annotated[str, typer.Option(metavar="TEXT", help="What it is asked for; kept with it.")],
    account: Acting,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="What to call it.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Keep a list of terms, encrypted, for thirty days; exit code 1 where a term was refused."""
    settings, by = _enter(home, account)
    upload = _upload(file)
    listed = read_terms(upload, terms_of(settings))
    keys = list_keys(settings.home.resolve())
    title = name or upload.name or say("pasted list")
    draft = Draft(name=title, case=case, purpose=purpose, plain=encode(upload))
    row = add_list(draft, by, keys)
    keep_listed(row, listed, keys)
    if json:
        print_json(facts(row) | left_out(listed))
    else:
        said = say(
            "list {number}: {terms} terms, {refused} refused",
            number=row.pk,
            terms=row.terms,
            refused=row.refused,
        )
        out.print(said, markup=False)
        complain_of(listed)
    raise typer.Exit(Exit.NEGATIVE if listed.refused else Exit.OK)


@batch_app.command("run")
def run(
    number: Number, account: Acting, home: Home = None, index: IndexUrl = None, json: Json = False
) -> None:
    """Ask what is not answered yet; cut off at any time, it goes on where it was."""
    settings, by = _enter(home, account, index)
    row = reopen_list(number, by)
    engine = open_the_index(settings)
    try:
        with _bar() as bar:
            task = bar.add_task(row.name, total=row.terms or None, found=0)
            done = work_on(
                row,
                by,
                settings,
                engine,
                lambda reached: bar.update(
                    task, completed=reached.asked, total=row.terms, found=reached.found
                ),
            )
    finally:
        engine.close()
    if json:
        print_json(facts(find_list(number)))
    else:
        out.print(say("{asked} terms asked, {found} found", asked=done.asked, found=done.found))


@batch_app.command("list")
def list_lists(home: Home = None, json: Json = False) -> None:
    """The lists that are kept; nothing of their terms."""
    settings = in_case_room(home)
    expire_term_lists(settings.home)
    known = [facts(row) for row in all_lists()]
    if json:
        print_json(known)
        return
    voice = spoken()
    columns = ("number", "title", "case", "owner", "where it stands", "asked", "found", "refused", "made")
    rows: list[tuple[object, ...]] = [
        (
            one["number"],
            one["name"],
            one["case"],
            one["owner"],
            voice(one["state"]),
            f"{one['asked']} / {one['terms']}",
            one["found"],
            one["refused"],
            one["created_at"][:10],
        )
        for one in known
    ]
    table(say("Term lists"), voice.all(columns), rows)


@batch_app.command("show")
def show(number: Number, account: Acting, home: Home = None, json: Json = False) -> None:
    """What a list asked and what came of it."""
    settings, by = _enter(home, account)
    row = find_list(number)
    answered = read_table(row, by, list_keys(settings.home.resolve()), "shown")
    if json:
        print_json(as_json(row, answered))
        return
    voice = spoken()
    hits = sheets_of(row, answered, voice)[0]
    columns = tuple(map(str, brief(hits.header)))
    table(row.name, columns, [brief(cells) for cells in hits.rows])
    for sentence in coverage_sentences(answered, voice):
        out.print(sentence, markup=False)
    complain_of(answered.listed)


@batch_app.command("export")
def export(
    number: Number,
    account: Acting,
    to: Annotated[
        str, typer.Option("--out", metavar="PATH", help="PATH.csv or PATH.xlsx; - for CSV on stdout.")
    ] = "-",
    home: Home = None,
) -> None:
    """Write the table of a list, its refused terms and its coverage, for who may read it."""
    settings, by = _enter(home, account)
    path = Path(to)
    if to != "-" and path.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter(f"{to}: write a name that ends in .csv or .xlsx", param_hint="--out")
    row = find_list(number)
    sheets = sheets_of(row, read_table(row, by, list_keys(settings.home.resolve()), "exported"), spoken())
    if path.suffix.lower() == ".xlsx":
        _write(path, xlsx_of(sheets))
        return
    content = "".join(csv_of(sheets)).encode()
    if to == "-":
        sys.stdout.buffer.write(content)
    else:
        _write(path, content)


@batch_app.command("cancel")
def cancel(number: Number, account: Acting, home: Home = None) -> None:
    """Stop asking a list, wherever it is being asked; `batch run` goes on with it."""
    _, by = _enter(home, account)
    cancel_list(number, by)
    out.print(say("list {number} is cancelled", number=number))


@batch_app.command("remove")
def remove(
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Number of the list.")] = None,
    account: As = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="Those whose thirty days are over; needs no account.")
    ] = False,
    home: Home = None,
) -> None:
    """Destroy a list with its answers and its key, or those that have expired."""
    settings = in_case_room(home)
    gone = expire_term_lists(settings.home)
    if expired == (number is not None) or (number is not None and account is None):
        raise typer.BadParameter("name a list and who acts (--as), or --expired", param_hint="N")
    if number is None:
        out.print(say("{number} lists destroyed", number=gone))
        return
    remove_list(number, find_account(account or ""), list_keys(settings.home.resolve()))
    out.print(say("list {number} is destroyed", number=number))


def brief(cells: tuple[object, ...]) -> tuple[object, ...]:
    """Of a row of the table what a terminal has room for: all but the oldest, sellers, ids and addresses."""
    return (*cells[:5], cells[6])


def _enter(home: Path | None, account: str, index: str | None = None) -> "tuple[Settings, tables.Account]":
    """Open the case room for an account; what has expired is destroyed before anything is read."""
    settings = in_case_room(home, index)
    expire_term_lists(settings.home)
    return settings, find_account(account)


def _upload(file: str) -> Upload:
    if file == "-":
        return Upload("", sys.stdin.buffer.read(MOST_BYTES + 1))
    path = Path(file)
    try:
        with path.open("rb") as stream:
            return Upload(path.name, stream.read(MOST_BYTES + 1))
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from error


def _write(path: Path, content: bytes) -> None:
    """A new file that only its owner reads."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}", param_hint="--out") from error


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("terms · {task.fields[found]} found"),
        TimeElapsedColumn(),
        console=err,
    )
