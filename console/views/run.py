"""Runs and schedules."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from casework import orders, runs, schedules
from casework.fault import CaseworkError
from casework.pauses import standing_pauses
from casework.rights import demand
from console import stores
from console.access import account_of, complaints


@require_safe
def all_runs(request: HttpRequest) -> HttpResponse:
    """What is left alone, what ran, what is asked for and what comes next."""
    pauses = standing_pauses()
    page = {
        "pauses": pauses,
        "paused": {row.source for row in pauses},
        "hosts": stores.hosts_left_alone(),
        "runs": runs.recent_runs(50),
        "orders": orders.recent_orders(10),
        "schedules": [(row, schedules.next_due(row, 3)) for row in schedules.all_schedules()],
        "sources": stores.sources(),
    }
    return render(request, "console/runs.html", page)


@require_POST
def add_schedule(request: HttpRequest) -> HttpResponse:
    """Have a source read by a cron expression."""
    account, asked = account_of(request), request.POST
    demand(account, "schedule")
    with complaints(request):
        source = _source(request)
        schedules.add_schedule(source, asked.get("cron", ""), asked.get("zone", ""), account)
        messages.success(request, _("%(source)s is scheduled.") % {"source": source})
    return redirect("runs")


@require_POST
def set_active(request: HttpRequest, number: int) -> HttpResponse:
    """Pause or resume a schedule."""
    with complaints(request):
        schedules.set_active(number, request.POST.get("active") == "yes", account_of(request))
    return redirect("runs")


@require_POST
def run_now(request: HttpRequest) -> HttpResponse:
    """Order a crawl of one source."""
    account = account_of(request)
    demand(account, "run")
    with complaints(request):
        return redirect("order", orders.place("crawl", {"source": _source(request)}, account).pk)
    return redirect("runs")


def _source(request: HttpRequest) -> str:
    name = request.POST.get("source", "")
    if name not in stores.sources():
        raise CaseworkError(_("There is no source %(name)s.") % {"name": name})
    return name
