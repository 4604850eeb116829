"""The case room as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Accounts, reviews, cases, schedules, orders, runs and the record of who did what."""

    name = "casework"
    verbose_name = "Case room"
    default_auto_field = "django.db.models.BigAutoField"
