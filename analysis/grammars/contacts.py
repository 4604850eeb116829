"""Contacts: where the author can be reached, whatever the channel word and the digits are disguised as.

A handle counts for the nearest channel word to its left. Numbers in sample rows are victims'.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from analysis.privacy.identity import EMAIL
from analysis.readings.digits import DIGIT, plain_digits
from analysis.readings.folding import Folded, Span
from analysis.words.vocabulary import load_entries
from records.assessment import Contact, ContactKind

FILLER = r"(?:[\s:：;,.、()（）【】\[\]「」→>=~\-丨|❤是加+┾➕☎\"“”]|号码|账号|帐号|号|id|联系|请|洽|me|我)"
HANDLE = re.compile(
    r"(?<![a-z0-9_@.\-/])[a-z][a-z0-9_\-]{4,31}(?![a-z0-9_@\-])|(?<![a-z0-9_])[0-9][a-z0-9_]{0,3}[a-z_][a-z0-9_]{3,28}(?![a-z0-9_])"
)
MENTION = re.compile(r"(?<![a-z0-9._%+\-])@\s{0,1}([a-z][a-z0-9_]{4,31})(?![a-z0-9_.@\-])")
LINK = re.compile(r"(?:https?://|www\.)[^\s,;，。、；()（）<>\"“”]{4,200}")
CHANNEL_LINK = re.compile(r"(?<![a-z0-9.])t(?:elegram)?\.me/(?:joinchat/|\+)?([a-z0-9_]{5,32})")
NUMBER = re.compile(
    rf"(?<![{DIGIT}a-pr-uw-z_@.\-/])[{DIGIT}](?:[ .\-_·*~]{{0,2}}[{DIGIT}]){{4,40}}(?![a-z_])"
)
MOBILE = re.compile(r"(?:0{0,2}86)?(1[3-9][0-9]{9})")
LANDLINE = re.compile(r"400[0-9]{7}|800[0-9]{7}|0[1-9][0-9]{1,2}[0-9]{7,8}")
SAME_NUMBER = re.compile(r"同微|同v|微信?同|v同|同号|微信同号|vx同")
TAKEN_WORDS = frozenset(
    [
        "telegram",
        "whatsapp",
        "contact",
        "wechat",
        "email",
        "signal",
        "skype",
        "usdt",
        "excel",
        "potato",
        "fields",
    ]
)


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A contact and the ``[start, end)`` of the reading that shows it."""

    contact: Contact
    start: int
    end: int


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, ContactKind]]:
    """A pattern for a channel word and fillers up to a handle's start, and what each word announces."""
    entries = (entry for entry in load_entries() if entry.topic == "contact")
    kinds = {entry.word: cast(ContactKind, entry.group) for entry in entries}
    words = "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?:(?<![a-z])(?=[a-z])|(?=[^a-z]))({words})(?=({FILLER}{{0,10}})$)"), kinds


def _cue(text: str, start: int) -> ContactKind | None:
    """The kind announced right before ``start``: the nearest word wins, the longer of two that overlap."""
    pattern, kinds = _cues()
    left = text[max(0, start - 18) : start]
    best: ContactKind | None = None
    end = -1
    for match in pattern.finditer(left):
        if match.end() > end:
            best, end = kinds[match.group(1)], match.end()
    return best


def _written(original: str, folded: Folded, start: int, end: int) -> str:
    """The handle as the author wrote it, full width and invisible characters undone."""
    first, last = folded.span(start, end)
    plain = unicodedata.normalize("NFKC", original[first:last])
    return "".join(
        one for one in plain if unicodedata.category(one) not in ("Cf", "Mn", "Me") and not one.isspace()
    )


