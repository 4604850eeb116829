"""What the machine thinks of a post, and the characters that made it think so."""

from dataclasses import dataclass
from typing import Literal

Label = Literal["sale", "seek", "other"]
PriceUnit = Literal["total", "record", "month", "query"]
ContactKind = Literal["qq", "wechat", "phone", "telegram", "email", "url", "other"]
Grade = Literal["none", "below", "serious", "especially_serious"]
#: How sure a rule of law is: settled, well supported, courts differ, our own reading, its text not read.
Certainty = Literal["firm", "likely", "disputed", "own_reading", "unverified"]

CATEGORIES = (
    *("bank", "hotel", "patient", "ecommerce", "express", "investor", "loan", "telecom", "location"),
    *("household", "vehicle", "property", "student", "insurance", "gambling", "social", "lookup"),
    *("account_kit", "mixed_other"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule and the span that earned it: ``text`` is the post's ``field`` cut at ``[start, end)``.

    The field ``image`` is the text read in picture number ``image`` of the post, counted from 1. ``times``
    tells how often the rule was earned where that is counted (invisible characters).
    """

    rule: str
    start: int
    end: int
    text: str
    field: Literal["title", "text", "author", "image"] = "text"
    times: int = 1
    image: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing offered or sought. ``quantity`` in records, ``price`` in CNY; a foreign price is only
    ``price_raw``.
    """

    category: str
    quantity: int | None = None
    price: float | None = None
    price_unit: PriceUnit | None = None
    fields: tuple[str, ...] = ()
    price_raw: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A handle to reach the author; ``value`` normalised (digits for qq and phone, Telegram lower case
    without @).
    """

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What grade and record threshold would be by another view that courts take; ``because`` says which."""

    grade: Grade
    ladder: int | None
    because: str
    because_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """Potential severity *if the claim is true*, by 法释〔2017〕10号 art. 5; never a finding of guilt.

    ``ladder`` is the record threshold applied (50, 500 or 5,000; None outside art. 253-1), ``basis`` the
    rule in words (``basis_zh`` in Chinese), ``sensitive`` the PIPL art. 28 flag. ``articles`` are cited in
    English and, in the same order, in Chinese. ``certainty`` is that of the least sure rule applied;
    ``reviewed`` says that a lawyer has reviewed every one of them.
    """

    grade: Grade = "none"
    ladder: int | None = None
    basis: str = ""
    sensitive: bool = False
    basis_zh: str = ""
    articles: tuple[str, ...] = ()
    articles_zh: tuple[str, ...] = ()
    certainty: Certainty | None = None
    alternatives: tuple[Alternative, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The machine's judgement of one post; ``score`` is the probability of sale or seek."""

    label: Label
    score: float
    categories: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    severity: Severity = Severity()
    reasons: tuple[Reason, ...] = ()
