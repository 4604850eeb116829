"""What people want to be told of."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from casework.models.case import Case


class SavedSearch(models.Model):
    """A query whose new listings somebody wants to hear of.

    ``query`` names nobody: identity values in it are match tokens. ``filters`` are facets' values by name.
    ``language`` is the version of the query language that it was written in. ``revision`` rises over all
    searches with every change of any of them, so that whoever matches them knows what is new. One that was
    removed keeps its row for the sake of its alerts.
    """

    class Notice(models.TextChoices):
        """How its owner is told."""

        AT_ONCE = "at_once"  # each alert counts in the navigation until it is acknowledged
        DIGEST = "digest"  # its alerts wait in the digest

    name = models.CharField(max_length=200)
    query = models.TextField()
    filters = models.JSONField(default=dict)
    purpose = models.CharField(max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL)
    notice = models.CharField(max_length=10, choices=Notice.choices, default=Notice.AT_ONCE)
    active = models.BooleanField(default=True)
    language = models.PositiveSmallIntegerField()
    revision = models.BigIntegerField(unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
