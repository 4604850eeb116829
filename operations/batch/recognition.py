"""What a term of a list is: a person's number, a handle, an account, a web address or a name.

What names a person is asked for by match tokens only, unless the list says that it is a seller's contact
(``手机:…``): a victim's number then stands in no query, whatever keeps a log of queries.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.grammars.contact_links import account_of
from analysis.grammars.contacts import CHANNEL_LINK, HOST, MARKED
from analysis.privacy.asked import TOKENED
from analysis.privacy.identity import EMAIL, find_identities, plain_text
from analysis.privacy.papers import find_papers
from analysis.readings.disguises import unmask
from analysis.readings.folding import fold
from analysis.words.vocabulary import shipped_entries
from records.term_list import RefusalReason, TermKind
from search.fields import CHANNELS, fold_value
from search.language.tags import MOBILE

LONGEST = 200
By = Literal["token", "contact", "account", "web", "words"]
#: Channels whose handles have a form, and that form, of a folded value.
HANDLES: dict[str, re.Pattern[str]] = {
    "qq": re.compile(r"[1-9][0-9]{4,10}"),
    "wechat": re.compile(r"[a-z0-9][a-z0-9_\-]{4,31}"),
    "phone": re.compile(r"(?:\+|00)?[0-9][0-9 \-]{5,18}"),
    "telegram": re.compile(r"@?[a-z][a-z0-9_]{3,31}"),
    "email": EMAIL,
}
#: A channel said before its handle: 微信：abc, QQ号 4300000017.
CHANNEL = re.compile(r"([^\s:]{1,12}?)(?:号码?|账号)?(\s*:\s*|\s+)(?=\S)(.*)", re.DOTALL)
#: Channels that sellers have short words for; of those for a telephone many say no more than "call".
SHORTENED = ("qq", "wechat", "telegram")
ACCOUNT = re.compile(r"[a-z][a-z0-9_]{1,31}:(?!//)\S.*")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
MENTION = re.compile(r"@[a-z][a-z0-9_]{3,31}")
QQ = HANDLES["qq"]
DIGITS = re.compile(r"[0-9x\s.\-_()+]*[0-9][0-9x\s.\-_()+]*")
#: One word in ASCII: a bare handle, an account's name, or a name such as ICBC.
HANDLE = re.compile(r"[a-z0-9][a-z0-9_.\-]*")
#: What may stand before a person's number and says no more than what it is.
LABEL = re.compile(
    r"(?:护照|通行证|回乡证|返乡证|台胞证|身份证|证件|银行卡|储蓄卡|信用卡|卡)?号?码?[\s:]*|\+?(?:00)?86[\s\-]*"
)
SIGN = re.compile(r"[^\W_]")


class Unfit(ValueError):
    """A term that is not asked for; ``why`` never repeats it."""

    def __init__(self, why: RefusalReason) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term understood: what it is, what it is looked for ``by``, and its value in the form of that."""

    kind: TermKind
    by: By
    value: str


def understand(text: str) -> Meaning:
    """What ``text`` asks for.

    Raises:
        Unfit: it is not asked for.
    """
    _check(text)
    value = fold_value(text)
    for recognise in (_contact, _address, _identity, _account, _number):
        if meaning := recognise(value):
            return meaning
    if HANDLE.fullmatch(value):
        return Meaning("account", "account", value)
    return Meaning("name", "words", fold(text).text.strip())


