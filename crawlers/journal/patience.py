"""How long a run goes on asking where nothing comes of it."""

from crawlers.journal.branches import Branch
from crawlers.journal.rank import Rank
from crawlers.journal.shape_tally import ShapeTallies, ShapeTally

# Of a shape or branch that nothing is known of, so many addresses are asked for among the promising ones.
PROBES = 2
# Of a hundred pages so many may be of shapes that never brought a post.
SHARE = 0.02
# A run that holds so many listings knows how often they come.
ENOUGH_LISTINGS = 50


class Patience:
    """The limits of a run. ``fruitless`` is the source's ``pace.fruitless``."""

    def __init__(self, fruitless: int, tallies: ShapeTallies) -> None:
        self.fruitless = fruitless
        self.first = max(2, fruitless // 6)
        self.tallies = tallies

    def listings_are_known(self) -> bool:
        """Whether the run has met so many listings that it knows how often they come."""
        return self.tallies.listings > ENOUGH_LISTINGS

    def is_short_of_probes(self) -> bool:
        """Whether shapes that never brought a post have taken so much that new ones have to wait."""
        return self.tallies.wasted > self._allowance(3)

    def of(self, tally: ShapeTally) -> int:
        """Barren pages of a shape in a row after which the rest of it comes last."""
        return min(self.fruitless, self.first * (1 + tally.fruitful)) if tally.fruitful else self.fruitless

    def below(self, branch: Branch, proved: bool) -> int:
        """Barren pages in a row below a page after which the rest of what it led to comes last."""
        if branch.fruitful:
            return self.first
        return PROBES if proved else 1

    def refusal(self, tally: ShapeTally, rank: int) -> str | None:
        """Why no more of a shape is asked for at ``rank``; None where it is."""
        if rank <= Rank.PROMISING:
            return None
        if not tally.fruitful and self._is_overdrawn(tally):
            return f"trap: {tally.pages} pages of shape {tally.name} brought nothing new"
        if rank >= Rank.ARRANGED and tally.barren >= self.fruitless:
            return f"trap: {tally.barren} pages of shape {tally.name} in a row brought nothing new"
        if self._is_idle():
            return f"{self.tallies.idle} pages in a row held no listing, where earlier ones did"
        return None

    def _is_idle(self) -> bool:
        """Whether so many pages came without a listing as would have held ``fruitless`` of them before; more
        where few are known, for they may all have stood in one place.
        """
        if not self.listings_are_known():
            return False
        listings = self.tallies.listings
        expected = self.tallies.idle * min(1.0, listings / self.tallies.pages)
        return expected >= self.fruitless * (1 + 2 * ENOUGH_LISTINGS / listings)

    def _is_overdrawn(self, tally: ShapeTally) -> bool:
        """Whether a shape that never brought a post has had its share; so long as none has, its share is
        larger.
        """
        wasted = self.tallies.wasted
        tried = tally.pages >= self._patience() and wasted > self._allowance()
        return tried or wasted > self._allowance(1.5)

    def _allowance(self, times: float = 1) -> int:
        """Pages of shapes that never brought a post, or only of ``times`` as many."""
        return int(times * max(self._patience(), self.tallies.pages * SHARE))

    def _patience(self) -> int:
        return self.first if self.tallies.wasted < self.tallies.pages else 2 * self.fruitless
