"""Who did what: the data protection officer's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.audit import recent_events
from casework.rights import demand
from console.access import account_of


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The latest events."""
    demand(account_of(request), "audit")
    return render(request, "console/audit.html", {"events": recent_events(200)})
