"""What can go wrong: with an index as a whole, and with a question put to it."""


class IndexFault(RuntimeError):
    """The index cannot be reached, opened or understood; the message names it and is one sentence."""


class QueryError(ValueError):
    """A query that cannot be read: ``position`` counts characters from 0, the message says the repair."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
