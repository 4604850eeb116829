"""One maze on a port of its own."""

import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from testbed.change import Change, ChangeError
from testbed.control import Control
from testbed.listener import Listener
from testbed.maze.pages import SELECT
from testbed.maze.site import MazeSite, Offer
from testbed.members import MembersRoom
from testbed.misbehaviour import Rulebook
from testbed.request_log import RequestLog


def unchanging(change: Change) -> str:
    """No order to change is followed: the maze is as it is."""
    raise ChangeError("the maze does not change")


def declaration(host: str, pages: int) -> str:
    """The ``source.yml`` of a source that reads the maze at ``host``, ``pages`` in a run at most."""
    return (
        f"title: Maze\nfamily: forum\nstart: ['http://{host}/']\nhosts: ['{host}']\nprivate_hosts: true\n"
        f"pace: {{delay: 0, concurrency: 4, pages: {pages}}}\nselect:{SELECT}"
    )


class Maze:
    """The running maze; port 0 takes a free one."""

    def __init__(self, kind: str, offers: Sequence[Offer], port: int = 0) -> None:
        self.site = MazeSite(kind, offers)
        self._log = RequestLog()
        rules, members = Rulebook(), MembersRoom()
        control = Control(self._log, rules, members, list, lambda: {"maze": self.address}, unchanging)
        self._listener = Listener(port, self.site, self._log, rules, members, control)
        threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.end()
        self._log.close()

    @property
    def address(self) -> str:
        """Where it listens, without a trailing slash."""
        return self._listener.address

    def log(self) -> list[dict[str, Any]]:
        """The requests so far (``testbed.request_log.Entry``)."""
        return self._log.since(0)

    def declare(self, folder: Path, pages: int) -> None:
        """Write ``folder/maze/source.yml``, a source that reads this maze, ``pages`` in a run at most."""
        host = self.address.removeprefix("http://")
        (folder / "maze").mkdir(parents=True)
        (folder / "maze" / "source.yml").write_text(declaration(host, pages), encoding="utf-8")
