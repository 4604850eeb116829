"""All sites in one process."""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from testbed.change import Change, ChangeError, read_change
from testbed.clock import Clock
from testbed.control import Control
from testbed.listener import Listener
from testbed.members import Members, MembersRoom
from testbed.misbehaviour import Rulebook, read_misbehaviour
from testbed.request_log import RequestLog
from testbed.site import Changing, Site
from testbed.sites import SITES
from testbed.spread import ORDINARY, spread
from testbed.truth import truth

SEED = 2015
PORT = SITES[0].port


class PortInUseError(OSError):
    """A port of the testbed is taken; the message names it."""


def build_sites(seed: int = SEED, ordinary: int = ORDINARY, clock: Clock | None = None) -> tuple[Site, ...]:
    """Every site, in the order of their ports."""
    clock = clock or Clock()
    placed = spread(seed, ordinary, clock.start, [entry.name for entry in SITES])
    return tuple(entry.build(placed[entry.name], seed, clock) for entry in SITES)


class Testbed:
    """The running sites; ``port`` 0 takes free ports, else ``port`` and some of those that follow.

    ``now`` (unix seconds) freezes the sites' clock, so that two testbeds show the very same pages.

    Raises:
        PortInUseError: one of the ports is taken.
    """

    __test__ = False  # no test class, whatever its name suggests to pytest

    def __init__(
        self,
        port: int = 0,
        *,
        seed: int = SEED,
        ordinary: int = ORDINARY,
        log: Path | None = None,
        now: float | None = None,
    ) -> None:
        built = build_sites(seed, ordinary, Clock(int(now or time.time()), frozen=now is not None))
        self._built = {site.name: site for site in built}
        self._log, self._rules, self._members = RequestLog(log), Rulebook(), MembersRoom()
        control = Control(self._log, self._rules, self._members, self.truth, lambda: self.sites, self._change)
        self._listeners = self._listen(port, built, control)
        self.sites = {listener.site.name: listener.address for listener in self._listeners}
        for listener in self._listeners:
            threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def truth(self) -> list[dict[str, Any]]:
        """Every listing of all sites (``testbed.site.Truth`` as JSON values)."""
        return truth(self._built.values())

    def log(self, since: int = 0) -> list[dict[str, Any]]:
        """The requests after number ``since`` (``testbed.request_log.Entry`` as JSON values)."""
        return self._log.since(since)

    def change(self, site: str, kind: str, **how: Any) -> str:
        """Change a site's posts (``testbed.change.Change``); the key of the post concerned."""
        return self._change(read_change({"site": site, "kind": kind, **how}))

    def misbehave(self, path: str, kind: str, **how: Any) -> int:
        """Misbehave at ``path`` from now on (``testbed.misbehaviour.Misbehaviour``); the order's number."""
        return self._rules.add(read_misbehaviour({"path": path, "kind": kind, **how}))

    def behave(self, path: str | None = None) -> int:
        """End the orders to misbehave, all or those of one path."""
        return self._rules.clear(path)

    def members_only(self, site: str, path: str, cookie: str, value: str, turns: int | None = None) -> None:
        """Show what begins with ``path`` only to those with the cookie (``testbed.members.Members``)."""
        self._members.open(Members(site=site, path=path, cookie=cookie, value=value, turns=turns))

    def end_sessions(self, site: str) -> bool:
        """Call in every log-in of a site."""
        return self._members.end(site)

    def close(self) -> None:
        """Free the ports, end live connections and close the log."""
        for listener in self._listeners:
            listener.end()
        self._log.close()

    def _change(self, change: Change) -> str:
        site = self._built.get(change.site)
        if not isinstance(site, Changing):
            raise ChangeError(f"the site {change.site!r} cannot be changed")
        return site.change(change)

    def _listen(self, port: int, built: tuple[Site, ...], control: Control) -> list[Listener]:
        listeners: list[Listener] = []
        for entry, site in zip(SITES, built, strict=True):
            wanted = port + entry.port - PORT if port else 0
            try:
                listeners.append(Listener(wanted, site, self._log, self._rules, self._members, control))
            except OSError as error:
                for listener in listeners:
                    listener.server_close()
                raise PortInUseError(
                    f"port {wanted} on 127.0.0.1 cannot be used: {error.strerror}"
                ) from error
        return listeners
