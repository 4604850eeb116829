"""What people decided about listings."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Review(models.Model):
    """One verdict of one person on one listing. Rows are only added: the last counts, the rest is history."""

    class Verdict(models.TextChoices):
        """What a reviewer may say."""

        CONFIRMED = "confirmed"
        REJECTED = "rejected"
        UNSURE = "unsure"

    listing = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.TextField(blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["listing", "id"])]


class ReviewOutbox(models.Model):
    """A review the index has not been told of yet; written in the review's own transaction."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
