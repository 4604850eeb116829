"""Whether the exit of a source works, asked before each run; where it does not, the source waits for it."""

import asyncio
import ipaddress
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpcore

from casework.pauses import pause, pause_of, resume
from config.settings import Settings
from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer, dialer_for
from crawlers.egress.hosts import PORTS, host_of
from crawlers.egress.profile import ExitDown, Profile, ProfileError, find_profile
from operations.refused import RunRefused
from records.order import Exit, RunReport
from records.source import Source

# A source whose exit is down is left alone for so long; its first due time after that tries again.
WAIT = timedelta(minutes=10)
ANSWER_SECONDS = 20.0
TROUBLE = (OutOfScope, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)
_ANSWER_BYTES = 65_536
_ADDRESS = re.compile(r"[0-9A-Fa-f:.]{3,45}")


@dataclass(frozen=True, slots=True)
class ExitSeen:
    """An exit that works, and the address ``seen_as`` which others see us through it (None: nobody asked)."""

    profile: Profile
    seen_as: str | None = None

    def __str__(self) -> str:
        return f"exit {self.profile}" + (f", seen from outside as {self.seen_as}" if self.seen_as else "")


def check_exit(source: Source, settings: Settings) -> None:
    """Refuse a source whose exit is not set up here: it is never read directly instead. Nothing is asked."""
    try:
        find_profile(source.egress, settings.egress)
    except ProfileError as error:
        raise RunRefused(f"{source.name} wants the exit {source.egress!r}: {error}", Exit.PROXY) from error


def look_through(source: Source, settings: Settings) -> ExitSeen:
    """Try the exit of ``source``: connect through it to the source's first host, and ask the address of the
    setting ``egress_check`` through it. One of the two is enough: a host that is away says nothing against
    the exit.

    Raises:
        ProfileError: it is not set up.
        ExitDown: it does not work.
    """
    dialer, check = dialer_for(source, settings.egress), settings.egress_check

    async def look() -> ExitSeen:
        works = dialer.profile.direct or await _reaches(dialer, source.start[0]) or not check
        try:
            return ExitSeen(dialer.profile, await _seen_as(dialer.profile, check) if check else None)
        except TROUBLE as error:
            if works:
                return ExitSeen(dialer.profile)
            why = f"exit {dialer.profile} leads neither to the source nor to {host_of(check)}: {error}"
            raise ExitDown(why) from error

    return asyncio.run(look())


async def _reaches(dialer: Dialer, url: str) -> bool:
    """Whether the exit connects to the host of ``url``. Raises ExitDown where it does not even answer."""
    parts = urlsplit(url)
    port = parts.port or PORTS[parts.scheme]
    try:
        stream = await dialer.connect_tcp(parts.hostname or "", port, ANSWER_SECONDS)
    except (httpcore.ConnectError, OutOfScope):
        return False
    except httpcore.ConnectTimeout as error:
        raise ExitDown(f"exit {dialer.profile} gave no answer in {ANSWER_SECONDS:.0f} s") from error
    await stream.aclose()
    return True


async def _seen_as(profile: Profile, address: str) -> str | None:
    """The first IP address in what ``address`` answers."""
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), ANSWER_SECONDS)
    async with (
        Dialer(profile, (host_of(address),), circuit="egress-check").pool() as pool,
        pool.stream("GET", address, extensions={"timeout": timeout}) as answer,
    ):
        said = await _beginning(answer)
    return next(filter(_is_address, _ADDRESS.findall(said)), None)


async def _beginning(answer: httpcore.Response) -> str:
    said = b""
    async for chunk in answer.aiter_stream():
        said += chunk
        if len(said) > _ANSWER_BYTES:
            break
    return said.decode("ascii", "replace")


def _is_address(word: str) -> bool:
    try:
        ipaddress.ip_address(word)
    except ValueError:
        return False
    return True


def require_exit(source: Source, settings: Settings) -> None:
    """Refuse a run whose exit does not work and let the source wait for it; end the wait where it works."""
    check_exit(source, settings)
    if find_profile(source.egress, settings.egress).direct:
        return
    try:
        look_through(source, settings)
    except ExitDown as error:
        raise RunRefused(f"{source.name}: {wait_for_exit(source, str(error))}", Exit.PROXY) from error
    if waits_for_exit(source):
        resume(source.name)


def wait_for_exit(source: Source, why: str) -> str:
    """Pause ``source`` for a while, unless somebody else has; returns the reason that is shown."""
    until = datetime.now(UTC) + WAIT
    said = f"{why}; not read directly, but again at its first due time after {until:%H:%M} UTC"
    if pause_of(source.name) is None or waits_for_exit(source):
        pause(source.name, said, until)
    return said


def why_lost(report: RunReport, source: Source) -> str:
    """Why a run that ended with ``Exit.PROXY`` lost its exit: the last of its faults that speaks of one."""
    said = (fault for fault in reversed(report.faults) if fault.startswith(_named(source)))
    return next(said, f"{_named(source)}does not work")


def _named(source: Source) -> str:
    return f"exit {source.egress} "


def waits_for_exit(source: Source) -> bool:
    """Whether the house itself paused ``source`` because its exit was down."""
    held = pause_of(source.name)
    return held is not None and held.by is None and held.why.startswith(_named(source))
