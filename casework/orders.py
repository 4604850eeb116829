"""Orders: the console and the scheduler ask, operations does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import audit, tables
from casework.fault import CaseworkError
from casework.rights import demand
from records.complaint import Complaint

# The kinds there are, and the right an account needs to ask for each.
RIGHT_OF = {
    "crawl": "run",
    "bundle": "export",
    "hits": "export",
    "batch": "batch",
    "rebuild": "run",
    "replay": "run",
    "deliver": "run",
    "retro": "watch",
}


def place(kind: str, args: Mapping[str, Any], by: tables.Account | None = None) -> tables.Order:
    """Ask for something; ``by`` None means the house itself. ``args`` must be JSON.

    Raises:
        Denied: the account's role may not ask for this kind.
        CaseworkError: there is no such kind.
    """
    if kind not in RIGHT_OF:
        raise CaseworkError(
            "order kind {kind!r} is unknown; kinds are {known}", kind=kind, known=", ".join(sorted(RIGHT_OF))
        )
    if by is not None:
        demand(by, RIGHT_OF[kind])
    with transaction.atomic():
        order = tables.Order.objects.create(kind=kind, args=dict(args), placed_by=by)
        audit.record("order placed", f"order:{order.pk}", by, order=kind, args=dict(args))
    return order


def claim(worker: str, kinds: Collection[str] | None = None) -> tables.Order | None:
    """Take the oldest queued order (of these kinds), now running at ``worker``; None when there is none.

    No two workers get the same order.
    """
    queued = tables.Order.objects.filter(state="queued").order_by("id")
    with transaction.atomic():
        order = (queued.filter(kind__in=list(kinds)) if kinds is not None else queued).first()
        if order is not None:
            order.state, order.worker, order.started_at = "running", worker, timezone.now()
            order.save()
    return order


def finish(number: int, result: Mapping[str, Any]) -> tables.Order:
    """End a running order well; ``result`` must be JSON.

    Raises:
        CaseworkError: there is no such order, or it is not running.
    """
    return _end(number, "done", result)


def fail(number: int, why: Complaint | str) -> tables.Order:
    """End a running order badly; ``why`` is what people read: kept as ``result["error"]`` and, where it has
    its Chinese, as ``result["error_zh"]``.

    Raises:
        CaseworkError: there is no such order, or it is not running.
    """
    told = {"error": str(why)}
    if isinstance(why, Complaint) and (chinese := why.said("zh_Hans")) != told["error"]:
        told["error_zh"] = chinese
    return _end(number, "failed", told)


def release(worker: str) -> int:
    """Queue again what ``worker`` left running when it died; says how many orders."""
    left = tables.Order.objects.filter(state="running", worker=worker)
    return left.update(state="queued", worker="", started_at=None)


def find_order(number: int) -> tables.Order:
    """The order with this number.

    Raises:
        CaseworkError: there is none.
    """
    order = tables.Order.objects.filter(pk=number).select_related("placed_by").first()
    if order is None:
        raise CaseworkError("there is no order {number}", number=number)
    return order


def recent_orders(limit: int = 20, kinds: Collection[str] | None = None) -> list[tables.Order]:
    """The latest orders, newest first."""
    rows = tables.Order.objects.select_related("placed_by")
    return list((rows.filter(kind__in=list(kinds)) if kinds is not None else rows)[:limit])


def _end(number: int, state: str, result: Mapping[str, Any]) -> tables.Order:
    with transaction.atomic():
        order = find_order(number)
        if order.state != "running":
            raise CaseworkError("order {number} is {state}, not running", number=number, state=order.state)
        order.state, order.result, order.ended_at = state, dict(result), timezone.now()
        order.save()
        audit.record(f"order {state}", f"order:{number}", None, order=order.kind)
    return order
