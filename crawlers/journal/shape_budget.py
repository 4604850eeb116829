"""Which addresses are asked for next, and which no more: calendars, endless pagers and link farms never end.

Every page belongs to the shape of its address and to the branch of the page that led to it. It is *fruitful*
where it shows a post that is new to the run, or leads to a page that does; it is *barren* where it neither
shows a new post nor leads to an address that is new. What pays off is asked for first; what has not yet comes
later, and is left once more of it would cost more than it can be expected to bring.
"""

import sqlite3
from collections.abc import Iterable

from crawlers.journal.branches import Branch, Branches
from crawlers.journal.path_shape import is_arranged, shape_of
from crawlers.journal.patience import PROBES, Patience
from crawlers.journal.rank import Harvest, Hope, Rank
from crawlers.journal.shape_tally import ShapeTallies, ShapeTally

# A page on which every post stood elsewhere is worth so many that show none: it has nothing of its own.
REPEATED = 3


class ShapeBudget:
    """Keeps the tallies of a run. ``fruitless`` is the source's ``pace.fruitless``."""

    def __init__(self, database: sqlite3.Connection, fruitless: int) -> None:
        self.tallies = ShapeTallies(database)
        self.branches = Branches(database)
        self.patience = Patience(fruitless, self.tallies)

    def turn(self, url: str, hope: Hope) -> tuple[str, Rank] | None:
        """Shape and rank of an address that is to be queued; None where its shape is left."""
        tally = self.tallies.of(shape_of(url))
        if tally.why and not tally.listings and hope is not Hope.SURE:
            tally.left += 1
            self.tallies.write(tally)
            return None
        tally.queued += 1
        if tally.queued <= PROBES:
            self.tallies.write(tally)
        return tally.name, self._hoped(self._rank(tally, url), hope)

    def _hoped(self, rank: Rank, hope: Hope) -> Rank:
        """The rank of an address by what its shape and what the page that leads to it tell."""
        known = self.patience.listings_are_known()
        match hope:
            case Hope.SURE:
                return Rank.PROMISING if rank is not Rank.ARRANGED else rank
            case Hope.SOME:
                return max(rank, Rank.ONWARD) if known else rank
            case Hope.ONWARD:
                return max(rank, Rank.ONWARD if known else Rank.UNTRIED)
            case Hope.NONE:
                return max(rank, Rank.UNTRIED)
            case Hope.LEAST:
                return Rank.BARREN

    def leads_on(self, row: int, length: int) -> bool:
        """Whether a page without news is not yet the end of a chain of ``length`` such pages."""
        chain = list(self.branches.chain(row, length))
        return len(chain) < length or any(branch.fruitful for branch in chain)

    def hope_below(self, row: int) -> Hope:
        """What the page of a row lets hope at most, by how it was come to itself."""
        chain = list(self.branches.chain(row, 2))
        if chain and chain[0].rank == Rank.BARREN:
            return Hope.LEAST
        return Hope.SOME if _is_proved(chain) else Hope.NONE

    def above(self, row: int) -> list[int]:
        """The rows of the last few pages by which ``row`` was reached."""
        return [branch.row for branch in self.branches.chain(row, self.patience.first)][1:]

    def settle(self, row: int, harvest: Harvest) -> None:
        """Note what the page of ``row`` brought; it counts for its shape and for the page that led to it."""
        branch = self.branches.of(row)
        if branch is None:
            return
        self.branches.shows(row, harvest.shows)
        if harvest.empty and not harvest.addresses and self._stands_near(branch):
            return
        tally = self.tallies.of(branch.shape)
        self.tallies.count(tally, harvest.listings + harvest.counted)
        if harvest.posts:
            self._credit(branch, harvest.listings)
        elif not harvest.addresses:
            self._debit(branch, REPEATED if harvest.known else 1)
        if not tally.fruitful and tally.pages == PROBES:
            self.branches.rerank("shape", tally.name, Rank.PROMISING, Rank.BARREN)
        self.tallies.write(tally)

    def refusal(self, shape: str, rank: int) -> str | None:
        """Why an address is not asked for, though its turn has come; None where it is."""
        return self.patience.refusal(self.tallies.of(shape), rank)

    def leave(self, shape: str, rank: int, why: str) -> None:
        """Ask for no more of a shape than what ranks before ``rank``."""
        tally = self.tallies.of(shape)
        tally.example = tally.example or self.branches.example(shape)
        tally.why = tally.why or why
        tally.left += self.branches.drop("shape", shape, rank)
        self.tallies.write(tally)

    def cut(self, row: int, links: int) -> None:
        """Note that so many links are not followed, for their page is the end of a chain without news."""
        branch = self.branches.of(row)
        if branch is None or not links:
            return
        tally = self.tallies.of(f"behind {branch.shape}")
        tally.fruitful = self.tallies.of(branch.shape).fruitful
        tally.left += links
        tally.example = tally.example or branch.url
        tally.why = f"trap: pages of shape {branch.shape} led to one another and brought nothing new"
        self.tallies.write(tally)

    def _rank(self, tally: ShapeTally, url: str) -> Rank:
        if is_arranged(url):
            return Rank.ARRANGED
        if tally.fruitful:
            return Rank.BARREN if tally.why else Rank.PROMISING if tally.listings else Rank.POSTS
        if tally.pages >= PROBES:
            return Rank.BARREN
        untried = tally.queued > PROBES or self.patience.is_short_of_probes()
        return Rank.UNTRIED if untried else Rank.PROMISING

    def _stands_near(self, branch: Branch) -> bool:
        """Whether a page was reached from where the run began, or from a fruitful one: such a page that says
        that it is empty is one of so many that stand there, and leads nowhere.
        """
        above = self.branches.of(branch.parent) if branch.parent is not None else None
        return above is None or above.parent is None or above.fruitful > 0

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
        if first:  # nothing waits any more for being barren
            self.branches.rerank("shape", tally.name, Rank.BARREN, Rank.UNTRIED)
        self.tallies.write(tally)

    def _debit(self, branch: Branch, times: int = 1) -> None:
        """A barren page; where too many in a row are of one shape the rest of it comes last."""
        tally = self.tallies.of(branch.shape)
        tally.barren += times
        if tally.barren >= self.patience.of(tally) > tally.barren - times:
            self.branches.rerank("shape", tally.name, Rank.POSTS, Rank.BARREN)
        self.tallies.write(tally)
        above = self.branches.of(branch.parent) if branch.parent is not None else None
        if above:
            self._dries_up(above)

    def _dries_up(self, branch: Branch) -> None:
        """One more barren page below ``branch``: after some the rest comes last, but for the pager of a list;
        if nothing was fruitful, the branch is barren itself.
        """
        barren = self.branches.debit(branch)
        limit = self.patience.below(branch, _is_proved(self.branches.chain(branch.row, 2)))
        if barren != limit:
            return
        self.branches.defer(branch.row, pager=not branch.shows)
        if not branch.fruitful:
            self._debit(branch)


def _is_proved(chain: Iterable[Branch]) -> bool:
    """Whether one of a page and the page that led to it is a start address, or was fruitful."""
    return any(branch.fruitful or branch.parent is None for branch in chain)
