"""What FTS5 told lately, kept as long as the index does not change: who looks on by filter, order or page
asks for the same words again.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]
#: So many places of documents are kept, eight bytes each.
MOST_KEPT = 4_000_000


class Told:
    """Places of the documents that answered; those asked for longest ago go first. Several threads ask."""

    def __init__(self) -> None:
        self.places: OrderedDict[str, Places] = OrderedDict()
        self.lock = Lock()

    def of(self, match: str, find: Callable[[], Places]) -> Places:
        """What answers ``match``: kept, or found by ``find`` now."""
        with self.lock:
            if (kept := self.places.pop(match, None)) is not None:
                self.places[match] = kept
                return kept
        found = find()
        found.flags.writeable = False
        with self.lock:
            self.places[match] = found
            while sum(map(len, self.places.values())) > MOST_KEPT:
                self.places.popitem(last=False)
        return found
