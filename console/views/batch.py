"""Batch search: the lists, one with its answers, and its table to take away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import cases, orders, term_expiry, term_lists
from casework.fault import CaseworkError
from casework.models import TermList
from casework.rights import demand
from casework.spreadsheet import csv_of, xlsx_of
from casework.term_answers import cancel_list, progress_of
from casework.term_table import NOTHING, Voice, cells_of, read_table, sheets_of
from console import stores, vocabulary
from console.access import account_of, complaints
from records.term_list import MOST_BYTES, MOST_TERMS, Upload
from records.wire import encode

MOST_SHOWN = 200
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def all_lists(request: HttpRequest) -> HttpResponse:
    """The lists, nothing of their terms; a POST hands one in and has it asked."""
    account = account_of(request)
    demand(account, "batch")
    if request.method == "POST":
        with complaints(request):
            return redirect("list", _hand_in(request))
    rows = [(row, progress_of(row), term_lists.may_read(row, account)) for row in term_lists.all_lists()]
    page = {
        "rows": rows,
        "cases": cases.all_cases(),
        "most": MOST_TERMS,
        "given": request.POST,
        "chosen": request.POST.get("case") or request.GET.get("case", ""),
    }
    return render(request, "console/lists.html", page)


def _hand_in(request: HttpRequest) -> int:
    account, asked = account_of(request), request.POST
    upload = _upload(request)
    case = asked.get("case", "")
    if not (case.isascii() and case.isdigit()):
        raise CaseworkError(_("Choose the case that the list belongs to."))
    name = asked.get("name", "").strip() or upload.name or _("pasted list")
    draft = term_lists.Draft(
        name=name[: term_lists.LONGEST_NAME],
        case=int(case),
        purpose=asked.get("purpose", ""),
        plain=encode(upload),
    )
    row = term_lists.add_list(draft, account, stores.list_keys())
    term_lists.order_list(row.pk, account)
    return row.pk


def _upload(request: HttpRequest) -> Upload:
    """The file, or what was pasted.

    Raises:
        CaseworkError: there is neither, both, or too much.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + 2**16:
        raise CaseworkError(_("A list has at most %(size)s MiB; split it.") % {"size": MOST_BYTES // 2**20})
    file, pasted = request.FILES.get("file"), request.POST.get("terms", "")
    if bool(file) == bool(pasted.strip()):
        raise CaseworkError(_("Paste terms or choose a file, one of the two."))
    return Upload(file.name or "", file.read()) if file else Upload("", pasted.encode("utf-8", "replace"))


@never_cache
@require_safe
def one_list(request: HttpRequest, number: int) -> HttpResponse:
    """A list: how far it is while it is asked, then its answers. Looking at them is recorded."""
    account, row = account_of(request), term_lists.find_list(number)
    term_lists.demand_list(row, account)
    order = orders.find_order(row.order.pk) if row.order else None
    waiting = order is not None and order.state in ("queued", "running")
    page: dict[str, Any] = {"list": row, "order": order, "waiting": waiting, "progress": progress_of(row)}
    if not waiting and row.is_read:
        page |= _answers(row, request)
    return render(request, "console/list.html", page)


def _answers(row: TermList, request: HttpRequest) -> dict[str, Any]:
    table, voice = read_table(row, account_of(request), stores.list_keys(), "shown"), _voice()
    hits = [one for one in table.rows if one.answer and (one.answer.total or not one.answer.in_time)]
    refused = table.listed.refused
    return {
        "table": table,
        "hits": [(cells_of(one, voice), one.answer) for one in hits[:MOST_SHOWN]],
        "more": len(hits) - MOST_SHOWN,
        "refused": [(one.line, one.text, voice(one.why)) for one in refused[:MOST_SHOWN]],
        "more_refused": len(refused) - MOST_SHOWN,
        "nothing": voice(NOTHING),
    }


@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Order that the list is asked on."""
    with complaints(request):
        term_lists.order_list(number, account_of(request))
    return redirect("list", number)


@require_POST
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Stop asking the list."""
    with complaints(request):
        cancel_list(number, account_of(request))
    return redirect("list", number)


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Destroy the list before its time."""
    term_expiry.remove_list(number, account_of(request), stores.list_keys())
    messages.success(request, _("List %(number)s is destroyed.") % {"number": number})
    return redirect("lists")


@never_cache
@require_safe
def download(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The table as a file. It is made for this answer and lies on no disk of ours."""
    if form not in FORMS:
        raise Http404
    row = term_lists.find_list(number)
    table = read_table(row, account_of(request), stores.list_keys(), "exported")
    sheets = sheets_of(row, table, _voice())
    content = xlsx_of(sheets) if form == "xlsx" else "".join(csv_of(sheets)).encode()
    response = HttpResponse(content, content_type=FORMS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="hits-{number}.{form}"'
    return response


def _voice() -> Voice:
    return Voice(get_language() or "en", lambda code: vocabulary.word("category", code))
