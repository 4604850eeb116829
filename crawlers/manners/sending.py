"""The moment in which a request leaves: between its turn and that lie look-ups, proxies, waits for a tab."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_tell: ContextVar[Callable[[], None] | None] = ContextVar("tell", default=None)


@contextmanager
def telling(tell: Callable[[], None]) -> Iterator[None]:
    """Have ``tell`` called when what is asked for inside leaves."""
    token = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(token)


def is_told() -> bool:
    """Whether anybody wants to know."""
    return _tell.get() is not None


def sending() -> None:
    """The request leaves now."""
    if tell := _tell.get():
        tell()
