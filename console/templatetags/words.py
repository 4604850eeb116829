"""Template filters for the words, numbers and marks of the field."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from console import vocabulary
from console.marking import Span, mark, snippet
from records.assessment import Alternative, Contact, Offer, Reason, Severity
from records.coverage import Coverage
from records.coverage_words import sentences
from search.found import Hit

register = template.Library()


@register.filter
def word(code: object, kind: str) -> str:
    """``{{ code|word:"category" }}``: the code in the reader's language."""
    return vocabulary.word(kind, code)


@register.filter
def refusal(ended: Mapping[str, str]) -> str:
    """Why an order failed, in the reader's language."""
    chinese = (get_language() or "en").startswith("zh")
    return (chinese and ended.get("error_zh")) or ended["error"]


@register.filter
def grouped(number: object) -> str:
    """``12,345``; nothing where there is no number."""
    return f"{number:,}" if isinstance(number, int) else ""


@register.filter
def pairs(mapping: Mapping[str, object] | None) -> list[tuple[str, object]]:
    """Keys and values; ``mapping.items`` in a template finds the key "items", which is a page state."""
    return list((mapping or {}).items())


@register.filter
def percent(share: float) -> str:
    """``0.934`` as ``93 %``."""
    return f"{share * 100:.0f} %"


@register.filter
def moment(at: datetime, precision: str = "minute") -> SafeString:
    """A time in UTC as text and for machines."""
    shown = at.astimezone(UTC)
    form = "%Y-%m-%d %H:%M:%S" if precision == "second" else "%Y-%m-%d %H:%M"
    return format_html(
        '<time datetime="{}">{}</time>', shown.isoformat(timespec="seconds"), shown.strftime(form)
    )


@register.filter
def clock(iso: str) -> str:
    """A due time of a schedule, as its own zone's clock shows it."""
    return datetime.fromisoformat(iso).strftime("%m-%d %H:%M")


@register.filter
def claimed(grading: Severity) -> str:
    """The basis of a grade without its opening "if the claim is true", which the page says by itself."""
    basis = grading.basis_zh if _chinese() else grading.basis
    return re.sub(r"^(?:if the claim is true:?|如所称属实：)\s*", "", basis)


@register.filter
def cited(grading: Severity) -> tuple[str, ...]:
    """The articles a grade stands on."""
    return grading.articles_zh if _chinese() else grading.articles


@register.filter
def because(alternative: Alternative) -> str:
    """Why another grade is argued for."""
    return alternative.because_zh if _chinese() else alternative.because


@register.filter
def amount(offer: Offer) -> str:
    """How many records an offer holds, or nothing."""
    if offer.quantity is None:
        return ""
    return ngettext("%(count)s record", "%(count)s records", offer.quantity) % {
        "count": f"{offer.quantity:,}"
    }


@register.filter
def price(offer: Offer) -> str:
    """What an offer costs: yuan and unit, or the price as quoted, or nothing."""
    unit = vocabulary.word("unit", offer.price_unit) if offer.price_unit else ""
    if offer.price is None:
        return f"{offer.price_raw} {unit}".strip() if offer.price_raw else ""
    number = f"{Decimal(str(offer.price)).normalize():,f}"
    return f"¥{number} {unit}".strip()


@register.filter
def worth(offers: Sequence[Offer]) -> list[str]:
    """How much is offered at what price, each said once: offers of several categories often share it."""
    said = (" · ".join(filter(None, (amount(offer), price(offer)))) for offer in offers)
    return [*dict.fromkeys(filter(None, said))]


@register.filter
def channel(contact: Contact) -> str:
    """A contact with its channel: ``QQ 12345``."""
    return f"{vocabulary.word('channel', contact.kind)} {contact.value}"


@register.filter
def same_contact(contact: Contact) -> str:
    """The address of the search for every listing with this contact."""
    value = f"{contact.kind}:{contact.value}"
    return reverse("search") + "?" + urlencode({"q": f"contact:{_quoted(value)}"})


@register.filter
def same_seller(seller: str) -> str:
    """The address of the search for every listing of this account."""
    return reverse("search") + "?" + urlencode({"q": f"seller:{_quoted(seller)}"})


@register.filter
def same_campaign(campaign: str) -> str:
    """The address of the search for every copy of this advert."""
    return reverse("search") + "?" + urlencode({"q": f"campaign:{campaign}"})


@register.filter
def extract(hit: Hit) -> SafeString:
    """A hit's text around its first highlight, marked."""
    return snippet(hit.document.text, [Span(start, end) for start, end in hit.highlights])


@register.filter
def headline(hit: Hit) -> SafeString:
    """A hit's title, marked; a hit without one is called by its author."""
    if hit.document.title:
        return mark(hit.document.title, [Span(start, end) for start, end in hit.title_highlights])
    return mark(hit.document.author_name or gettext("untitled post"), [])


@register.simple_tag
def reasoned(text: str, reasons: tuple[Reason, ...], field: str, image: int = 0) -> SafeString:
    """A field of a post (of the field ``image`` the picture of that number) with the spans marked that made
    the machine think so.
    """
    there = (reason for reason in reasons if (reason.field, reason.image) == (field, image))
    spans = [Span(reason.start, reason.end, reason.rule) for reason in there]
    return mark(text, spans)


@register.simple_tag
def covered(coverage: Coverage, hits: int | None = None) -> tuple[str, ...]:
    """How far an answer with so many hits reaches, in sentences; from the second on, where it falls short."""
    return sentences(coverage, _chinese(), hits)


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
