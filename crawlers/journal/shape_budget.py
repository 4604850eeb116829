"""Which addresses are asked for next, and which no more: calendars, endless pagers and link farms never end.

Every page belongs to the shape of its address and to the branch of the page that led to it. It is *fruitful*
where it shows a post that is new to the run, or leads to a page that does; it is *barren* where it neither
shows a new post nor leads to an address that is new. What pays off is asked for first; what never did comes
last and gets a small share of the run.
"""

import sqlite3

from crawlers.journal.branches import Branch, Branches
from crawlers.journal.path_shape import is_arranged, shape_of
from crawlers.journal.rank import Harvest, Hope, Rank
from crawlers.journal.shape_tally import ShapeTallies, ShapeTally

# Of a shape or branch that nothing is known of, so many addresses are asked for among the promising ones.
PROBES = 2
# Of a hundred pages so many may be of shapes that never brought a post, or never a listing.
SHARE = 0.02
# A run holds so many listings before a shape without any is left for that.
ENOUGH_LISTINGS = 50


class ShapeBudget:
    """Keeps the tallies of a run. ``fruitless`` is the source's ``pace.fruitless``."""

    def __init__(self, database: sqlite3.Connection, fruitless: int) -> None:
        self.fruitless = fruitless
        self.first = max(2, fruitless // 6)
        self.tallies = ShapeTallies(database)
        self.branches = Branches(database)

    def turn(self, url: str, hope: Hope) -> tuple[str, Rank] | None:
        """Shape and rank of an address that is to be queued; None where its shape is left."""
        tally = self.tallies.of(shape_of(url))
        if tally.why and not tally.listings:
            tally.left += 1
            self.tallies.write(tally)
            return None
        tally.queued += 1
        if tally.queued <= PROBES:
            self.tallies.write(tally)
        rank = self._rank(tally, url)
        if hope is Hope.SURE and rank is not Rank.ARRANGED:
            rank = Rank.PROMISING
        return tally.name, rank if hope else max(rank, Rank.UNTRIED)

    def leads_on(self, row: int) -> bool:
        """Whether the links of a page without news are followed: not at the end of a chain of such pages."""
        chain = list(self.branches.chain(row, self.first))
        return len(chain) < self.first or any(branch.fruitful for branch in chain)

    def above(self, row: int) -> list[int]:
        """The rows of the last few pages by which ``row`` was reached."""
        return [branch.row for branch in self.branches.chain(row, self.first)][1:]

    def settle(self, row: int, harvest: Harvest) -> None:
        """Note what the page of ``row`` brought; it counts for its shape and for the page that led to it."""
        branch = self.branches.of(row)
        if branch is None:
            return
        self.branches.shows(row, harvest.shows)
        tally = self.tallies.of(branch.shape)
        self.tallies.count(tally)
        if harvest.posts:
            self._credit(branch, harvest.listings)
        elif not harvest.addresses:
            self._debit(branch)
        if not tally.fruitful and tally.pages == PROBES:
            self.branches.rerank("shape", tally.name, Rank.PROMISING, Rank.BARREN)
        self.tallies.write(tally)

    def refuses(self, shape: str, rank: int) -> bool:
        """Whether an address whose turn has come is not asked for, and its shape left with it."""
        tally = self.tallies.of(shape)
        why = None if rank <= Rank.PROMISING else self._overdrawn(tally)
        if rank == Rank.BARREN and tally.listings and tally.barren >= self.first:
            why = (
                tally.why or f"trap: {tally.barren} pages of shape {tally.name} in a row brought nothing new"
            )
        if why:
            self._leave(tally, why)
        return why is not None

    def _rank(self, tally: ShapeTally, url: str) -> Rank:
        if is_arranged(url):
            return Rank.ARRANGED
        if tally.fruitful:
            return Rank.BARREN if tally.why else Rank.PROMISING if tally.listings else Rank.POSTS
        if tally.pages >= PROBES:
            return Rank.BARREN
        untried = tally.queued > PROBES or self.tallies.wasted > self._allowance(3)
        return Rank.UNTRIED if untried else Rank.PROMISING

    def _allowance(self, times: float = 1) -> int:
        """Pages of shapes that never brought a post, or only of ``times`` as many."""
        return int(times * max(self._patience(0), self.tallies.pages * SHARE))

    def _patience(self, fruitful: int) -> int:
        """Barren pages in a row that are borne; a run that has found nothing yet looks on."""
        first = self.first if self.tallies.wasted < self.tallies.pages else self.fruitless
        return min(self.fruitless, first * (1 + fruitful))

    def _overdrawn(self, tally: ShapeTally) -> str | None:
        """Why no more of the shape is asked for, by what the run as a whole has brought."""
        wasted = self.tallies.wasted
        tried = tally.pages >= self._patience(0) and wasted > self._allowance()
        if not tally.fruitful and (tried or wasted > self._allowance(1.5)):
            return f"trap: {tally.pages} pages of shape {tally.name} brought nothing new"
        enough = self.tallies.listings > ENOUGH_LISTINGS and self.tallies.idle > self._allowance(10)
        if tally.fruitful and not tally.listings and enough:
            return f"trap: {tally.pages} pages of shape {tally.name} held no listing while others did"
        return None

    def _credit(self, branch: Branch, listings: int) -> None:
        """A fruitful page: so is the page that led to it, and those before that had nothing to show yet."""
        above: Branch | None = branch
        while above:
            self.branches.credit(above.row)
            self._pays_off(self.tallies.of(above.shape), listings)
            below = above is not branch
            if below and (listings or not above.fruitful):
                soon = listings and above.shows
                self.branches.promote(above.row, Rank.PROMISING if soon else Rank.POSTS)
            proved = below and above.fruitful
            above = None if proved or above.parent is None else self.branches.of(above.parent)

    def _pays_off(self, tally: ShapeTally, listings: int) -> None:
        first = not tally.fruitful
        self.tallies.credit(tally, listings)
        if first:
            self.branches.rerank(
                "shape", tally.name, Rank.BARREN, Rank.UNTRIED
            )  # nothing waits any more for being barren
        self.tallies.write(tally)

    def _debit(self, branch: Branch) -> None:
        """A barren page; where too many in a row are of one shape, or below one page, the rest is left."""
        tally = self.tallies.of(branch.shape)
        tally.barren += 1
        limit = self._patience(tally.fruitful) if tally.fruitful else self.fruitless
        if tally.barren >= limit and tally.listings:
            self.branches.rerank("shape", tally.name, Rank.POSTS, Rank.BARREN)
        elif tally.barren >= limit and not tally.why:
            why = f"trap: {tally.barren} pages of shape {tally.name} in a row brought nothing new"
            self._leave(tally, why)
        self.tallies.write(tally)
        above = self.branches.of(branch.parent) if branch.parent is not None else None
        if above:
            self._dries_up(above)

    def _dries_up(self, branch: Branch) -> None:
        """One more barren page below ``branch``: after some the rest is left; if nothing was fruitful, the
        branch is barren itself.
        """
        barren = self.branches.debit(branch)
        limit = (self.first if branch.shows else 2 * self.first) if branch.fruitful else PROBES + 1
        if barren == limit:
            why = f"trap: {barren} pages in a row below this one brought nothing new"
            if gone := self.branches.drop("parent", branch.row, Rank.PROMISING):
                self.tallies.write(ShapeTally(f"below {branch.url}", left=gone, example=branch.url, why=why))
        if barren == PROBES and not branch.fruitful:
            self.branches.rerank("parent", branch.row, Rank.PROMISING, Rank.BARREN)
            self._debit(branch)

    def _leave(self, tally: ShapeTally, why: str) -> None:
        tally.example = self.branches.example(tally.name)
        tally.why = why
        least = Rank.BARREN if tally.listings else Rank.PROMISING
        tally.left += self.branches.drop("shape", tally.name, least)
        self.tallies.write(tally)
