"""What people were told of."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from casework.models.saved_search import SavedSearch


class Alert(models.Model):
    """A campaign that answers a saved search, told once: (search, campaign) is unique.

    ``campaign`` is the fingerprint that copies share, of a listing without one its own id. ``listing`` is the
    first that was met, ``copies`` counts it and those that came after. ``retro`` where the run of a search
    over everything kept has found it.
    """

    search = models.ForeignKey(SavedSearch, on_delete=models.PROTECT, related_name="alerts")
    campaign = models.CharField(max_length=512)
    listing = models.CharField(max_length=512)
    copies = models.PositiveIntegerField(default=0)
    retro = models.BooleanField(default=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "campaign"], name="campaign_once_per_search")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["acknowledged_at", "search"])]


class AlertListing(models.Model):
    """A listing that an alert tells of: the first of its campaign or a copy. A search is told of a listing
    once, whatever becomes of its text: (search, listing) is unique.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="listings")
    search = models.ForeignKey(SavedSearch, on_delete=models.PROTECT, related_name="+")
    listing = models.CharField(max_length=512)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listing", "search"], name="listing_once_per_search")
        ]
