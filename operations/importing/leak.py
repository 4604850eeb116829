"""Is it posts, or is it a leak? A list of people is refused: taking it in would itself be unlawful.

A record (see ``analysis.privacy.people``) counts where its number is new in the file: sellers repeat theirs.
Sample rows in a post that sells do not count, up to ``MOST_SAMPLES`` of them. A file is a leak where at least
``LEAST_PEOPLE`` records make up ``SHARE`` of its rows, a single message where it holds more than
``MOST_SAMPLES`` records making up as much of it.
"""

from dataclasses import dataclass, field

from analysis.judgement.assessor import assess
from analysis.privacy.people import record_key, rows_of

LEAST_PEOPLE = 6
SHARE = 0.5
MOST_SAMPLES = 20
# After so many rows with that share nothing that follows would make posts of it.
ENOUGH = 4_000


@dataclass(slots=True)
class Weighing:
    """What was seen of a file so far: rows, people's records, and the numbers that were counted."""

    rows: int = 0
    people: int = 0
    seen: set[int] = field(default_factory=set)

    def add(self, words: str) -> None:
        """Weigh one message, row or paragraph."""
        rows = rows_of(words)
        records = [key for row in rows if (key := record_key(row)) is not None]
        new = {key for key in records if key not in self.seen}
        self.rows += len(rows)
        if new and not _are_samples(words, len(rows), len(new)):
            self.people += len(new)
            self.seen |= new

    @property
    def share(self) -> float:
        """The part of the rows that are people's records."""
        return self.people / self.rows if self.rows else 0.0

    @property
    def is_leak(self) -> bool:
        """Whether it is a list of people rather than posts."""
        return self.people >= LEAST_PEOPLE and self.share >= SHARE

    @property
    def is_enough(self) -> bool:
        """Whether the verdict is clear without the rest."""
        return self.rows >= ENOUGH and self.is_leak


def is_list(words: str) -> bool:
    """Whether one message is a list of people, whatever else the file holds."""
    rows = rows_of(words)
    keys = {key for row in rows if (key := record_key(row)) is not None}
    return len(keys) > MOST_SAMPLES and len(keys) / len(rows) >= SHARE


def _are_samples(words: str, rows: int, people: int) -> bool:
    """Whether a message of several rows shows a few people as samples of what it sells."""
    return people <= MOST_SAMPLES and rows > people and assess(words).label != "other"
