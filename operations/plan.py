"""What a source would do if it ran: nothing is fetched to find out."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casework.schedules import all_schedules, next_due
from config.settings import Settings
from crawlers.session.saved import Standing
from operations.readiness import RunRefused, check_ready, requests_today
from operations.sessions import standing
from records.order import Exit
from records.source import Pace, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A source's next run: what is asked for, how, how often, by which exit, and what keeps it from running.

    ``ok`` says whether it may run now; ``code`` is the exit code of a run that is refused, 0 where none is.
    ``used_today``, of the host asked most, counts against ``pace.budget``, where there is one.
    ``due`` is the next time its schedules come due, ISO 8601. ``scripts`` are the Python files in its folder.
    ``session_standing`` is None where the session is not there or does not open.
    """

    source: str
    enabled: bool
    ok: bool
    why: str
    code: int
    folder: str
    family: str
    start: tuple[str, ...]
    follow: tuple[str, ...]
    hosts: tuple[str, ...]
    render: str
    evidence: str
    egress: str
    session: str | None
    session_standing: Standing | None
    zone: str
    pace: Pace
    used_today: int | None
    due: tuple[str, ...]
    purpose: str | None
    approver: str | None
    review: date | None
    scripts: tuple[str, ...]


def plan_of(source: Source, settings: Settings) -> Plan:
    """The plan of ``source`` as things stand; the case room must be open."""
    refused = refusal(source, settings)
    return Plan(
        source=source.name,
        enabled=source.enabled,
        ok=refused is None,
        why=str(refused or ""),
        code=refused.code if refused else Exit.OK,
        folder=source.folder,
        family=source.family,
        start=source.start,
        follow=source.follow,
        hosts=source.hosts,
        render=source.render,
        evidence=source.evidence,
        egress=source.egress,
        session=source.session,
        session_standing=standing(source, settings),
        zone=source.zone,
        pace=source.pace,
        used_today=None if source.pace.budget is None else requests_today(source, settings),
        due=tuple(due["due_at"] for due in next_due(all_schedules(source.name), 1)),
        purpose=source.purpose,
        approver=source.approver,
        review=source.review,
        scripts=scripts_of(source),
    )


def with_papers(source: Source) -> Source:
    """The source as if it were allowed to run: what would refuse it then refuses one look, too."""
    return replace(source, enabled=True, purpose=source.purpose or "one look")


def refusal(source: Source, settings: Settings) -> RunRefused | None:
    """Why a run would be refused now, or None."""
    try:
        check_ready(source, settings)
    except RunRefused as error:
        return error
    return None


def scripts_of(source: Source) -> tuple[str, ...]:
    """The Python files in a source's folder: a source that needs none is data only."""
    folder = Path(source.folder)
    return tuple(sorted(str(file.relative_to(folder)) for file in folder.rglob("*.py")))
