"""Redirects followed one after the other: none leads on for ever."""

from records.reading import Reading, State

MOST_HOPS = 10


class Hops:
    """How many redirects lie before an address of this run. What a resumed run had counted is forgotten."""

    def __init__(self) -> None:
        self.before: dict[str, int] = {}

    def count(self, url: str, reading: Reading) -> Reading:
        """The reading of ``url``; after MOST_HOPS redirects in a row one more is the end of the way."""
        if reading.state is not State.REDIRECTED_ELSEWHERE:
            return reading
        hops = self.before.get(url, 0) + 1
        if hops > MOST_HOPS:
            return Reading(State.UNREACHABLE, f"more than {MOST_HOPS} redirects in a row")
        self.before |= {link.url: hops for link in reading.links}
        return reading