def _addresses(original: str, folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in EMAIL.finditer(text):
        yield FoundContact(Contact("email", match.group().replace(" ", "")), *match.span())
    for match in CHANNEL_LINK.finditer(text):
        yield FoundContact(Contact("telegram", match.group(1)), *match.span())
    for match in LINK.finditer(text):
        if not CHANNEL_LINK.search(match.group()):
            yield FoundContact(
                Contact("url", _written(original, folded, *match.span()).rstrip(".,/")), *match.span()
            )
    for match in MENTION.finditer(text):
        yield FoundContact(Contact("telegram", match.group(1)), *match.span(1))


def _handles(original: str, folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in HANDLE.finditer(text):
        start, end = match.span()
        kind = _cue(text, start)
        if kind is None and re.search(r"加我?[\s:]{0,2}$", text[max(0, start - 4) : start]):
            kind = "wechat"
        if match.group() in TAKEN_WORDS or kind in (None, "email", "qq") or text[start - 1 : start] == "@":
            continue
        bare_word = not re.search(r"[0-9_]", match.group()) and text[start - 1 : start] not in tuple(":： ")
        if kind == "phone" or bare_word:
            continue
        written = _written(original, folded, start, end)
        yield FoundContact(Contact(kind, written.lower() if kind == "telegram" else written), start, end)


def _number_kind(text: str, start: int, end: int, digits: str) -> ContactKind | None:
    """What a number is by the channel word before it, or by its own shape."""
    cue = _cue(text, start)
    if cue in ("qq", "wechat", "other") and 5 <= len(digits) <= 12 and digits[0] != "0":
        return cue
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        return "phone"
    if cue == "phone" and len(digits) in (8, 11, 12) and digits[:3] in ("852", "853", "886"):
        return "phone"
    if (
        9 <= len(digits) <= 10
        and digits[0] != "0"
        and re.search(r"(?:来|找|加|摊位|联系)\s{0,2}$", text[max(0, start - 6) : start])
    ):
        return "qq"
    return None


def _is_spelled(shown: str, digits: str) -> bool:
    """Whether what was matched is one number: no blank inside, or one that groups or spaces every digit."""
    gaps = re.split(r"[ .\-_·*~]+", shown)
    if len(gaps) == 1:
        return True
    sizes = {len(gap) for gap in gaps}
    return sizes == {1} or bool(
        MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits) or digits.startswith("852")
    )


def _numbers(folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in NUMBER.finditer(text):
        start, end = match.span()
        shown, digits = match.group(), plain_digits(match.group())
        if not _is_spelled(shown, digits):
            first = re.split(r"[ .\-_·*~]", shown)[0]
            shown, digits, end = first, plain_digits(first), start + len(first)
        if len(digits) > 13 or re.match(r"\s?(?:条|个|元|块|人|户|万|张|组)", text[end : end + 2]):
            continue
        kind = _number_kind(text, start, end, digits)
        if kind is None:
            continue
        plain = MOBILE.fullmatch(digits)
        yield FoundContact(Contact(kind, plain.group(1) if plain and kind == "phone" else digits), start, end)
        near = text[max(0, start - 16) : start] + text[end : end + 8]
        if kind == "phone" and SAME_NUMBER.search(near):
            yield FoundContact(Contact("wechat", digits[-11:]), start, end)


def find_contacts(original: str, reading: Folded, rows: Sequence[Span] = ()) -> list[FoundContact]:
    """Contacts in a ``reading`` of ``original``, each once, in order; ``rows`` are its sample rows."""
    found = [*_addresses(original, reading), *_handles(original, reading), *_numbers(reading)]
    covered = {place for start, end in rows for place in range(start, end)}
    victims = {one.contact.value for one in found if one.start in covered}
    seen: set[Contact] = set()
    kept: list[FoundContact] = []
    for one in sorted(found, key=lambda each: (each.start, each.contact.kind != "email")):
        overlap = any(
            one.start < other.end
            and other.start < one.end
            and {one.contact.kind, other.contact.kind} != {"phone", "wechat"}
            for other in kept[-4:]
        )
        if one.contact in seen or one.contact.value in victims or overlap:
            continue
        seen.add(one.contact)
        kept.append(one)
    return kept
