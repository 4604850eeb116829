"""Saved searches: what people want to be told of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from casework import audit, tables
from casework.cases import find_case
from casework.fault import CaseworkError, Denied
from casework.rights import demand, may

NOTICES = ("at_once", "digest")
LONGEST_NAME, LONGEST_PURPOSE = 200, 500
#: The version of the key in what asks for a match token.
TOKEN_KEY = re.compile(r"match:[a-z]+\.([0-9]+)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDraft:
    """A search as somebody wants it saved. ``query`` has been read in the query language's version
    ``language`` and names nobody; ``filters`` are facets' values by name, ``case`` is a case's number.
    """

    name: str
    query: str
    purpose: str
    language: int
    filters: dict[str, str] = field(default_factory=dict)
    case: int | None = None
    notice: str = "at_once"


def save_search(draft: SearchDraft, by: tables.Account) -> tables.SavedSearch:
    """Save a search; what is delivered from now on is matched with it.

    Raises:
        Denied: the account may not watch.
        CaseworkError: a part of the draft is lacking or wrong; the message names it.
    """
    demand(by, "watch")
    values = _values(draft)
    with transaction.atomic():
        row = tables.SavedSearch.objects.create(owner=by, revision=_next_revision(), **values)
        audit.record("search saved", _subject(row), by, name=row.name, purpose=row.purpose)
    return row


def change_search(number: int, draft: SearchDraft, by: tables.Account) -> tables.SavedSearch:
    """Give a search other words; what it was told of already, it is not told of again.

    Raises:
        Denied: it is somebody else's, and the account is no administrator's.
        CaseworkError: there is none, or a part of the draft is lacking or wrong.
    """
    return _change(number, by, "search changed", **_values(draft))


def set_active(number: int, active: bool, by: tables.Account) -> tables.SavedSearch:
    """Pause a search or resume it; what was delivered during a pause, only a retro-run finds.

    Raises:
        Denied: it is somebody else's, and the account is no administrator's.
        CaseworkError: there is none.
    """
    return _change(number, by, "search resumed" if active else "search paused", active=active)


def remove_search(number: int, by: tables.Account) -> tables.SavedSearch:
    """Take a search away for good; its alerts stay, acknowledged.

    Raises:
        Denied: it is somebody else's, and the account is no administrator's.
        CaseworkError: there is none.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _change(number, by, "search removed", active=False, removed_at=now)
        row.alerts.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by=by)
    return row


def begin_retro_run(number: int, by: tables.Account) -> tables.SavedSearch:
    """The search that is going to be run over everything kept; the audit hears of it.

    Raises:
        Denied: the account may not watch.
        CaseworkError: there is none.
    """
    demand(by, "watch")
    row = find_search(number)
    audit.record("search run", _subject(row), by, name=row.name)
    return row


def find_search(number: int) -> tables.SavedSearch:
    """The search with this number.

    Raises:
        CaseworkError: there is none, or it was removed.
    """
    row: tables.SavedSearch | None = _standing().filter(pk=number).first()
    if row is None:
        raise CaseworkError("there is no saved search {number}", number=number)
    return row


def all_searches() -> list[tables.SavedSearch]:
    """Every search that was not removed, newest first."""
    return list(_standing())


def searches_by_older_keys(version: int) -> list[tables.SavedSearch]:
    """The active searches that ask for match tokens, and for one at least by no key as new as ``version``:
    of what comes from now on they find nothing by it. A number is known by its token alone, so only who
    saved the search can type it again.
    """
    return [
        row
        for row in _standing().filter(active=True, query__contains="match:")
        if _is_outdated(row.query, version)
    ]


def _is_outdated(query: str, version: int) -> bool:
    found = Counter(int(key) for key in TOKEN_KEY.findall(query))
    return found[version] < max(found.values(), default=0)


def changed_searches(since: int) -> list[tables.SavedSearch]:
    """Every search, paused and removed ones too, that changed after the revision ``since``, in order of
    their changes.
    """
    return list(tables.SavedSearch.objects.filter(revision__gt=since).order_by("revision"))


def may_change(row: tables.SavedSearch, account: tables.Account) -> bool:
    """Whether a search is the account's to change: its owner's, or any administrator's."""
    return may(account, "watch") and (row.owner_id == account.pk or account.role == "admin")


def _standing() -> Any:
    return tables.SavedSearch.objects.filter(removed_at=None).select_related("owner", "case")


def _change(number: int, by: tables.Account, event: str, **values: Any) -> tables.SavedSearch:
    with transaction.atomic():
        row = find_search(number)
        if not may_change(row, by):
            raise Denied(
                "saved search {number} is {owner}'s; {name} may not change it",
                number=number, owner=row.owner.name, name=by.name,
            )  # fmt: skip
        for name, value in values.items():
            setattr(row, name, value)
        row.revision = _next_revision()
        row.save()
        audit.record(event, _subject(row), by, name=row.name)
    return row


def _next_revision() -> int:
    top: int | None = tables.SavedSearch.objects.aggregate(top=Max("revision"))["top"]
    return (top or 0) + 1


def _subject(row: tables.SavedSearch) -> str:
    return f"search:{row.pk}"


def _values(draft: SearchDraft) -> dict[str, Any]:
    name, purpose = draft.name.strip(), draft.purpose.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise CaseworkError("a saved search needs a name of 1 to {most} characters", most=LONGEST_NAME)
    if not 0 < len(purpose) <= LONGEST_PURPOSE:
        raise CaseworkError(
            "say in 1 to {most} characters for what purpose {name!r} is saved",
            most=LONGEST_PURPOSE,
            name=name,
        )
    if not (draft.query.strip() or draft.filters):
        raise CaseworkError("{name!r} asks nothing; everything that is kept would be an alert", name=name)
    if draft.notice not in NOTICES:
        raise CaseworkError(
            "notice {notice!r} is unknown; it is one of {known}",
            notice=draft.notice,
            known=", ".join(NOTICES),
        )
    return {
        "name": name,
        "purpose": purpose,
        "query": draft.query.strip(),
        "filters": dict(draft.filters),
        "case": find_case(draft.case) if draft.case is not None else None,
        "notice": draft.notice,
        "language": draft.language,
    }
