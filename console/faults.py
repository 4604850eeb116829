"""Faults of the stores as pages: one sentence instead of a traceback."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from casework.fault import CaseworkError, Denied
from crawlers.declared.catalog import SourceError
from crawlers.memory.file import MemoryFault
from evidence.ledger import LedgerError
from evidence.list_keys import KeyringError
from evidence.match_keys import MatchKeyError
from evidence.vault import VaultError
from records.complaint import Complaint
from search.index import IndexFault

STATUS: tuple[tuple[type[Complaint], int], ...] = (
    (Denied, 403),
    (CaseworkError, 404),
    (IndexFault, 503),
    (VaultError, 503),
    (LedgerError, 503),
    (KeyringError, 503),
    (MatchKeyError, 503),
    (SourceError, 503),
    (MemoryFault, 503),
)


class FaultPages:
    """Middleware that turns the named errors of the rooms below into a page with their sentence."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer as it comes."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The fault's page, or None for what is not ours to explain."""
        status = next((number for kind, number in STATUS if isinstance(fault, kind)), None)
        if status is None or not isinstance(fault, Complaint):
            return None
        sentence = fault.said(get_language() or "en")
        return render(request, "console/fault.html", {"sentence": sentence, "status": status}, status=status)
