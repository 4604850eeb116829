"""Masking: victims' values become ``*``, characters for characters, so that offsets stay true."""

import re
from collections.abc import Iterator, Sequence

from analysis.privacy.identity import Identity, find_identities
from analysis.privacy.rows import find_rows
from analysis.readings.digits import DIGIT, plain_digits
from analysis.readings.folding import Folded, Span, fold
from records.assessment import Contact

#: Further numbers in a sample row (QQ, landlines, order numbers) may be a victim's as well.
ROW_NUMBER = re.compile(rf"(?<![0-9])[0-9](?:[ .\-]?[0-9]){{6,40}}|(?<![{DIGIT}])[{DIGIT}]{{7,40}}")
#: How many characters of a value may stay readable: the area of an ID number, the network of a phone.
HEAD = {"id": 3, "card": 0, "phone": 3, "email": 0}


def _national(value: str) -> str:
    """A mobile number without its country code."""
    return value[-11:] if len(value) in (13, 15) and value.lstrip("0").startswith("86") else value


def _readable(
    identities: Sequence[Identity], rows: Sequence[Span], keep: Sequence[Contact]
) -> frozenset[str]:
    """Values of ``keep`` that stand in no sample row."""
    covered = {place for start, end in rows for place in range(start, end)}
    victims = {_national(one.value) for one in identities if one.start in covered}
    return frozenset(contact.value.lower() for contact in keep) - victims


def _head(text: str, identity: Identity) -> int:
    """Readable characters at the start; none where the value is written with gaps or in words."""
    head = HEAD[identity.kind]
    shown = text[identity.start : identity.start + head]
    return head if shown.isascii() and shown.isdigit() else 0


def victim_spans(folded: Folded, keep: Sequence[Contact] = ()) -> Iterator[tuple[int, int, int]]:
    """``(start, end, head)`` of every victim's folded value; ``head`` characters may stay readable."""
    text = folded.text
    identities = find_identities(text)
    rows = find_rows(text, identities)
    kept = _readable(identities, rows, keep)
    for identity in identities:
        if _national(identity.value) not in kept:
            yield identity.start, identity.end, _head(text, identity)
    for start, end in rows:
        for number in ROW_NUMBER.finditer(text, start, end):
            if len(plain_digits(number.group())) > 6:
                yield *number.span(), 0


def mask(text: str, keep: Sequence[Contact] = ()) -> str:
    """``text`` with victims' values replaced by ``*``; its length does not change.

    Masked are ID numbers (15 and 18 digits, right or wrong), bank cards, mobile numbers and e-mail
    addresses, in any disguise the folding knows, and every number of a sample row. At most the first
    three characters of an ID or phone number stay. A value of ``keep`` (the author's own contacts)
    stays unless it stands in a sample row.
    """
    folded = fold(text)
    letters = list(text)
    for start, end, head in victim_spans(folded, keep):
        first, last = folded.span(start, end)
        cut = folded.origins[start + head - 1][1] if head else first
        letters[cut:last] = ["\n" if one == "\n" else "*" for one in letters[cut:last]]
    return "".join(letters)
