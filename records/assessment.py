"""What the machine thinks of a post, and the characters that made it think so."""

from dataclasses import dataclass
from typing import Literal

Label = Literal["sale", "seek", "other"]
PriceUnit = Literal["total", "record", "month", "query"]
ContactKind = Literal["qq", "wechat", "phone", "telegram", "email", "url", "other"]
Grade = Literal["none", "below", "serious", "especially_serious"]

CATEGORIES = (
    *("bank", "hotel", "patient", "ecommerce", "express", "investor", "loan", "telecom", "location"),
    *("household", "vehicle", "property", "student", "insurance", "gambling", "social", "lookup"),
    *("account_kit", "mixed_other"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule and the span that earned it: ``text`` is the post's ``field`` cut at ``[start, end)``."""

    rule: str
    start: int
    end: int
    text: str
    field: Literal["title", "text", "author"] = "text"


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
class Severity:
    """Potential severity *if the claim is true*, by 法释〔2017〕10号 art. 5; never a finding of guilt.

    ``ladder`` is the record threshold applied (50, 500 or 5,000; None outside art. 253-1), ``basis`` the
    rule in
    words, ``sensitive`` the PIPL art. 28 flag.
    """

    grade: Grade = "none"
    ladder: int | None = None
    basis: str = ""
    sensitive: bool = False


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
