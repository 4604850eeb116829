"""The pages for a form whose token is missing or stale, and for a request that is none, or too large."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from records.term_list import MOST_BYTES


def refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with a sentence that says how to go on."""
    sentence = _("The form was stale or not from here. Go back, reload the page and send it again.")
    return render(request, "console/fault.html", {"status": 403, "sentence": sentence}, status=403)


def refuse_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what Django itself does not take."""
    sentence = _("The request was damaged, or larger than %(size)s MiB.") % {"size": MOST_BYTES // 2**20}
    return render(request, "console/fault.html", {"status": 400, "sentence": sentence}, status=400)
