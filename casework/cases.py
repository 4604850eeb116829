"""Cases: folders of listings."""

from __future__ import annotations

from django.db import transaction

from casework import audit, tables
from casework.fault import CaseworkError
from casework.rights import demand


def open_case(title: str, by: tables.Account, note: str = "") -> tables.Case:
    """Open a case.

    Raises:
        Denied: the account may not keep cases.
        CaseworkError: the title is empty or longer than 200 characters.
    """
    demand(by, "case")
    title = title.strip()
    if not 0 < len(title) <= 200:
        raise CaseworkError("a case needs a title of 1 to 200 characters")
    with transaction.atomic():
        case = tables.Case.objects.create(title=title, note=note.strip(), opened_by=by)
        audit.record("case opened", f"case:{case.pk}", by, title=title)
    return case


def find_case(number: int) -> tables.Case:
    """The case with this number.

    Raises:
        CaseworkError: there is none.
    """
    case = tables.Case.objects.filter(pk=number).select_related("opened_by").first()
    if case is None:
        raise CaseworkError("there is no case {number}", number=number)
    return case


def all_cases() -> list[tables.Case]:
    """Every case, newest first."""
    return list(tables.Case.objects.select_related("opened_by").prefetch_related("listings"))


def add_listing(case: tables.Case, listing: str, by: tables.Account) -> bool:
    """Put a listing into a case; False if it was in it already.

    Raises:
        Denied: the account may not keep cases.
    """
    demand(by, "case")
    with transaction.atomic():
        _, added = tables.CaseListing.objects.get_or_create(
            case=case, listing=listing, defaults={"added_by": by}
        )
        if added:
            audit.record("listing added", f"case:{case.pk}", by, listing=listing)
    return added


def remove_listing(case: tables.Case, listing: str, by: tables.Account) -> bool:
    """Take a listing out of a case; False if it was not in it.

    Raises:
        Denied: the account may not keep cases.
    """
    demand(by, "case")
    with transaction.atomic():
        removed, _ = tables.CaseListing.objects.filter(case=case, listing=listing).delete()
        if removed:
            audit.record("listing removed", f"case:{case.pk}", by, listing=listing)
    return bool(removed)


def listings_of(case: tables.Case) -> list[str]:
    """The ids of a case's listings in the order they were added."""
    return list(tables.CaseListing.objects.filter(case=case).values_list("listing", flat=True))


def cases_of(listing: str) -> list[tables.Case]:
    """The cases a listing is in."""
    return list(tables.Case.objects.filter(listings__listing=listing))