def _check(text: str) -> None:
    if len(text) > LONGEST:
        raise Unfit("too long")
    if any(sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
        raise Unfit("broken characters")
    signs = SIGN.findall(fold(text).text)
    if not signs:
        raise Unfit("nothing to search")
    if len(signs) == 1:
        raise Unfit("too short")


def _contact(value: str) -> Meaning | None:
    """A handle behind the word for its channel, an @name, or a link to somebody's account."""
    if said := _said(value):
        return said
    if MENTION.fullmatch(value):
        return Meaning("telegram", "contact", f"telegram:{value[1:]}")
    if link := CHANNEL_LINK.fullmatch(value.partition("://")[2] or value):
        return Meaning("telegram", "contact", f"telegram:{link.group(1)}")
    if contact := account_of(value) if "/" in value else None:
        kind: TermKind = contact.kind if contact.kind in ("qq", "wechat", "telegram") else "account"
        return Meaning(kind, "contact", f"{contact.kind}:{fold_value(contact.value)}")
    return None


def _said(value: str) -> Meaning | None:
    said = CHANNEL.fullmatch(value)
    channel = _channel_of(said[1]) if said else ""
    if not said or channel not in HANDLES:
        return None
    name, colon, handle = said[1], said[2].strip(), said[3].strip()
    plain = name in CHANNELS
    if HANDLES[channel].fullmatch(handle):
        return _handle(channel, handle) if plain or _is_meant(name, colon, handle) else None
    if colon and (plain or ACCOUNT.fullmatch(value)):
        raise Unfit("no such handle")
    return None  # QQ 音乐 is a name, and so is 卫星：某某


def _channel_of(name: str) -> str:
    """The channel that is called ``name``, in plain words, in sellers' or in a disguise of them; else ""."""
    names = _names()
    return names.get(name) or names.get(unmask(fold(name)).text, "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    # A list means the same when it is asked as when it was read: words of the house may change in between.
    words = (one for one in shipped_entries() if one.topic == "contact" and one.group in SHORTENED)
    # 薇 and Wei are names of people.
    short = {
        one.word: one.group
        for one in words
        if one.word != "wei" and (len(one.word) > 1 or one.word.isascii())
    }
    return short | CHANNELS


def _is_meant(name: str, colon: str, handle: str) -> bool:
    """Whether a short word announces ``handle``: TG Group is a name, and Jiawei, 秋秋 or V may be a person,
    whose number follows.
    """
    if find_identities(handle):
        return name.isascii() and name in _names() and bool(colon or len(name) > 1)
    return bool(colon or MARKED.search(handle))


def _handle(kind: str, handle: str) -> Meaning:
    if kind == "phone":
        digits = re.sub(r"[^0-9]", "", handle)
        mobile = MOBILE.fullmatch(digits)
        handle = mobile.group(1) if mobile else digits
    return Meaning(kind, "contact", f"{kind}:{handle.removeprefix('@')}")  # type: ignore[arg-type]


def _address(value: str) -> Meaning | None:
    if not (ADDRESS.fullmatch(value) or HOST.fullmatch(value)):
        return None
    # In a text the number in an address would be asked for in the clear.
    return (
        Meaning("web", "contact", f"url:{value}") if find_identities(value) else Meaning("web", "web", value)
    )


def _identity(value: str) -> Meaning | None:
    """A person's number, which must be all there is: beside a name it would be asked for in the clear."""
    folded = fold(value).text
    found = [*find_identities(folded), *find_papers(folded)]
    if not found:
        return None
    first = found[0]
    label = LABEL.fullmatch(folded[: first.start])
    around = folded[first.end :] if label else folded[: first.start] + folded[first.end :]
    if first.kind not in TOKENED or SIGN.search(around):
        raise Unfit("more than one value")
    return Meaning(first.kind, "token", first.value)  # type: ignore[arg-type]


def _account(value: str) -> Meaning | None:
    return Meaning("account", "account", value) if ACCOUNT.fullmatch(value) else None


def _number(value: str) -> Meaning | None:
    """Digits that are no person's number can only be a QQ number; a mistyped ID number is not asked for."""
    plain = plain_text(fold(value).text)
    if not DIGITS.fullmatch(plain):
        return None
    if not QQ.fullmatch(value):
        raise Unfit("no such number")
    return Meaning("qq", "contact", f"qq:{value}")
