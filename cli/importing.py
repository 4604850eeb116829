"""``hawkwatch import``: posts that do not come from a crawl."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from casework.open import open_casework
from cli.crawling import hand_over
from cli.options import Home, IndexUrl, Json, settings_for
from cli.output import complain, err, out, print_json
from crawlers.declared.source_file import NAME
from crawlers.exports.columns import FIELDS
from crawlers.readers import FAMILIES
from operations.importing.examined import Wanted
from operations.importing.folders import files_of
from operations.importing.hints import Hints
from operations.importing.report import FileReport, ImportReport
from operations.importing.run import Import, import_files
from pipelines.chain import open_chain
from records.handover import Handover
from records.wire import builtins

MOST_PASTED = 32 * 2**20


class Format(StrEnum):
    """What a file may be."""

    WARC = "warc"
    TELEGRAM = "telegram"
    CSV = "csv"
    JSONL = "jsonl"
    QQ = "qq"
    TEXT = "text"
    SCREENSHOTS = "screenshots"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_paths)


def import_paths(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files or folders; - for text on standard input.")
    ],
    by: Annotated[
        str, typer.Option("--from", metavar="WHO", help="Who handed it in; goes into the evidence.")
    ],
    how: Annotated[
        str, typer.Option(metavar="TEXT", help="How it came to them and to us; goes into the evidence.")
    ],
    purpose: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it is taken in for; goes into the evidence.")
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help="What the files are; default: what they look like.")
    ] = None,
    family: Annotated[
        str | None,
        typer.Option(metavar="F", help="Family of archived pages; default: recognised page by page."),
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(metavar="P", help="Where the posts of a table or a text were made: qq, wechat, …"),
    ] = None,
    zone: Annotated[
        str, typer.Option(metavar="Z", help="IANA zone of times without an offset.")
    ] = "Asia/Shanghai",
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Which column (or its number) is which field of a post."),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Take a text as one post, not one per paragraph.")
    ] = False,
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Name under which it is found: import:NAME.")
    ] = "handed-in",
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Take in posts that somebody handed over: archives, exports of chats, tables, text, pictures."""
    settings = settings_for(home, index)
    asked = Import(
        handover=Handover(
            by=_said(by, "--from"), how=_said(how, "--how"), purpose=purpose, at=datetime.now(UTC)
        ),
        hints=Hints(
            zone=_zone(zone),
            family=_family(family),
            platform=platform,
            columns=_columns(map or []),
            whole=whole,
        ),
        wanted=format.value if format else None,
        name=_name(source),
    )
    open_casework(settings.home)
    report = import_files(_files(paths), asked, settings, open_chain, Watching())
    undelivered = hand_over(settings)
    if json:
        print_json(as_json(report))
    else:
        show(report)
    raise typer.Exit(report.exit_code or undelivered)


class Watching:
    """Says on stderr, now and then, how far a file is."""

    def __init__(self) -> None:
        self.said = ("", 0)

    def __call__(self, report: FileReport) -> None:
        """Hear of a file's report as it grows."""
        reached = (report.file, report.posts // 5_000)
        if reached[1] and reached != self.said:
            err.print(f"{report.file}: {report.posts} posts, {report.listings} listings", markup=False)
        self.said = reached


def _files(paths: list[str]) -> Iterator[Wanted]:
    for path in paths:
        if path == "-":
            content = sys.stdin.buffer.read(MOST_PASTED + 1)
            if len(content) > MOST_PASTED:
                raise typer.BadParameter("more than 32 MiB: hand it in as a file", param_hint="-")
            yield Wanted(name="standard input", content=content)
        else:
            yield from files_of(Path(path))


def _said(text: str, option: str) -> str:
    if not text.strip():
        raise typer.BadParameter("say it in words: it goes into the evidence", param_hint=option)
    return text.strip()


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise typer.BadParameter(
            f"{name!r} is no time zone (write one like Asia/Shanghai)", param_hint="--zone"
        ) from error


def _family(name: str | None) -> str | None:
    if name is not None and name not in FAMILIES:
        raise typer.BadParameter(
            f"{name!r} is no family: {', '.join(sorted(FAMILIES))}", param_hint="--family"
        )
    return name


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise typer.BadParameter(f"{name!r}: write a-z, 0-9, _ and -, a letter first", param_hint="--source")
    return name


def _columns(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or field not in FIELDS or not column.strip():
            raise typer.BadParameter(
                f"{pair!r}: write FIELD=COLUMN, FIELD one of {' '.join(FIELDS)}", param_hint="--map"
            )
        columns[field] = column.strip()
    return columns


def as_json(report: ImportReport) -> dict[str, Any]:
    """The report as machines get it: the run's own, or its fields without a run, and the files."""
    return {
        "run": builtins(report.run) if report.run else None,
        "exit_code": int(report.exit_code),
        "files": [asdict(one) for one in report.files],
    }


def show(report: ImportReport) -> None:
    """The report for people: a line per file, complaints on stderr."""
    for want in sorted({one.refused or "" for one in report.files if one.unequipped}):
        complain(want)
    for one in report.files:
        if one.refused:
            complain(f"{one.file} {'was not read' if one.unequipped else one.refused}")
            continue
        left_out = "".join(f", {number} × {what} left out" for what, number in one.skipped.items())
        seen = f", {one.sightings} known already" if one.sightings else ""
        out.print(
            f"{one.file} ({one.form}): {one.posts} posts, {one.listings} new listings{seen}{left_out}",
            markup=False,
        )
        if one.before:
            out.print(f"{one.file} was taken in before, by run {one.before}", markup=False)
        for fault in one.faults:
            complain(f"{one.file}: {fault}")
    if report.run:
        out.print(f"run {report.run.run}: {report.run.captures} captures kept", markup=False)
