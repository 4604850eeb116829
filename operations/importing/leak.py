"""Is it posts, or is it a leak? A list of people is refused: taking it in would itself be unlawful.

A *row* (a line of a message, a row of a table) is a person's *record* where it holds an identity card or a
bank card number, two numbers of one person, or a telephone number beside a name or an address, and nobody
offers or wants anything in it. A record counts where its number is new in the file: sellers repeat theirs.
Sample rows in a post that sells do not count, up to ``MOST_SAMPLES`` of them. A file is a leak where at least
``LEAST_PEOPLE`` records make up ``SHARE`` of its rows, a single message where it holds more than
``MOST_SAMPLES`` records making up as much of it.
"""

import re
from dataclasses import dataclass, field

from analysis.assessor import assess, name_signals
from analysis.folding import Folded, fold
from analysis.identity import Identity, find_identities
from analysis.rows import OWN, SELLER, SURNAMES, find_rows

LEAST_PEOPLE = 6
SHARE = 0.5
MOST_SAMPLES = 20
# After so many rows with that share nothing that follows would make posts of it.
ENOUGH = 4_000
# Longer rows are looked at up to here.
LONGEST_ROW = 4_000
_NUMBER = re.compile(r"[0-9０-９][\s0-9０-９\-]{5,}")
_CELLS = re.compile(r"[\t,;|，；、\"'()（）]+|\s{2,}|-{2,}|(?<=\d)\s(?=\D)|(?<=\D)\s(?=\d)")
_TUPLES = re.compile(r"\)\s*,\s*\(")
_NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,3}}")
# The first word of a row, behind its number in the list.
_NAME_FIRST = re.compile(rf"\W*(?:[0-9]{{1,8}}\W+)?[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# An account and its password, as they are passed on in lists.
_LOGIN = re.compile(r"\s*[\w.+\-]{1,64}@[\w.\-]{1,100}?\s*(?:-{2,}|[:|,;\t])\s*\S{1,100}.{0,200}")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:省|市|区|县|镇|乡|村|街道|街|路|巷|弄|小区|大厦|花园)[\u4e00-\u9fff0-9\-]{2,40}"
)
# Whoever is called so is somebody's contact, not a line of a list.
_POLITE = re.compile(r"(?:先生|女士|小姐|老师|经理|老板|师傅|客服|[哥姐总工])$")
_TRADE = frozenset(["trade.sell", "trade.seek", "speech.aimed", "offer.goods_price"])


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


def rows_of(words: str) -> list[str]:
    """The lines that hold something; the values of a database dump are a row each."""
    lines = (line for line in words.split("\n") if line.strip())
    return [row for line in lines for row in (_TUPLES.split(line) if line.count("(") > 1 else [line])]


def record_key(row: str) -> int | None:
    """Under which number a row is a person's record; None where it is none."""
    if _LOGIN.fullmatch(row) and not _HAN.search(row):
        return hash(row)
    if not _NUMBER.search(row):
        return None
    folded = fold(row[:LONGEST_ROW])
    found = find_identities(folded.text)
    numbers = [one for one in found if one.kind != "email"]
    if not numbers:
        return None
    papers = any(one.kind in ("id", "card") for one in numbers)
    if not (papers or _names_somebody(folded, found, numbers)) or _is_trade(row, papers):
        return None
    return hash(numbers[0].value)


def _names_somebody(folded: Folded, found: list[Identity], numbers: list[Identity]) -> bool:
    """A telephone number that belongs to a name, an address, a mail address, or with no words beside it."""
    text = folded.text
    if OWN.search(text[: numbers[0].start]) or SELLER.search(text):
        return False
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if any(_POLITE.search(cell) for cell in cells):
        return False
    named = _NAME_FIRST.match(text) or any(_NAME.fullmatch(cell) for cell in cells)
    bare = len(cells) < 5 and not _HAN.search(text)
    return bool(named or bare or len(found) > 1 or _PLACE.search(text) or find_rows(text, found))


def _is_trade(row: str, papers: bool) -> bool:
    """Whether somebody offers or wants something in the row; with papers in it, that must be data."""
    if papers:
        return assess(row).label != "other"
    return not _TRADE.isdisjoint(name_signals(row))


def _are_samples(words: str, rows: int, people: int) -> bool:
    """Whether a message of several rows shows a few people as samples of what it sells."""
    return people <= MOST_SAMPLES and rows > people and assess(words).label != "other"
