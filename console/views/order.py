"""One order: how far it is and what came of it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework import audit, orders
from casework.models import Order
from casework.rights import demand
from console import stores
from console.access import account_of

BLOCK = 256 * 1024


@require_safe
def order(request: HttpRequest, number: int) -> HttpResponse:
    """The order's page; it asks for itself again while the order is under way."""
    placed = orders.find_order(number)
    page = {
        "order": placed,
        "waiting": placed.state in ("queued", "running"),
        "archive": _archive(placed) is not None,
    }
    return render(request, "console/order.html", page)


@require_safe
def download(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The archive of a finished bundle or export of hits."""
    account = account_of(request)
    demand(account, "export")
    placed = orders.find_order(number)
    archive = _archive(placed)
    if archive is None:
        raise Http404
    audit.record("downloaded", f"order:{number}", account, file=archive.name)
    response = StreamingHttpResponse(_blocks(archive), content_type="application/zip")
    response.headers["Content-Length"] = str(archive.stat().st_size)
    response.headers["Content-Disposition"] = f'attachment; filename="{placed.kind}-{number}.zip"'
    return response


def exports_of(listing: str) -> list[Order]:
    """The latest bundles ordered of one listing, newest first."""
    bundles = orders.recent_orders(200, ["bundle"])
    return [one for one in bundles if listing in one.args.get("listings", [])][:5]


def _archive(placed: Order) -> Path | None:
    """The zip a done order names, if it lies in the home folder: a row is no licence to read other files."""
    name = placed.result.get("zip")
    if placed.kind not in ("bundle", "hits") or placed.state != "done" or not isinstance(name, str):
        return None
    path = (stores.home() / name).resolve()
    return path if path.is_relative_to(stores.home()) and path.suffix == ".zip" and path.is_file() else None


async def _blocks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while block := await asyncio.to_thread(file.read, BLOCK):
            yield block
