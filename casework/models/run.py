"""What the crawls did."""

from typing import ClassVar

from django.db import models

from casework.models.order import Order


class Run(models.Model):
    """One run of one source; ``report`` is its ``records.order.RunReport`` as JSON once it has ended."""

    class State(models.TextChoices):
        """Whether it still runs."""

        RUNNING = "running"
        ENDED = "ended"

    run = models.CharField(max_length=200, primary_key=True)
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    exit_code = models.IntegerField(null=True)
    report = models.JSONField(default=dict)
    order = models.ForeignKey(Order, null=True, on_delete=models.SET_NULL, related_name="runs")

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-run"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["source", "-started_at"])]
