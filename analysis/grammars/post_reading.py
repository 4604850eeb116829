"""A post as the judgement reads it: title and text in one second reading, all found in it once."""

from dataclasses import dataclass
from functools import cached_property

from analysis.grammars.amounts import Amount, find_amounts
from analysis.grammars.contacts import FoundContact, find_contacts
from analysis.grammars.figures import Figure, find_figures
from analysis.grammars.prices import Price
from analysis.grammars.quantities import Quantity
from analysis.grammars.times import TimeWord, find_times
from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import Identity
from analysis.privacy.rows import find_rows
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, Span, fold
from analysis.words.vocabulary import Match, find_words

#: Longer posts are judged by their first characters: no advert of the trade comes near.
LENGTH_CAP = 20_000


@dataclass(frozen=True)
class PostReading:
    """``original`` is ``title + "\\n" + text`` (or the text); ``offset`` is where the text starts."""

    original: str
    offset: int
    folded: Folded
    plain: Folded

    @cached_property
    def text(self) -> str:
        """The second reading's characters."""
        return self.plain.text

    @cached_property
    def identities(self) -> list[Identity]:
        """ID numbers, cards, phones, e-mail addresses: nobody's prices or counts."""
        return find_identities(self.text)

    @cached_property
    def rows(self) -> list[Span]:
        """Sample rows, in offsets of the second reading."""
        return find_rows(self.text, self.identities)

    @cached_property
    def contacts(self) -> list[FoundContact]:
        """The author's contacts."""
        return find_contacts(self.original, self.plain, self.rows)

    @cached_property
    def words(self) -> list[Match]:
        """Lexicon words."""
        return find_words(self.text)

    @cached_property
    def times(self) -> list[TimeWord]:
        """Time words."""
        return find_times(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Counts and prices in order; contacts, sample rows and times left out."""
        return find_figures(self.text, self._amounts)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Counts of records."""
        return [one for one in self.figures if isinstance(one, Quantity)]

    @cached_property
    def offer_prices(self) -> list[Price]:
        """Prices, bare numbers that read as prices among them."""
        return [one for one in self.figures if isinstance(one, Price)]

    @cached_property
    def prices(self) -> list[Price]:
        """Prices beside a currency or a price word."""
        return [one for one in self.offer_prices if one.firm]

    @property
    def _amounts(self) -> list[Amount]:
        covered: set[int] = set()
        for start, end in self.rows:
            covered.update(range(start, end))
        told: list[FoundContact | Identity | TimeWord] = [*self.contacts, *self.identities, *self.times]
        for one in told:
            covered.update(range(one.start, one.end))
        return [one for one in find_amounts(self.text) if one.start not in covered]


def read_post(text: str, title: str | None = None) -> PostReading:
    """The readings of a post, cut to ``LENGTH_CAP`` characters."""
    head = f"{title}\n" if title else ""
    original = (head + text)[:LENGTH_CAP]
    folded = fold(original)
    return PostReading(original, len(head), folded, unmask(folded))
