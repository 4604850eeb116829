"""A session given by an operator: kept, tried, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from casework import audit, tables
from casework.pauses import resume
from casework.rights import demand
from config.settings import Settings
from crawlers.declared.catalog import SourceError
from crawlers.session.farewell import READ, shows_farewell
from crawlers.session.saved import Check, SavedSession
from crawlers.session.state import BrowserState, SessionError
from operations.declared import declared_sources
from operations.readiness import RunRefused, check_ready
from operations.sessions import Seen, bury, look, safe_of, waits_for
from records.reading import State
from records.source import Source

# So many of a source's start addresses are tried for one that tells a live session from a dead one.
MOST_TRIED = 5
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a new session opens: ``check`` is the address that tells a live one from a dead one, ``why`` says
    why none is known; ``closed`` is an address that asks to log in all the same, where every one tried does.
    """

    check: Check | None = None
    why: str = ""
    closed: str = ""


def log_in(
    source: Source,
    settings: Settings,
    state: BrowserState,
    way: Literal["window", "file"],
    by: tables.Account | None,
) -> Proof:
    """Keep ``state`` as the source's session, let the sources that wait for it go on, and try what it opens.

    Raises:
        SourceError: the source declares no session.
        SessionError: nothing in the state is for its hosts.
        Denied: the account may not schedule.
    """
    if by:
        demand(by, "schedule")
    name, sharing = declared_session(source), sharing_with(source, settings)
    kept = state.only_for({host for one in sharing for host in one.hosts})
    if not kept.cookies and not kept.origins:
        raise SessionError(
            f"nothing in the browser's state belongs to {', '.join(source.hosts)} or a parent domain"
        )
    given = SavedSession(
        name=name, state=kept, saved_at=datetime.now(UTC), saved_by=by.name if by else OPERATOR, way=way
    )
    safe_of(settings).save(given)
    audit.record("session given", f"session:{name}", by, source=source.name, way=way)
    for one in sharing:
        if waits_for(name, one):
            resume(one.name)
    proof = prove(source, settings)
    if proof.closed:
        bury(source, settings, proof.closed, datetime.now(UTC))
    return proof


def log_out(source: Source, settings: Settings, by: tables.Account | None) -> bool:
    """Remove the source's session; whether there was one.

    Raises:
        SourceError: the source declares none.
        Denied: the account may not schedule.
    """
    if by:
        demand(by, "schedule")
    name = declared_session(source)
    if not safe_of(settings).remove(name):
        return False
    audit.record("session removed", f"session:{name}", by, source=source.name)
    return True


def declared_session(source: Source) -> str:
    """The name of the source's session.

    Raises:
        SourceError: it declares none.
    """
    if source.session is None:
        told = "{name} declares no session: write `session: NAME` into {folder}/source.yml"
        raise SourceError(told, name=source.name, folder=source.folder)
    return source.session


def sharing_with(source: Source, settings: Settings) -> list[Source]:
    """The source, and every other one with the same session."""
    catalog, found = declared_sources(settings), [source]
    for name in catalog.names():
        with suppress(SourceError):  # another's mistake; `sources check` names it
            other = catalog.load(name)
            if other.session == source.session and name != source.name:
                found.append(other)
    return found


def prove(source: Source, settings: Settings) -> Proof:
    """Ask where the source starts, with its session and without: what differs tells whether it lives."""
    try:
        check_ready(replace(source, enabled=True, purpose=source.purpose or "one look"), settings)
    except RunRefused as error:
        return Proof(why=str(error))
    tried = source.start[:MOST_TRIED]
    with ThreadPoolExecutor() as both:
        within, without = both.map(
            lambda one: look(one, tried, settings), (source, replace(source, session=None))
        )
    if within and all(reading.state is State.LOGIN_WALL for _, reading in within.values()):
        return Proof(closed=next(iter(within)))
    check = next((found for url in tried for found in _telling(url, within, without)), None)
    if check is None:
        return Proof(why="where the source starts, nothing looks different without it")
    now = datetime.now(UTC)
    safe_of(settings).change(
        declared_session(source), lambda kept: replace(kept, check=check, checked_at=now)
    )
    return Proof(check)


def _telling(url: str, within: Seen, without: Seen) -> Iterator[Check]:
    """The check that ``url`` is good for, if it is."""
    if url not in within or url not in without:
        return
    (page, reading), (stranger, open_to_all) = within[url], without[url]
    if reading.state in READ and open_to_all.state is State.LOGIN_WALL:
        yield Check(url)
    elif reading.state in READ and shows_farewell(page) and not shows_farewell(stranger):
        yield Check(url, farewell=True)
