"""What the index answered to a list's terms, slice by slice; each is committed whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import audit, tables
from casework.fault import CaseworkError
from casework.keyring import Keyring
from casework.term_lists import demand_list, find_list, subject_of


class Cancelled(CaseworkError):
    """Somebody cancelled the list, or destroyed it, while it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The answers to ``number`` terms from ``first`` on (counted from 0), ``found`` of which have hits."""

    first: int
    number: int
    found: int
    plain: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a list's terms are ``asked``, and how many of these were ``found``."""

    asked: int
    found: int


def progress_of(row: tables.TermList) -> Progress:
    """How far the list is."""
    slices = list(row.answers.values_list("number", "found"))
    return Progress(sum(number for number, _ in slices), sum(found for _, found in slices))


def begin(row: tables.TermList) -> None:
    """Note that the list is asked from now on.

    Raises:
        Cancelled: somebody cancelled it before it was begun.
    """
    open_ones = tables.TermList.objects.filter(pk=row.pk, state__in=("waiting", "running"))
    if not open_ones.update(state="running"):
        raise Cancelled("term list {number} was cancelled", number=row.pk)


def keep_slice(row: tables.TermList, answered: Slice, keyring: Keyring) -> None:
    """Keep the answers to the next terms.

    Raises:
        Cancelled: the list is cancelled, or is not there any more.
    """
    sealed = keyring.seal(row.key, answered.plain, _about(answered.first))
    with transaction.atomic():
        if not tables.TermList.objects.filter(pk=row.pk, state="running").exists():
            raise Cancelled("term list {number} was cancelled", number=row.pk)
        tables.TermAnswers.objects.create(
            list=row, first=answered.first, number=answered.number, found=answered.found, sealed=sealed
        )


def read_slices(row: tables.TermList, keyring: Keyring) -> Iterator[bytes]:
    """The answers in the clear, in order, as they were kept. Who may see them,
    :func:`casework.term_lists.read_terms` says."""
    for kept in row.answers.all():
        yield keyring.unseal(row.key, bytes(kept.sealed), _about(kept.first))


def end(row: tables.TermList, coverage: Mapping[str, Any]) -> None:
    """Note that every term is answered, and what the index covered by then (JSON)."""
    found = tables.TermList.objects.filter(pk=row.pk, state="running")
    with transaction.atomic():
        if found.update(state="done", ended_at=timezone.now(), coverage=dict(coverage)):
            audit.record("term list answered", subject_of(row), None, terms=row.terms)


def pause(row: tables.TermList) -> None:
    """Note that nobody asks the list now; it goes on where it stopped."""
    tables.TermList.objects.filter(pk=row.pk, state="running").update(state="waiting")


def cancel_list(number: int, by: tables.Account) -> None:
    """Stop asking a list; what is answered stays, and it can be ordered again.

    Raises:
        Denied: the account may not read the list.
        CaseworkError: there is no such list, or it is done.
    """
    row = find_list(number)
    demand_list(row, by)
    with transaction.atomic():
        if not tables.TermList.objects.filter(pk=number, state__in=("waiting", "running")).update(
            state="cancelled"
        ):
            # The state is part of the sentence, so that each has its Chinese.
            raise CaseworkError(f"term list {{number}} is {row.state}", number=number)
        audit.record("term list cancelled", subject_of(row), by)


def _about(first: int) -> str:
    return f"answers {first}"
