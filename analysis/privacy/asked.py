"""Where a query asks for a person's number or address, and what of that may stay as it was typed.

A query is read here as text, not as a tree: one with an error in it must hide its numbers, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import Identity
from analysis.privacy.papers import find_papers
from analysis.readings.folding import Span, fold

#: A name or an address is nobody's alone.
TOKENED = ("id", "card", "phone", "email", "plate", "paper")
#: Fields whose value is a seller's handle, as they are folded; such a value stays if it is of these kinds.
HANDLES = frozenset(
    (
        *("contact", "联系方式", "seller", "卖家", "qq", "扣扣", "wechat", "微信", "phone", "电话", "手机"),
        *("telegram", "飞机", "电报", "email", "邮箱", "url", "网址", "other"),
    )
)
HANDLED = ("phone", "email")
QUOTES = '"“”„「」『』'
PHRASE = re.compile(rf"(?<![^\s(（:：+\-!！])[{QUOTES}](?:[^{QUOTES}\\]|\\.)*[{QUOTES}]", re.DOTALL)
#: The fields right before a value; fields before a group, and a group's end.
FIELDS = re.compile(r"(?:\w+\s*[:：]\s*)+$")
GROUP = re.compile(r"((?:\w+\s*[:：]\s*)*)[(（]|[)）]")
WORD = re.compile(r"[^\s()（）]*$")
#: Names of fields stand nearer than that before their value; a query longer than any that is read has none.
NEAR = 300
LONGEST = 4000
#: A country code apart from its number; wildcards behind a whole number.
COUNTRY = re.compile(r"(?<![0-9])[+＋]?(?:00)?86[\s\-]*$")
WILDCARDS = re.compile(r"[*?＊？]*")
#: Listings, captures and tokens are named so: what looks like a number inside is chance.
DIGEST = re.compile(r"(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{20,}(?![0-9a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands at ``[start, end)`` of a query: ``values`` that name a person and, where a phrase held
    them, its other ``texts``; ``field`` is what was named before, with its colon.
    """

    start: int
    end: int
    values: tuple[Identity, ...]
    field: str = ""
    texts: tuple[str, ...] = ()


def asked_values(query: str) -> Iterator[Asked]:
    """What in ``query`` names a person, in order; nothing that is given as a seller's handle."""
    plain = len(query) <= LONGEST
    phrases = [found.span() for found in PHRASE.finditer(query)] if plain else []
    for phrase, values in groupby(_values(query), lambda value: _holding(phrases, value.start)):
        named = [one for one in values if not (plain and _is_handle(query, one, phrase))]
        if phrase and named:
            yield _in_phrase(query, phrase, named)
        elif named:
            yield from (_bare(query, one) for one in named)


def _values(query: str) -> Iterator[Identity]:
    """Values at their places in the query, never overlapping."""
    # Escapes and line ends are no part of a number; a field's name before one does not make it an order's.
    folded = fold(re.sub(r"[\\\n\r]", " ", re.sub("[:：]", ",", query)))
    found = [*_identities(folded.text), *find_papers(folded.text)]
    digests = [digest.span() for digest in DIGEST.finditer(query)]
    place = 0
    for value in sorted(found, key=lambda one: one.start):
        start, end = folded.span(value.start, value.end)
        if value.kind in TOKENED and start >= place and not _holding(digests, start):
            yield replace(value, start=start, end=end)
            place = end


def _identities(text: str) -> list[Identity]:
    """As :func:`find_identities`; where single digits kept apart make no value, the first may be the last
    sign of a name: 张三 1 3 8.
    """
    found = find_identities(text)
    starts = [value.start for value in found if value.kind == "number"]
    if not starts:
        return found
    signs = list(text)
    for start in starts:
        signs[start] = ","
    return find_identities("".join(signs))


def _holding(spans: Sequence[Span], place: int) -> Span | None:
    return next((span for span in spans if span[0] <= place < span[1]), None)


def _is_handle(query: str, value: Identity, phrase: Span | None) -> bool:
    if value.kind not in HANDLED:
        return False
    before = query[: phrase[0] if phrase else value.start]
    word = WORD.search(before, max(0, len(before) - NEAR))
    apart = FIELDS.search(before, max(0, len(before) - NEAR))
    named = [*_groups(before), *(found.group() for found in (word, apart) if found)]
    names = {fold(name).text.strip() for one in named for name in re.split("[:：]", one)[:-1]}
    return not names.isdisjoint(HANDLES)


def _groups(before: str) -> list[str]:
    """The fields of the groups that are open at the end of ``before``."""
    opened: list[str] = []
    for found in GROUP.finditer(before):
        if found.group()[-1] in "(（":
            opened.append(found.group(1))
        elif opened:
            opened.pop()
    return opened


def _bare(query: str, value: Identity) -> Asked:
    """A value outside of quotation marks, with all that belongs to it."""
    start, end = value.start, value.end
    if value.kind == "phone" and (country := COUNTRY.search(query, max(0, start - 10), start)):
        start = country.start()
    inner = query[start:end]
    if inner.count(")") > inner.count("(") and query[:start].endswith("("):  # (138) 0000 0123
        start -= 1
    wildcards = WILDCARDS.match(query, end)
    return Asked(_field_start(query, start), wildcards.end() if wildcards else end, (value,))


def _field_start(query: str, start: int) -> int:
    fields = FIELDS.search(query, max(0, start - NEAR), start)
    return fields.start() if fields else start


def _in_phrase(query: str, phrase: Span, values: Sequence[Identity]) -> Asked:
    start, end = phrase
    field_start = _field_start(query, start)
    edges = [start + 1, *(edge for value in values for edge in (value.start, value.end)), end - 1]
    texts = (query[first:last].strip() for first, last in zip(edges[::2], edges[1::2], strict=True))
    said = tuple(text for text in texts if re.search(r"\w", text))
    return Asked(field_start, end, tuple(values), query[field_start:start], said)
