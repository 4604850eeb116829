"""What FTS5 told lately, kept as long as the index does not change: who looks on by filter, order or page
asks for the same words again.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from search.sqlite.facts import Places

#: So many places of documents are kept, eight bytes each; what was asked for counts by its characters.
MOST_KEPT = 4_000_000


class Told:
    """Places of the documents that answered; those asked for longest ago go first. Several threads ask."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, Places] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def of(self, match: str, find: Callable[[], Places]) -> Places:
        """What answers ``match``: kept, or found by ``find`` now."""
        with self.lock:
            if (kept := self.kept.get(match)) is not None:
                self.kept.move_to_end(match)
                return kept
        found = find()
        found.flags.writeable = False
        with self.lock:
            self._keep(match, found)
        return found

    def _keep(self, match: str, found: Places) -> None:
        if match in self.kept or _size(match, found) > MOST_KEPT:
            return
        self.kept[match] = found
        self.size += _size(match, found)
        while self.size > MOST_KEPT:
            self.size -= _size(*self.kept.popitem(last=False))


def _size(match: str, found: Places) -> int:
    return len(match) + len(found)
