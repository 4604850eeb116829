"""The original behind a listing. It is not masked: looking at it is an act that is recorded."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from casework import audit
from casework.rights import demand
from console import stores
from console.access import account_of
from console.views.listing import find_listing


@require_POST
def reveal(request: HttpRequest, listing_id: str) -> HttpResponse:
    """Record in ledger and audit that the account looks at the original, then show it."""
    account = account_of(request)
    demand(account, "reveal")
    digest = find_listing(listing_id).capture
    stores.ledger().append("reveal", digest, account.name, listing=listing_id)
    audit.record("revealed", f"listing:{listing_id}", account, capture=digest)
    request.session["revealed"] = [*request.session.get("revealed", []), digest][-200:]
    return redirect("listing", listing_id)


@require_safe
def screenshot(request: HttpRequest, digest: str) -> HttpResponse:
    """The PNG of a capture that this session has revealed."""
    demand(account_of(request), "reveal")
    if digest not in request.session.get("revealed", []):
        raise Http404
    image = stores.vault().screenshot(digest)
    if image is None:
        raise Http404
    return HttpResponse(image, content_type="image/png")
