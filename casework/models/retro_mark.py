"""How far the runs of saved searches over everything are."""

from typing import ClassVar

from django.db import models

from casework.models.saved_search import SavedSearch


class RetroMark(models.Model):
    """The run of a saved search over everything that is kept, while it is not at its end.

    It goes by id, and has told of everything up to ``after``: ``listings`` that answer, and ``alerts`` that
    were new. ``revision`` is that of the search as it was begun with.
    """

    search = models.OneToOneField(SavedSearch, on_delete=models.CASCADE, related_name="retro_mark")
    revision = models.BigIntegerField()
    after = models.CharField(max_length=512, blank=True)
    listings = models.PositiveIntegerField(default=0)
    alerts = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["search"]
