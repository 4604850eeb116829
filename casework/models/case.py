"""What an investigator gathers."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Case(models.Model):
    """A folder of listings with a title; its number is the row's id."""

    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]


class CaseListing(models.Model):
    """One listing in a case; ``listing`` is the index's id."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="listings")
    listing = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "listing"], name="listing_once_per_case")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["listing"])]
