"""What operations is asked to do."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Order(models.Model):
    """One thing asked for: queued, then running at one worker, then done or failed with a result.

    ``args`` and ``result`` are JSON objects whose keys belong to the kind. ``placed_by`` is None when the
    house's own scheduler asked.
    """

    class State(models.TextChoices):
        """Where an order stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=20)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    result = models.JSONField(default=dict)
    worker = models.CharField(max_length=100, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    placed_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "id"])]
