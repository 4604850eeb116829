"""Who asked for what, and when: kept in memory and, if wished, as a file of JSON lines."""

import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from testbed.answer import Request


@dataclass(slots=True)
class Entry:
    """One request. ``n`` counts from 1 in order of arrival; ``time`` is unix seconds at arrival.

    ``status`` is None while in flight and where nothing was answered. ``outcome`` is ``in_flight``,
    ``whole``, ``cut`` (told to break off) or ``gone`` (the client left first). ``misbehaved`` names the kind
    of misbehaviour ordered.
    """

    n: int
    site: str
    method: str
    path: str
    time: float
    user_agent: str
    client_port: int
    status: int | None = None
    seconds: float | None = None
    outcome: str = "in_flight"
    misbehaved: str | None = None


class RequestLog:
    """Every request to the sites; the file gets a line when a request has ended, in order of ending."""

    def __init__(self, file: Path | None = None) -> None:
        self._entries: list[Entry] = []
        self._lock = threading.Lock()
        self._file = file.open("a", encoding="utf-8", buffering=1) if file else None

    def begin(self, site: str, request: Request, client_port: int) -> Entry:
        """Note that a request has arrived."""
        agent = request.headers.get("user-agent", "")
        with self._lock:
            number = len(self._entries) + 1
            entry = Entry(number, site, request.method, request.target, time.time(), agent, client_port)
            self._entries.append(entry)
        return entry

    def answering(self, entry: Entry, status: int) -> None:
        """Note a whole answer just before it leaves: whoever has received it also finds it in the log."""
        with self._lock:
            entry.status, entry.outcome = status, "whole"

    def end(self, entry: Entry, status: int | None, outcome: str) -> None:
        """Note how a request ended."""
        with self._lock:
            entry.status, entry.outcome = status, outcome
            entry.seconds = round(time.time() - entry.time, 6)
            self._write(entry)

    def since(self, number: int = 0) -> list[dict[str, Any]]:
        """The entries after ``number``, in order of arrival."""
        with self._lock:
            return [asdict(entry) for entry in self._entries[number:]]

    def close(self) -> None:
        """Write the requests still in flight and close the file."""
        with self._lock:
            for entry in self._entries:
                if entry.seconds is None:
                    self._write(entry)
            if self._file:
                self._file.close()
                self._file = None

    def _write(self, entry: Entry) -> None:
        if self._file:
            self._file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
