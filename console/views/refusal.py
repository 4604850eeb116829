"""The page for a form whose token is missing or stale."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with a sentence that says how to go on."""
    sentence = _("The form was stale or not from here. Go back, reload the page and send it again.")
    return render(request, "console/fault.html", {"status": 403, "sentence": sentence}, status=403)
