"""Contacts: where the author can be reached, whatever the channel word and the digits are disguised as.

A handle counts for the nearest channel word to its left. Numbers in sample rows are victims'.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.grammars.channels import (
    BOTH,
    announced,
    announced_behind,
    announced_by_add,
    announced_earlier,
)
from analysis.grammars.contact_links import SCHEMES, account_of
from analysis.privacy.identity import EMAIL
from analysis.privacy.kinds import PHONE
from analysis.readings.digits import DIGIT, plain_digits
from analysis.readings.folding import Folded, Span
from records.assessment import Contact, ContactKind

HANDLE = re.compile(
    r"[a-z0-9](?<![a-z0-9_].)(?:(?<=[a-z])(?<![@.\-/].)[a-z0-9_\-]{4,31}(?![a-z0-9_@\-]|\.[a-z])"
    r"|(?<=[0-9])[a-z0-9_]{0,3}[a-z_][a-z0-9_]{3,28}(?![a-z0-9_]))"
)
MARKED = re.compile("[0-9_]")
#: 加QQ9000012345: a number, not a WeChat name that begins with q.
QQ_NUMBER = re.compile(r"q{1,2}[1-9][0-9]{4,10}")
MENTION = re.compile(r"(?:(?<![a-z0-9._%+\-])|(?<=tg))@\s{0,1}([a-z][a-z0-9_]{4,31})(?![a-z0-9_.@\-]|开头)")
LINK = re.compile(rf"(?:(?:{SCHEMES})://|www\.)[^\s,;，。、；()（）<>\"“”\u3400-\u9fff]{{4,200}}")
#: A host without its scheme; only under suffixes that no file name ends in.
HOST = re.compile(
    r"[a-z0-9](?<![a-z0-9._%+\-@/].)[a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){0,3}"
    r"\.(?:com|net|org|cn|top|xyz|vip|club|info|app|shop|site|online|cc|io|tv|me|co|live|pro|link|fun|store|tk|pw)"
    r"(?![a-z0-9_\-@]|\.[a-z0-9])(?:/[a-z0-9_\-./?=&%#+]{0,200})?"
)
CHANNEL_LINK = re.compile(r"(?<![a-z0-9.])t(?:elegram)?\.me/(?:joinchat/|\+)?([a-z0-9_]{5,32})")
NUMBER = re.compile(
    rf"[{DIGIT}](?<![{DIGIT}a-pr-uw-z_@.\-/].)(?:[ .\-_·*~]{{0,2}}[{DIGIT}]){{4,40}}(?![a-z_])"
)
GAPS = re.compile(r"[ .\-_·*~]+")
LANDLINE = re.compile(r"400[0-9]{7}|800[0-9]{7}|0[1-9][0-9]{1,2}[0-9]{7,8}")
#: A number of Hong Kong, Macau or Taiwan with its country code in brackets.
ABROAD = re.compile(r"\(\+?(852|853|886)\)\s?([0-9]{4})[\s\-]?([0-9]{4,5})(?![0-9])")
COUNTED = re.compile(r"\s?(?:条|个|元|块|人|户|万|张|组|份|位)")
#: Where a number needs no channel word: 来 9000012345, or the last thing of a line.
CALLED = re.compile(r"(?:来|找|加|摊位|联系)\s{0,2}$")
LAST = re.compile(r"[\s。.!)）]{0,3}(?:\n|$)")
APART = re.compile(r"[\s,:;。)!]")
#: A person named as the one to call is the author's, not a row of a list: 联系人：刘姐 173….
CALL_PERSON = re.compile(r"(?:联系人|咨询|预约|找|请联系|致电)[\s:]{0,2}[\u3400-\u9fff]{1,4}[\s:]{0,2}$")
TAKEN_WORDS = frozenset(
    (
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
    )
)


#: The number of a thing: nobody is reached by it.
NUMBERED = re.compile(r"(?:编|单|订单|工|货|票|型|流水|批)号\s?[:：]?\s?$")


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A contact and the ``[start, end)`` of the reading that shows it."""

    contact: Contact
    start: int
    end: int


def _written(original: str, folded: Folded, start: int, end: int) -> str:
    """The handle as the author wrote it, full width and invisible characters undone."""
    first, last = folded.span(start, end)
    plain = unicodedata.normalize("NFKC", original[first:last])
    return "".join(
        one for one in plain if unicodedata.category(one) not in ("Cf", "Mn", "Me") and not one.isspace()
    )


