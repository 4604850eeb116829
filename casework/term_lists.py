"""Term lists: what somebody asks the index about, sealed, for a purpose in a case, and for thirty days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from casework import audit, orders, tables
from casework.cases import find_case
from casework.fault import CaseworkError, Denied
from casework.keyring import Keyring
from casework.rights import demand

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT = timedelta(days=30)
LONGEST_NAME = 200
LONGEST_PURPOSE = 500
#: What is sealed is sealed as one of these, so that neither can stand in the other's place.
UPLOAD, TERMS = "upload", "terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A list to be kept: what it is called and asked for, and the upload (``records.term_list.Upload`` as
    JSON).
    """

    name: str
    case: int
    purpose: str
    plain: bytes = field(repr=False)


def add_list(draft: Draft, by: tables.Account, keyring: Keyring) -> tables.TermList:
    """Keep a list, unread; its key is its own.

    Raises:
        Denied: the account may not ask by lists.
        CaseworkError: there is no such case, no purpose is given, or name or purpose are too long.
    """
    demand(by, "batch")
    case = find_case(draft.case)
    name, purpose = draft.name.strip(), draft.purpose.strip()
    _check(name, purpose)
    now, key = timezone.now(), keyring.make()
    sealed = keyring.seal(key, draft.plain, UPLOAD)
    with transaction.atomic():
        row = tables.TermList.objects.create(
            name=name, case=case, purpose=purpose, owner=by, created_at=now, expires_at=now + KEPT, key=key,
            sealed=sealed,
        )  # fmt: skip
        audit.record("term list added", subject_of(row), by, case=case.pk, purpose=purpose)
    return row


def _check(name: str, purpose: str) -> None:
    if not purpose:
        raise CaseworkError("say what the list is asked for: its purpose is kept with it")
    if len(purpose) > LONGEST_PURPOSE:
        raise CaseworkError("the purpose of a list has at most {most} characters", most=LONGEST_PURPOSE)
    if not 0 < len(name) <= LONGEST_NAME:
        raise CaseworkError("a list needs a name of 1 to {most} characters", most=LONGEST_NAME)


def find_list(number: int) -> tables.TermList:
    """The list with this number; of its terms nothing is read.

    Raises:
        CaseworkError: there is none, or its thirty days are over.
    """
    row = _standing().filter(pk=number).first()
    if row is None:
        raise CaseworkError(
            "there is no term list {number}; lists are destroyed after {days} days",
            number=number,
            days=KEPT.days,
        )
    return row


def all_lists() -> list[tables.TermList]:
    """Every list that has not expired, newest first."""
    return list(_standing())


def _standing() -> QuerySet[tables.TermList]:
    rows = tables.TermList.objects.select_related("case", "owner", "order")
    return rows.filter(expires_at__gt=timezone.now())


def may_read(row: tables.TermList, by: tables.Account) -> bool:
    """Whether the account may see terms and answers: its owner, or an administrator."""
    return by.is_active and (row.owner == by or by.role == "admin")


def demand_list(row: tables.TermList, by: tables.Account) -> None:
    """Let an account pass that may read the list.

    Raises:
        Denied: it may not ask by lists, or the list is somebody else's.
    """
    demand(by, "batch")
    if not may_read(row, by):
        raise Denied("term list {number} belongs to {owner}", number=row.pk, owner=row.owner.name)


def read_upload(row: tables.TermList, by: tables.Account, keyring: Keyring) -> bytes:
    """What was handed in, of a list that nobody has read yet.

    Raises:
        Denied: the account may not read the list.
    """
    demand_list(row, by)
    return keyring.unseal(row.key, bytes(row.sealed), UPLOAD)


def keep_terms(row: tables.TermList, plain: bytes, terms: int, refused: int, keyring: Keyring) -> None:
    """Keep what was read of the upload in its place: ``terms`` to be asked, ``refused`` ones beside them."""
    sealed = keyring.seal(row.key, plain, TERMS)
    with transaction.atomic():
        unread = tables.TermList.objects.filter(pk=row.pk, state="unread")
        if unread.update(sealed=sealed, terms=terms, refused=refused, state="waiting"):
            audit.record("term list read", subject_of(row), row.owner, terms=terms, refused=refused)
    row.refresh_from_db()


def note_unreadable(row: tables.TermList) -> None:
    """Note that what was handed in is no list: reading it again would end the same way."""
    with transaction.atomic():
        if tables.TermList.objects.filter(pk=row.pk, state="unread").update(state="unreadable"):
            audit.record("term list refused", subject_of(row), row.owner)
    row.refresh_from_db()


def read_terms(row: tables.TermList, by: tables.Account, keyring: Keyring, act: str) -> bytes:
    """The terms in the clear, as they were given to :func:`keep_terms`; the audit hears of the ``act``
    (``asked shown exported``).

    Raises:
        Denied: the account may not read the list.
        CaseworkError: nobody has read the upload yet, or it cannot be read.
    """
    demand_list(row, by)
    _refuse_unreadable(row)
    if row.state == "unread":
        raise CaseworkError("term list {number} is not read yet", number=row.pk)
    audit.record(f"term list {act}", subject_of(row), by, case=row.case.pk)
    return keyring.unseal(row.key, bytes(row.sealed), TERMS)


def _refuse_unreadable(row: tables.TermList) -> None:
    if row.state == "unreadable":
        raise CaseworkError("term list {number} cannot be read; hand it in again", number=row.pk)


def reopen_list(number: int, by: tables.Account) -> tables.TermList:
    """The list, to be asked or asked on where it stopped, also if it was cancelled.

    Raises:
        Denied: the account may not read the list.
        CaseworkError: there is no such list, it is done, or it cannot be read.
    """
    row = find_list(number)
    demand_list(row, by)
    _refuse_unreadable(row)
    if row.state == "done":
        raise CaseworkError("term list {number} is done: every term is answered", number=number)
    tables.TermList.objects.filter(pk=number, state="cancelled").update(state="waiting")
    return find_list(number)


def order_list(number: int, by: tables.Account) -> tables.Order:
    """Order that the list is asked, or asked on.

    Raises:
        Denied: the account may not read the list.
        CaseworkError: as :func:`reopen_list`, or it is ordered already.
    """
    with transaction.atomic():
        row = reopen_list(number, by)
        if row.order and row.order.state in ("queued", "running"):
            raise CaseworkError("term list {number} is ordered already", number=number)
        row.order = orders.place("batch", {"list": number}, by)
        row.save(update_fields=["order"])
    return row.order


def subject_of(row: tables.TermList) -> str:
    """What the audit calls a list."""
    return f"term-list:{row.pk}"
