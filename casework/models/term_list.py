"""Lists of terms that people ask the index about, and the answers; both sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from casework.models.case import Case
from casework.models.order import Order


class TermList(models.Model):
    """Terms asked for one purpose in one case. ``sealed`` holds them, under the key called ``key``; of an
    list that was not read, or cannot be, it holds the upload.

    ``terms`` are to be asked, ``refused`` were not understood. A list that is not done goes on behind its
    last answers.
    """

    class State(models.TextChoices):
        """Where a list stands."""

        UNREAD = "unread"
        UNREADABLE = "unreadable"
        WAITING = "waiting"
        RUNNING = "running"
        CANCELLED = "cancelled"
        DONE = "done"

    name = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="term_lists")
    purpose = models.CharField(max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    sealed = models.BinaryField()
    terms = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNREAD)
    ended_at = models.DateTimeField(null=True)
    coverage = models.JSONField(default=dict)
    order = models.ForeignKey(Order, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["expires_at"])]

    @property
    def is_read(self) -> bool:
        """Whether it has terms."""
        return self.state not in (self.State.UNREAD, self.State.UNREADABLE)


class TermAnswers(models.Model):
    """The answers to ``number`` terms from position ``first`` on, in order; ``found`` of them have hits."""

    list = models.ForeignKey(TermList, on_delete=models.CASCADE, related_name="answers")
    first = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "first"], name="answered_once")
        ]
