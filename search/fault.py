"""What can go wrong: with an index as a whole, and with a question put to it."""

from records.complaint import Complaint
from records.order import Exit
from search.chinese import CHINESE as OF_INDEXES
from search.language.chinese import CHINESE

#: So much of what was typed is repeated in a message.
MOST_SHOWN = 40


class IndexFault(Complaint):
    """The index cannot be reached, opened or understood; the message names it and is one sentence.

    ``passes`` where the same may soon go well: the index is busy, away, or starts just now.
    """

    code = Exit.STORE
    chinese = OF_INDEXES

    def __init__(self, message: str, *, passes: bool = False, **values: object) -> None:
        super().__init__(message, **values)
        self.passes = passes


class WrongAccess(IndexFault):
    """What was set to reach the index is refused, or cannot be meant: an address, a key, a password, a role.
    No waiting mends it.
    """


class QueryError(Complaint):
    """A query that cannot be read: the message says why and what to write instead.

    ``position`` counts characters of ``query`` from 0. ``repaired`` is the whole query with the likeliest
    repair made, empty where none suggests itself. ``values`` fill the places of ``message``; one that
    was typed is cut to a readable length, a tuple is a list of names.
    """

    chinese = CHINESE
    values: dict[str, str]

    def __init__(
        self, message: str, position: int = 0, *, repaired: str = "", query: str = "", **values: object
    ) -> None:
        self.position = position
        self.repaired = repaired
        self.query = query
        super().__init__(message, **{name: _shown(value) for name, value in values.items()})

    def of(self, query: str) -> "QueryError":
        """The same about ``query``, in which it happened."""
        place = max(0, min(self.position, len(query)))
        error = QueryError(self.message, place, repaired=self.repaired, query=query)
        error.values, error.args = self.values, self.args
        return error


class TookTooLong(QueryError):
    """A query that no engine answered in time."""

    def __init__(self, seconds: float) -> None:
        message = "the answer takes longer than {seconds} seconds; narrow the query by a field"
        super().__init__(message, seconds=f"{seconds:g}")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    typed = str(value)
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in typed[: MOST_SHOWN + 1])
    return plain if len(plain) <= MOST_SHOWN else f"{plain[:MOST_SHOWN]}…"
