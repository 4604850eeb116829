"""Saved searches: what people want to be told of."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import alerts, cases, orders, saved_searches
from casework.fault import CaseworkError, Denied
from casework.models import SavedSearch
from casework.rights import demand
from console import stores
from console.access import account_of, complaints
from console.search_form import SearchForm, form_of, read_form
from search.preview import PREVIEW_DAYS, preview
from search.query import QueryError

SHOWN = 50


@require_safe
def all_searches(request: HttpRequest) -> HttpResponse:
    """Every saved search with its alerts."""
    counts = alerts.counts_by_search()
    rows = [(row, *counts.get(row.pk, (0, 0))) for row in saved_searches.all_searches()]
    return render(request, "console/saved_searches.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new_search(request: HttpRequest) -> HttpResponse:
    """The form of a new search with its preview; a POST shows the preview anew, or saves."""
    account = account_of(request)
    demand(account, "watch")
    form = read_form(request.POST if request.method == "POST" else request.GET)
    page = _previewed(form)
    row = _saved(request, page, lambda: saved_searches.save_search(form.draft(), account))
    if row is not None:
        messages.success(request, _("The search is saved; what answers it from now on raises alerts."))
        return redirect("saved-search", row.pk)
    return render(request, "console/new_search.html", page, status=400 if page["complaint"] else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_search(request: HttpRequest, number: int) -> HttpResponse:
    """One saved search with its alerts, and the form that changes it; a POST previews or changes."""
    row, account = saved_searches.find_search(number), account_of(request)
    form = read_form(request.POST) if request.method == "POST" else form_of(row)
    page = _previewed(form)
    if _saved(request, page, lambda: saved_searches.change_search(number, form.draft(), account)):
        messages.success(request, _("The search is changed."))
        return redirect("saved-search", number)
    rows = alerts.recent_alerts(SHOWN, search=number)
    page |= {
        "search": row,
        "results": reverse("search") + form_of(row).question.address(),
        "may_change": saved_searches.may_change(row, account),
        "alerts": stores.with_documents(rows),
        "counts": alerts.counts_by_search().get(number, (0, 0)),
    }
    return render(request, "console/saved_search.html", page, status=400 if page["complaint"] else 200)


@require_POST
def set_active(request: HttpRequest, number: int) -> HttpResponse:
    """Pause or resume a search."""
    with complaints(request):
        saved_searches.set_active(number, request.POST.get("active") == "yes", account_of(request))
    return redirect("saved-search", number)


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a search away."""
    row = saved_searches.remove_search(number, account_of(request))
    messages.success(request, _("“%(name)s” is removed; its alerts stay.") % {"name": row.name})
    return redirect("saved-searches")


@require_POST
def run(request: HttpRequest, number: int) -> HttpResponse:
    """Order the run of a search over everything that is kept."""
    row = saved_searches.find_search(number)
    return redirect("order", orders.place("retro", {"search": row.pk}, account_of(request)).pk)


def _saved(request: HttpRequest, page: dict[str, Any], save: Callable[[], SavedSearch]) -> SavedSearch | None:
    """What was saved, if that was asked; None with the complaint in ``page`` where it could not be."""
    if request.POST.get("do") != "save" or page["complaint"]:
        return None
    try:
        return save()
    except Denied:
        raise
    except CaseworkError as error:
        page["complaint"] = error.said(get_language() or "en")
    return None


def _previewed(form: SearchForm) -> dict[str, Any]:
    """The form's page: what the search would have told, or what is wrong with its query."""
    page: dict[str, Any] = {"form": form, "cases": cases.all_cases(), "days": PREVIEW_DAYS, "complaint": ""}
    if not form.question.asks:
        return page
    since = (datetime.now(UTC) - timedelta(days=PREVIEW_DAYS)).date()
    try:
        with stores.index() as index:
            page["preview"] = preview(index, form.question.query, form.filters, since)
            page["covered"] = stores.coverage(form.question.query, form.filters, index)
    except QueryError as error:
        page["complaint"] = error.said(get_language() or "en")
    return page
