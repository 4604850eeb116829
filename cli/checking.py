"""``hawkwatch sources check``: what is declared, what a run would do, and whether the places answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from casework.open import open_casework
from cli.contributing import tell_lacks
from cli.declared import read_all
from cli.options import Home, Json, Tags, settings_for
from cli.output import complain, out, print_json
from config.settings import Settings
from crawlers.egress.profile import ExitDown, ProfileError
from crawlers.expected import complaints
from crawlers.recorded import find_cases
from crawlers.session.saved import Standing
from operations.exits import look_through
from operations.plan import Plan, plan_of, refusal, with_papers
from operations.probe import Probe, probe
from records.order import Exit
from records.source import Source
from records.wire import builtins


def add_to(sources: typer.Typer) -> None:
    """Add the command to those of ``hawkwatch sources``."""
    sources.command("check")(check_sources)


def check_sources(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…")] = None,
    tag: Tags = None,
    live: Annotated[bool, typer.Option("--live", help="Ask each start address once.")] = False,
    contribution: Annotated[bool, typer.Option("--pr", help="What a contribution still lacks.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Read declarations strictly, tell what a run would do and what keeps it from running."""
    settings = settings_for(home)
    if contribution:
        raise typer.Exit(tell_lacks(settings, names or [], tag or [], json))
    sources, broken = read_all(settings, names or [], tag or [])
    open_casework(settings.home)
    plans = {source.name: plan_of(source, settings) for source in sources}
    probes = look(sources, plans, bool(names), settings) if live else {}
    exits = {source.name: try_exit(source, settings) for source in sources} if names else {}
    pages = {source.name: list(complaints(source)) for source in sources} if names or tag else {}
    if json:
        print_json([facts(plan, probes.get(plan.source), pages, exits) for plan in plans.values()] + broken)
    else:
        for plan in plans.values():
            show(plan, probes.get(plan.source), whole=bool(names) or live)
            if plan.source in exits:
                out.print(f"  {'exit':<9} {exits[plan.source].said}", markup=False)
            if plan.source in pages:
                show_pages(len(find_cases(Path(plan.folder) / "pages")), pages[plan.source])
    for one in broken:
        complain(str(one["why"]))
    misread = any(pages.values()) or not all(exit_taken.ok for exit_taken in exits.values())
    raise typer.Exit(
        code(plans.values(), probes, bool(broken), bool(names)) or (Exit.NEGATIVE if misread else 0)
    )


def look(
    sources: list[Source], plans: dict[str, Plan], named: bool, settings: Settings
) -> dict[str, list[Probe]]:
    """Ask those that may run and, of those named, also what only lacks its papers."""
    asked = [
        source
        for source in sources
        if plans[source.name].ok or (named and refusal(with_papers(source), settings) is None)
    ]
    found: defaultdict[str, list[Probe]] = defaultdict(list)
    for one in probe(asked, settings):
        found[one.source].append(one)
    return found


@dataclass(frozen=True, slots=True)
class ExitTried:
    """Whether an exit works, and what is to be ``said`` of it."""

    ok: bool
    said: str


def try_exit(source: Source, settings: Settings) -> ExitTried:
    """The source's exit, tried: how others see us through it, or why it does not work."""
    try:
        return ExitTried(True, str(look_through(source, settings)))
    except (ExitDown, ProfileError) as error:
        return ExitTried(False, str(error))


def facts(
    plan: Plan, probes: list[Probe] | None, pages: dict[str, list[str]], exits: dict[str, ExitTried]
) -> dict[str, Any]:
    """A plan as JSON values, with what was seen live, what its recorded pages are complained about and what
    its exit does.
    """
    plain: dict[str, Any] = builtins(plan)
    live = {"live": probes} if probes is not None else {}
    through = {"exit": exits[plan.source]} if plan.source in exits else {}
    return plain | live | through | ({"pages": pages[plan.source]} if plan.source in pages else {})


def code(plans: Iterable[Plan], probes: dict[str, list[Probe]], broken: bool, named: bool) -> int:
    """2 where a declaration is wrong, 1 where a source cannot run or does not answer as it should.

    A source that was disabled by its owner counts only when it was asked for.
    """
    if broken:
        return Exit.USAGE
    missed = any(not one.ok for found in probes.values() for one in found)
    refused = any(not plan.ok for plan in plans if named or plan.enabled)
    return Exit.NEGATIVE if missed or refused else Exit.OK


