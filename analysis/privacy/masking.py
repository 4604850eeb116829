"""Masking: victims' values become ``*``, characters for characters, so that offsets stay true."""

import re
from collections.abc import Iterator, Sequence

from analysis.privacy.cells import find_cells, people_rows
from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import PHONE, Identity
from analysis.privacy.papers import find_papers, papers_in_rows
from analysis.privacy.rows import find_rows
from analysis.readings.digits import DIGIT, plain_digits
from analysis.readings.folding import Folded, Span, fold
from records.assessment import Contact

#: Further numbers in a sample row (QQ, landlines, order numbers) may be a victim's as well.
ROW_NUMBER = re.compile(rf"(?<![0-9])[0-9](?:[ .\-]?[0-9]){{6,40}}|(?<![{DIGIT}])[{DIGIT}]{{7,40}}")
#: When something was bought is no secret; an earlier date may be one of birth.
DATE = re.compile(r"20[1-4][0-9][\-. ]?(?:0?[1-9]|1[0-2])[\-. ]?(?:0?[1-9]|[12][0-9]|3[01])(?: [0-2]?[0-9])?")
#: A sum of money: 余额 12345.67, 12345.67元.
SUM_BEFORE = re.compile(r"(?:[¥￥$]|[余金限]额|额度|存款|价格?|消费|[:=](?=[0-9]+\.[0-9]{2}$))[:= ]{0,2}$")
SUM_AFTER = re.compile(r"\s?[元块万]")
#: How many characters may stay readable: the area of an ID number, the network of a phone, a surname.
HEAD = {"id": 3, "phone": 3, "name": 1}


def _national(value: str) -> str:
    """A mobile number without what is dialled before it."""
    found = PHONE.fullmatch(value)
    return found[1] if found else value


def _readable(values: Sequence[Identity], rows: Sequence[Span], keep: Sequence[Contact]) -> frozenset[str]:
    """Values of ``keep`` that stand in no sample row."""
    covered = {place for start, end in rows for place in range(start, end)}
    victims = {_national(one.value) for one in values if one.start in covered}
    return frozenset(contact.value.lower() for contact in keep) - victims


def _head(text: str, value: Identity) -> int:
    """Readable characters at the start; none where a number is written with gaps or in words."""
    head = HEAD.get(value.kind, 0)
    shown = text[value.start : value.start + head]
    plain = shown.isascii() and shown.isdigit() and (value.kind == "id" or shown[0] == "1")
    return head if value.kind == "name" or plain else 0


def _is_somebodys(text: str, start: int, end: int) -> bool:
    """Whether a long number in a sample row may be a person's: no date and no sum of money."""
    shown = text[start:end]
    if len(plain_digits(shown)) < 7 or DATE.fullmatch(shown):
        return False
    return not (SUM_BEFORE.search(text, max(0, start - 6), start) or SUM_AFTER.match(text, end))


def _apart(values: Sequence[Identity]) -> list[Identity]:
    """Values in order, without those that begin inside another."""
    kept: list[Identity] = []
    for value in sorted(values, key=lambda one: one.start):
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
    return kept


def find_victims(text: str, keep: Sequence[Contact] = ()) -> Iterator[Identity]:
    """Victims' values in folded ``text``: identity values and plates outside of ``keep``, names, addresses,
    papers and further numbers of sample rows. They may overlap.
    """
    values = _apart((*find_identities(text), *find_papers(text)))
    rows = find_rows(text, values)
    rows = sorted((*rows, *people_rows(text, rows)))
    kept = _readable(values, rows, keep)
    yield from (value for value in values if _national(value.value) not in kept)
    yield from find_cells(text, rows, values)
    yield from papers_in_rows(text, rows)
    for row in rows:
        for number in ROW_NUMBER.finditer(text, *row):
            if _is_somebodys(text, *number.span()):
                yield Identity("number", plain_digits(number.group()), *number.span())


def victim_spans(folded: Folded, keep: Sequence[Contact] = ()) -> Iterator[tuple[int, int, int]]:
    """``(start, end, head)`` of every victim's folded value; ``head`` characters may stay readable."""
    for value in find_victims(folded.text, keep):
        yield value.start, value.end, _head(folded.text, value)


def mask(text: str, keep: Sequence[Contact] = ()) -> str:
    """``text`` with victims' values replaced by ``*``; its length does not change.

    Masked are ID numbers (15 and 18 digits), bank cards, mobile numbers, e-mail addresses, number plates and
    papers called by their name, in any disguise the folding knows, and the names, addresses, papers and long
    numbers of sample rows. At most the first three characters of an ID or phone number and a surname stay. A
    value of ``keep`` (the author's own contacts) stays unless it stands in a sample row.
    """
    folded = fold(text)
    letters = list(text)
    for start, end, head in victim_spans(folded, keep):
        first, last = folded.span(start, end)
        cut = folded.origins[start + head - 1][1] if head else first
        letters[cut:last] = ["\n" if one == "\n" else "*" for one in letters[cut:last]]
    return "".join(letters)