def _addresses(original: str, folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    if "@" in text:
        for match in EMAIL.finditer(text):
            yield FoundContact(Contact("email", match.group().replace(" ", "")), *match.span())
        for match in MENTION.finditer(text):
            yield FoundContact(Contact("telegram", match.group(1)), *match.span(1))
    for match in ABROAD.finditer(text) if "(" in text else ():
        yield FoundContact(Contact("phone", "".join(match.groups())), *match.span())
    if "." in text or "://" in text:
        yield from _links(original, folded)


def _links(original: str, folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in CHANNEL_LINK.finditer(text) if ".me/" in text else ():
        yield FoundContact(Contact("telegram", match.group(1)), *match.span())
    for pattern in (LINK, HOST) if "://" in text or "www." in text else (HOST,):
        for match in pattern.finditer(text):
            if not CHANNEL_LINK.search(match.group()):
                address = _written(original, folded, *match.span()).rstrip(".,/")
                yield FoundContact(account_of(address) or Contact("url", address), *match.span())


def _handle_kind(text: str, start: int, end: int) -> ContactKind | None:
    """What an ASCII handle is; one with a digit or underscore needs no channel word right before it."""
    handle = text[start:end]
    marked = MARKED.search(handle) is not None
    if not marked and text[start - 1 : start] not in (":", "：", " "):
        return None
    kind = announced(text, start) or announced_by_add(text, start)
    if kind in (None, "email") and marked:
        kind = announced_behind(text, end) or announced_earlier(text, start)
    if kind is None and "_" in handle and _stands_last(text, start, end):
        kind = "telegram"
    return kind


def _stands_last(text: str, start: int, end: int) -> bool:
    """Whether a handle ends a line and something comes before it (a name alone is a name)."""
    return start > 0 and APART.match(text, start - 1) is not None and LAST.match(text, end) is not None


def _handles(original: str, folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in HANDLE.finditer(text):
        start, end = match.span()
        if match.group() in TAKEN_WORDS or text[start - 1 : start] == "@":
            continue
        if QQ_NUMBER.fullmatch(match.group()) and announced(text, start) is None:
            continue
        kind = _handle_kind(text, start, end)
        if kind not in (None, "email", "qq", "phone"):
            written = _written(original, folded, start, end)
            yield FoundContact(Contact(kind, written.lower() if kind == "telegram" else written), start, end)


def _number_kinds(text: str, start: int, end: int, digits: str) -> tuple[ContactKind, ...]:
    """What a number is by the channel word before it, or by its own shape."""
    cue = announced(text, start)
    if PHONE.fullmatch(digits) and BOTH.search(text[max(0, start - 16) : start] + "\n" + text[end : end + 8]):
        return ("phone", "wechat")
    if cue in ("qq", "wechat", "other") and 5 <= len(digits) <= 12 and digits[0] != "0":
        return (cue,)
    if PHONE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        return ("phone",)
    if cue == "phone" and len(digits) in (8, 11, 12) and digits[:3] in ("852", "853", "886"):
        return ("phone",)
    return _uncued(text, start, end) if 9 <= len(digits) <= 10 and digits[0] != "0" else ()


def _uncued(text: str, start: int, end: int) -> tuple[ContactKind, ...]:
    """What a number of nine or ten digits is where no channel word stands right before it."""
    if NUMBERED.search(text[max(0, start - 8) : start]):
        return ()
    kind = announced_behind(text, end) or announced_earlier(text, start)
    if kind in ("qq", "wechat", "other"):
        return (kind,)
    called = CALLED.search(text[max(0, start - 6) : start])
    return ("qq",) if called or _stands_last(text, start, end) else ()


def _is_spelled(shown: str, digits: str) -> bool:
    """Whether what was matched is one number: no blank inside, or one that groups or spaces every digit."""
    gaps = GAPS.split(shown)
    if len(gaps) == 1:
        return True
    sizes = {len(gap) for gap in gaps}
    return sizes == {1} or bool(
        PHONE.fullmatch(digits) or LANDLINE.fullmatch(digits) or digits.startswith("852")
    )


def _is_grouped(text: str, start: int, shown: str, digits: str) -> bool:
    """Whether a channel word makes groups of three and more digits one number: 扣:4555 000 318."""
    sizes = [len(group) for group in GAPS.split(shown)]
    return min(sizes) > 2 and 9 <= len(digits) <= 10 and announced(text, start) in ("qq", "wechat", "other")


def _numbers(folded: Folded) -> Iterator[FoundContact]:
    text = folded.text
    for match in NUMBER.finditer(text):
        start, end = match.span()
        shown, digits = match.group(), plain_digits(match.group())
        if not _is_spelled(shown, digits) and not _is_grouped(text, start, shown, digits):
            first = re.split(r"[ .\-_·*~]", shown)[0]
            shown, digits, end = first, plain_digits(first), start + len(first)
        if len(digits) > 13 or COUNTED.match(text, end):
            continue
        for kind in _number_kinds(text, start, end, digits):
            mobile = PHONE.fullmatch(digits)
            yield FoundContact(Contact(kind, mobile.group(1) if mobile else digits), start, end)


def _victims(text: str, found: Sequence[FoundContact], rows: Sequence[Span]) -> set[str]:
    """Values that stand in a sample row, unless somebody to call is named before them."""
    if not rows:
        return set()
    covered = {place for start, end in rows for place in range(start, end)}
    return {
        one.contact.value
        for one in found
        if one.start in covered and not CALL_PERSON.search(text[max(0, one.start - 12) : one.start])
    }


def find_contacts(original: str, reading: Folded, rows: Sequence[Span] = ()) -> list[FoundContact]:
    """Contacts in a ``reading`` of ``original``, each once, in order; ``rows`` are its sample rows."""
    found = [*_addresses(original, reading), *_handles(original, reading), *_numbers(reading)]
    if not found:
        return found
    victims = _victims(reading.text, found, rows)
    kept: dict[Contact, FoundContact] = {}
    for one in sorted(found, key=lambda each: (each.start, each.contact.kind not in ("email", "url"))):
        if one.contact.value not in victims and not any(
            _overlaps(one, other) for other in [*kept.values()][-4:]
        ):
            kept.setdefault(one.contact, one)
    return list(kept.values())


def _overlaps(one: FoundContact, other: FoundContact) -> bool:
    """Whether both read the same characters, but for a number that is telephone and WeChat at once."""
    same_number = {one.contact.kind, other.contact.kind} == {"phone", "wechat"}
    return one.start < other.end and other.start < one.end and not same_number
