"""``hawkwatch crawl``: supervised runs with their reports."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casework.open import open_casework
from cli.language import say
from cli.ledgers import show_ledger
from cli.options import Home, IndexUrl, Json, Tags, settings_for
from cli.output import complain, err, print_json, table
from cli.stores import open_the_index
from config.settings import Settings
from operations.alerts import Watch
from operations.courier import Courier, deliver_all
from operations.crawl import Progress as Reached
from operations.crawl import crawl
from operations.declared import declared_sources
from operations.readiness import RunRefused
from records.order import Exit, RunReport
from records.source import Mode, Source
from search.fault import IndexFault


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("crawl")(crawl_sources)


def crawl_sources(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Names of sources to read.")
    ] = None,
    tag: Tags = None,
    mode: Annotated[
        Mode | None, typer.Option(help="For this once, in the place of the source's own mode.")
    ] = None,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Read sources, keep their listings, deliver them to the index and report."""
    settings = settings_for(home, index)
    sources = chosen(settings, names, tag)
    open_casework(settings.home)
    courier = Courier(settings, lambda: open_the_index(settings))
    courier.start()
    try:
        reports, code = run_all(sources, settings, mode)
    finally:
        courier.stop()
    undelivered = hand_over(settings)
    code = code or undelivered
    if json:
        print_json(reports)
    else:
        show(reports, settings.home)
    raise typer.Exit(code)


def chosen(settings: Settings, names: list[str] | None, tags: list[str] | None) -> list[Source]:
    """The sources called ``names`` or with one of ``tags``; at least one must be asked for."""
    if not names and not tags:
        raise typer.BadParameter("name a source, or choose by --tag", param_hint="SOURCE")
    return declared_sources(settings).choose(names or (), tags or ())


def run_all(
    sources: list[Source], settings: Settings, mode: Mode | None = None
) -> tuple[list[RunReport], int]:
    """Run one source after the other; one that is refused does not stop the rest. The first bad code
    counts.
    """
    reports: list[RunReport] = []
    code = 0
    with bars() as progress:
        for source in sources:
            try:
                reports.append(run_one(source, settings, progress, mode))
                code = code or reports[-1].exit_code
            except RunRefused as error:
                complain(str(error))
                code = code or error.code
            if reports and reports[-1].exit_code == Exit.INTERRUPTED:
                break
    return reports, code


def bars() -> Progress:
    """Progress bars on stderr: addresses done of those known so far."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages · {task.fields[posts]} posts · {task.fields[listings]} listings"),
        TimeElapsedColumn(),
        console=err,
    )


def run_one(source: Source, settings: Settings, progress: Progress, mode: Mode | None = None) -> RunReport:
    """One supervised run with its bar."""
    bar = progress.add_task(source.name, total=None, posts=0, listings=0)

    def watch(reached: Reached) -> None:
        progress.update(
            bar,
            completed=reached.done,
            total=min(reached.known, source.pace.pages),
            posts=reached.posts,
            listings=reached.listings,
        )

    return crawl(source, settings, watch, mode=mode)


def hand_over(settings: Settings) -> int:
    """Deliver what is in the outboxes; an index that cannot be reached gets it later."""
    try:
        deliver_all(settings.home, lambda: open_the_index(settings), Watch(settings.index_dictionary))
    except IndexFault as error:
        complain(say("kept, but not delivered yet ({error}); `hawkwatch deliver` will do it", error=error))
        return Exit.STORE
    return 0


def _posts(report: RunReport) -> str:
    """Posts read, those known to stand as they did, and the least of a healthy run."""
    known = f" + {report.remembered}" if report.remembered else ""
    return f"{report.posts}{known} (≥ {report.expected_posts})"


def show(reports: list[RunReport], home: Path) -> None:
    """The reports as a table, with every gap and fault below."""
    columns = (
        say("source"),
        say("outcome"),
        say("pages"),
        say("posts"),
        say("listings"),
        say("captures"),
        say("gaps"),
    )
    table(
        say("Runs"),
        columns,
        [
            (
                report.source,
                say(report.outcome),
                sum(report.pages.values()),
                _posts(report),
                say("{new} new, {seen} seen before", new=report.listings, seen=report.sightings)
                if report.sightings
                else report.listings,
                report.captures,
                len(report.gaps),
            )
            for report in reports
        ],
    )
    for report in reports:
        if changed := [f"{say(what)} {number}" for what, number in report.changes.items() if what != "same"]:
            err.print(f"{report.source}: {say('changed')}: {', '.join(changed)}", markup=False)
        if report.backfill:
            complete = report.backfill == "complete"
            words = say("the back-fill is complete") if complete else say("the back-fill goes on")
            err.print(f"{report.source}: {words}", markup=False)
        if report.robots:
            err.print(f"{report.source}: {report.robots}", markup=False)
        show_ledger(report)
        for gap in report.gaps[:10]:
            err.print(f"{report.source}: {gap.state}: {gap.url}: {gap.why}", markup=False)
        for fault in report.faults[:10]:
            err.print(f"{report.source}: fault: {fault}", markup=False)
        if report.exit_code:
            err.print(f"{report.source}: log in {home / 'runs' / report.run / 'log.txt'}", markup=False)
