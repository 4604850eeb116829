"""Sources that somebody has stopped for a while."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Pause(models.Model):
    """A source that is not to be read until ``until`` (None: until somebody resumes it)."""

    source = models.CharField(max_length=200, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar[list[str]] = ["source"]
