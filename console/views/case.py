"""Cases: the list, and one with its listings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import cases, orders
from casework.reviews import last_verdicts
from console import stores
from console.access import account_of, complaints


@require_http_methods(["GET", "HEAD", "POST"])
def all_cases(request: HttpRequest) -> HttpResponse:
    """The cases; a POST opens one."""
    if request.method == "POST":
        with complaints(request):
            opened = cases.open_case(
                request.POST.get("title", ""), account_of(request), request.POST.get("note", "")
            )
            return redirect("case", opened.pk)
        return redirect("cases")
    return render(request, "console/cases.html", {"cases": cases.all_cases()})


@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One case with its listings; a listing the index no longer holds is named all the same."""
    opened = cases.find_case(number)
    ids = cases.listings_of(opened)
    with stores.index() as index:
        documents = [(listing_id, index.get(listing_id)) for listing_id in ids]
    verdicts = last_verdicts(ids)
    rows = [(listing_id, document, verdicts.get(listing_id)) for listing_id, document in documents]
    page = {"case": opened, "rows": rows, "exports": _exports(number)}
    return render(request, "console/case.html", page)


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a listing out of the case."""
    with complaints(request):
        cases.remove_listing(cases.find_case(number), request.POST.get("listing", ""), account_of(request))
    return redirect("case", number)


@require_POST
def export(request: HttpRequest, number: int) -> HttpResponse:
    """Order an evidence bundle of the whole case."""
    listings = cases.listings_of(cases.find_case(number))
    if not listings:
        messages.error(request, _("The case holds no listing yet."))
        return redirect("case", number)
    args: dict[str, Any] = {"listings": listings, "case": number, "profile": "evidence"}
    return redirect("order", orders.place("bundle", args, account_of(request)).pk)


def _exports(number: int) -> list[Any]:
    return [one for one in orders.recent_orders(200, ["bundle"]) if one.args.get("case") == number][:5]
