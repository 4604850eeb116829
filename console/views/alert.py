"""Alerts: what saved searches have found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from casework import alerts
from casework.saved_searches import find_search
from console import stores
from console.access import account_of, complaints

SHOWN = 100


@require_safe
def all_alerts(request: HttpRequest) -> HttpResponse:
    """What waits to be acknowledged: one by one, and in the digest a line for each search. ``whose=all``
    shows everybody's searches, ``done=yes`` what was acknowledged, too.
    """
    account = account_of(request)
    whose, done = request.GET.get("whose") == "all", request.GET.get("done") == "yes"
    owner = None if whose else account
    single = alerts.single_alerts(SHOWN, owner, waiting=not done)
    with stores.index() as index:
        covered = stores.coverage("", {}, index)
    page = {
        "alerts": stores.with_documents(single),
        "digest": alerts.digest(owner, waiting=not done),
        "covered": covered,
        "whose": whose,
        "done": done,
    }
    answer = render(request, "console/alerts.html", page)
    alerts.mark_seen([row.pk for row in single if row.seen_at is None], account)
    return answer


@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Be done with alerts: those named, or all of one search."""
    asked, account = request.POST, account_of(request)
    with complaints(request):
        if "search" in asked:
            done = alerts.acknowledge_search(find_search(_number(asked["search"])).pk, account)
        else:
            done = alerts.acknowledge([*map(_number, asked.getlist("alert"))], account)
        said = ngettext("%(number)s alert is acknowledged.", "%(number)s alerts are acknowledged.", done)
        messages.success(request, said % {"number": done})
    back = asked.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "alerts")


def _number(text: str) -> int:
    """A number that a form names; 0, which nothing has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() else 0
