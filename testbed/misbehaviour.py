"""What a site was told to do wrong, by address."""

import itertools
import threading
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

KINDS = (
    "status", "delay", "challenge", "login_wall", "captcha", "cut", "charset", "drip", "redirect", "close",
    "huge", "restyle", "validators", "cookie",
)  # fmt: skip


class MisbehaviourError(ValueError):
    """An order that cannot be followed; the message says which field is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misbehaviour:
    """One order to misbehave.

    ``path`` is path and query exactly as requested, or a prefix ending in ``*``; ``site`` limits it to one
    site; ``times`` is how often it holds (None: until cleared). Of the rest each kind reads its own:

    * ``status``: ``status`` (503), ``retry_after`` in seconds · ``delay``: ``seconds`` before the true answer
    * ``cut``: ``share`` of the body that is sent before the connection breaks, or ``bytes`` of it
    * ``charset``: ``declared``, the wrong charset in header and page · ``drip``: ``rate`` in bytes per second
    * ``redirect``: ``location``, ``status`` (302) · ``huge``: ``bytes`` of body
    * ``cookie``: to who comes without the cookie a page that gives it and loads itself again, with ``status``
      200, 403 or 302; ``script`` sets it, no header
    * ``validators``: an ETag, and 304 to who has it already (a good deed among the bad)
    * ``restyle``: ``name``, a class or id of the page's markup that is called otherwise from now on
    * ``challenge``, ``login_wall``, ``captcha``: the site's own page; ``close``: no answer at all
    """

    path: str
    kind: str
    site: str | None = None
    times: int | None = None
    status: int | None = None
    retry_after: int | None = None
    seconds: float = 5.0
    share: float = 0.5
    bytes: int | None = None
    declared: str | None = None
    rate: float = 1.0
    location: str = "/"
    script: bool = False
    name: str = ""

    def matches(self, site: str, target: str) -> bool:
        """Whether the order speaks of this request."""
        if self.site not in {None, site}:
            return False
        if self.path.endswith("*"):
            return target.startswith(self.path[:-1])
        return target == self.path


def read_misbehaviour(order: Any) -> Misbehaviour:
    """An order from its JSON form.

    Raises:
        MisbehaviourError: a field is unknown, missing or of the wrong type.
    """
    if not isinstance(order, dict):
        raise MisbehaviourError("an order to misbehave is a JSON object with path and kind")
    known = {field.name: field.type for field in fields(Misbehaviour)}
    if strange := sorted(set(order) - set(known)):
        raise MisbehaviourError(f"unknown field {strange[0]!r}; known are {', '.join(known)}")
    for name in ("path", "kind"):
        if not isinstance(order.get(name), str):
            raise MisbehaviourError(f"field {name!r} is missing or no string")
    if order["kind"] not in KINDS:
        raise MisbehaviourError(f"unknown kind {order['kind']!r}; known are {', '.join(KINDS)}")
    for name in ("times", "status", "retry_after", "seconds", "share", "bytes", "rate"):
        if not isinstance(order.get(name, 0), int | float | None):
            raise MisbehaviourError(f"field {name!r} is no number")
    return Misbehaviour(**order)


class Rulebook:
    """The orders in force; the newest one that matches a request wins."""

    def __init__(self) -> None:
        self._orders: dict[int, Misbehaviour] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def add(self, order: Misbehaviour) -> int:
        """Put an order in force; its number is returned."""
        with self._lock:
            number = next(self._numbers)
            self._orders[number] = order
        return number

    def take(self, site: str, target: str) -> Misbehaviour | None:
        """The order for this request, or None; one of its times is used up."""
        with self._lock:
            for number, order in sorted(self._orders.items(), reverse=True):
                if order.matches(site, target):
                    self._use(number, order)
                    return order
        return None

    def clear(self, path: str | None = None) -> int:
        """End all orders, or those of one path; how many ended."""
        with self._lock:
            ended = [number for number, order in self._orders.items() if path in {None, order.path}]
            for number in ended:
                del self._orders[number]
        return len(ended)

    def list(self) -> list[dict[str, Any]]:
        """The orders in force with their numbers."""
        with self._lock:
            return [{"n": number, **asdict(order)} for number, order in self._orders.items()]

    def _use(self, number: int, order: Misbehaviour) -> None:
        if order.times is None:
            return
        if order.times <= 1:
            del self._orders[number]
        else:
            self._orders[number] = replace(order, times=order.times - 1)
