"""When sources are to be read."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from casework.models.order import Order


class Schedule(models.Model):
    """A source, a five-field cron expression and the IANA zone in which it is meant.

    ``active_since`` is when it was made or last resumed: nothing due before it is fired.
    """

    source = models.CharField(max_length=200)
    cron = models.CharField(max_length=100)
    zone = models.CharField(max_length=60)
    active = models.BooleanField(default=True)
    active_since = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class Firing(models.Model):
    """A due time that was acted on, once: (schedule, due_at) is unique.

    ``missed`` counts the due times before it that passed while nobody was there to fire them.
    """

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="firings")
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField()
    missed = models.PositiveIntegerField(default=0)
    order = models.OneToOneField(Order, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar[list[str]] = ["-due_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["schedule", "due_at"], name="due_once")
        ]