def show(plan: Plan, probes: list[Probe] | None, whole: bool) -> None:
    """A line for a source or, ``whole``, everything a run would do."""
    scripts = f" (carries code: {', '.join(plan.scripts)})" if plan.scripts else ""
    out.print(f"{plan.source}: {reason(plan)}{scripts}", markup=False)
    if not whole:
        return
    for key, value in lines(plan):
        out.print(f"  {key:<9} {value}", markup=False)
    for one in probes or ():
        out.print(f"  {'live':<9} {one.url}\n  {'':<9} {told(one)}", markup=False)


def show_pages(count: int, complained: list[str]) -> None:
    """How many recorded pages there are, and which do not read as expected."""
    out.print(f"  {'pages':<9} {count} recorded, {len(complained)} to look at", markup=False)
    for complaint in complained:
        out.print(f"  {'page':<9} {complaint}", markup=False)


def reason(plan: Plan) -> str:
    """Why the source may not run now, without its name; ``ok`` where it may."""
    why = plan.why.removeprefix(f"{plan.source}: ").removeprefix("source ").removeprefix(f"{plan.source} ")
    return why or "ok"


def lines(plan: Plan) -> list[tuple[str, str]]:
    """What a run would do, in words."""
    more = f" and {len(plan.start) - 3} more" if len(plan.start) > 3 else ""
    browser = "" if plan.render == "never" else f", in a browser {plan.render}"
    session = f", with the session {plan.session}" if plan.session else ""
    approved = f", allowed by {plan.approver}" if plan.approver else ""
    review = f", to be looked at again on {plan.review}" if plan.review else ""
    return [
        ("starts", ", ".join(plan.start[:3]) + more),
        ("follows", f"{' '.join(plan.follow) or 'nothing'}, inside {', '.join(plan.hosts)}"),
        ("way", f"as {plan.family}{browser}, by the exit {plan.egress}{session}; evidence: {plan.evidence}"),
        *([("session", stood(plan.session_standing))] if plan.session_standing else []),
        ("pace", paced(plan)),
        ("due", ", ".join(plan.due) or "no schedule; `hawkwatch schedule add` makes one"),
        ("purpose", (plan.purpose or "none stated") + approved + review),
    ]


def stood(held: Standing) -> str:
    """Since when there is a session, from whom, whether it was seen alive, and how long it may live."""
    checked = f"alive at {held.checked_at:%F %H:%M} UTC" if held.checked_at else "not looked at since"
    if held.ended:
        checked = "ended"
    until = f"expires {held.expires:%F %H:%M} UTC" if held.expires else "names no day on which it ends"
    told = f"{held.check} tells" if held.check else "no address is known that tells whether it lives"
    return f"given {held.saved_at:%F %H:%M} UTC by {held.saved_by} ({held.way}), {checked}, {until}; {told}"


def paced(plan: Plan) -> str:
    """How gently, how often and when."""
    pace = plan.pace
    jitter = " (half to one and a half of it)" if pace.jitter and pace.delay else ""
    minutes = pace.pages * pace.delay / 60
    longest = f" (about {minutes:.0f} min)" if minutes >= 1 else ""
    budget = f", {pace.budget} a day ({plan.used_today} used today)" if pace.budget else ""
    hours = f", only {pace.hours} {plan.zone}" if pace.hours else ""
    return (
        f"a request every {pace.delay:g} s{jitter}, {pace.concurrency} at once,"
        f" at most {pace.pages} pages a run{longest}{budget}{hours}"
    )


def told(one: Probe) -> str:
    """What came of an address, on one line."""
    answer = f"; HTTP {one.status} from {one.ip or '?'} in {one.seconds} s" if one.status else ""
    seen = f"; {one.posts} posts, {one.threads} threads, charset {one.charset}" if one.charset else ""
    delay = f", asks for {one.crawl_delay:g} s between requests" if one.crawl_delay else ""
    why = f" ({one.why})" if one.why else ""
    return f"{one.state.value}{why}{answer}{seen}; robots.txt {one.robots}{delay}"
