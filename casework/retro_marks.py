"""How far a saved search is in its run over everything: one that was cut off goes on there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from casework import tables
from casework.matches import Match, raise_alerts


def mark_of(search: tables.SavedSearch) -> tables.RetroMark:
    """Where the run of a search goes on; at the beginning, if it was not cut off.

    A run goes on only if the search has been matched with what was delivered ever since it began: what came
    meanwhile stands before the mark as well as behind it. So one that is paused, or was changed, begins anew.
    """
    marks = tables.RetroMark.objects.filter(search=search)
    with transaction.atomic():
        mark = marks.first()
        if mark and mark.revision == search.revision and search.active:
            return mark
        marks.delete()
        return tables.RetroMark.objects.create(
            search=search, revision=search.revision, begun_at=timezone.now()
        )


def tell(mark: tables.RetroMark, matches: Sequence[Match]) -> None:
    """Raise the alerts of the next matches and move the mark behind them: both, or none."""
    with transaction.atomic():
        mark.alerts += raise_alerts(matches, retro=True)
        mark.listings += len(matches)
        mark.after = matches[-1].listing
        mark.save()


def end(mark: tables.RetroMark) -> None:
    """The run is at its end: the next one begins at the beginning."""
    tables.RetroMark.objects.filter(pk=mark.pk).delete()
