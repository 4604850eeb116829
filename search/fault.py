"""What can go wrong: with an index as a whole, and with a question put to it."""

from records.complaint import Complaint
from records.order import Exit


class IndexFault(Complaint):
    """The index cannot be reached, opened or understood; the message names it and is one sentence."""

    code = Exit.STORE


class QueryError(Complaint):
    """A query that cannot be read: ``position`` counts characters from 0, the message says the repair."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
