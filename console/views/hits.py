"""The hits of a question as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import orders
from console import stores
from console.access import account_of
from console.question import read_question

FORMS = ("xlsx", "csv", "jsonl")
LONGEST_PURPOSE = 500


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Order every hit of the question."""
    question = read_question(request.POST)
    purpose, form = request.POST.get("purpose", "").strip(), request.POST.get("form", "")
    if not 0 < len(purpose) <= LONGEST_PURPOSE or form not in FORMS or not question.is_readable:
        messages.error(request, _("Say what the hits are for, and choose a kind of file."))
        return redirect("search")
    concealed = question.concealed(stores.concealed)
    args: dict[str, Any] = {
        "query": concealed.query,
        "filters": dict(concealed.filters),
        "form": form,
        "purpose": purpose,
        "chinese": (get_language() or "").startswith("zh"),
    }
    return redirect("order", orders.place("hits", args, account_of(request)).pk)
