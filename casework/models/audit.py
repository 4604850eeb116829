"""Who did what, when."""

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """One act: ``kind`` (``reviewed``, …) on ``subject`` by the account named ``actor``, or ``house``."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["subject"])]
