"""Who works here."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What an account is for; :mod:`casework.rights` says what each may do."""

    INVESTIGATOR = "investigator"
    OPERATOR = "operator"
    ANALYST = "analyst"
    OFFICER = "officer"  # data protection officer
    ADMIN = "admin"


class Accounts(BaseUserManager["Account"]):
    """The accounts, found by name."""


class Account(AbstractBaseUser):
    """A person with a name, a password (argon2) and one role."""

    name = models.CharField(max_length=100, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]
