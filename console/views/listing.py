"""One listing: what was said, why it matters, how it was kept, what people decided."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from casework import alerts, cases, orders, reviews
from casework.fault import CaseworkError
from casework.models import Case
from console import stores
from console.access import account_of, complaints
from console.capture import read_evidence
from console.views.order import exports_of
from records.document import Document
from search.index import Index
from search.nodes import Tag


@require_safe
def listing(request: HttpRequest, listing_id: str) -> HttpResponse:
    """The listing's page."""
    document = find_listing(listing_id)
    with stores.index() as index:
        copies = copies_of([document], index)
    history = reviews.reviews_of(listing_id)
    page = {
        "document": document,
        "copies": copies.get(document.campaign, 0),
        "history": history,
        "verdict": history[0].verdict if history else document.review,
        "verdicts": reviews.VERDICTS,
        "evidence": read_evidence(document.capture),
        "revealed": document.capture in request.session.get("revealed", []),
        "alerts": alerts.alerts_of(listing_id),
        "in_cases": cases.cases_of(listing_id),
        "cases": cases.all_cases(),
        "exports": exports_of(listing_id),
        "past": stores.past(document.source, listing_id),
    }
    return render(request, "console/listing.html", page)


@require_POST
def review(request: HttpRequest, listing_id: str) -> HttpResponse:
    """Record a verdict."""
    find_listing(listing_id)
    with complaints(request):
        note = request.POST.get("note", "")
        reviews.record_review(listing_id, request.POST.get("verdict", ""), account_of(request), note)
        messages.success(request, _("Your review is recorded."))
    return redirect("listing", listing_id)


@require_POST
def add_to_case(request: HttpRequest, listing_id: str) -> HttpResponse:
    """Put the listing into a case, an open one or a new one."""
    find_listing(listing_id)
    with complaints(request):
        case = _chosen_case(request)
        cases.add_listing(case, listing_id, account_of(request))
        messages.success(request, _("The listing is in case %(number)s.") % {"number": case.pk})
    return redirect("listing", listing_id)


@require_POST
def export(request: HttpRequest, listing_id: str) -> HttpResponse:
    """Order an evidence bundle of the listing."""
    find_listing(listing_id)
    args: dict[str, Any] = {"listings": [listing_id], "case": None, "profile": "evidence"}
    return redirect("order", orders.place("bundle", args, account_of(request)).pk)


def find_listing(listing_id: str) -> Document:
    """The listing's document.

    Raises:
        CaseworkError: the index holds none.
    """
    with stores.index() as index:
        document = index.get(listing_id)
    if document is None:
        raise CaseworkError(_("There is no listing %(id)s.") % {"id": listing_id})
    return document


def copies_of(documents: Sequence[Document], index: Index) -> dict[str, int]:
    """How many listings each campaign of these documents has, by its fingerprint."""
    campaigns = list(dict.fromkeys(one.campaign for one in documents if one.campaign))
    counts = index.find_each([Tag("campaign", campaign) for campaign in campaigns], limit=0)
    return {campaign: found.total for campaign, found in zip(campaigns, counts, strict=True)}


def _chosen_case(request: HttpRequest) -> Case:
    number, title = request.POST.get("case", ""), request.POST.get("title", "")
    if number.isascii() and number.isdigit():
        return cases.find_case(int(number))
    return cases.open_case(title, account_of(request))
