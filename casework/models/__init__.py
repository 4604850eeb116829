"""The tables of the case room, one file per noun."""

from casework.models.account import Account, Accounts, Role
from casework.models.audit import AuditEvent
from casework.models.case import Case, CaseListing
from casework.models.order import Order
from casework.models.pause import Pause
from casework.models.review import Review, ReviewOutbox
from casework.models.run import Run
from casework.models.schedule import Firing, Schedule

__all__ = [
    "Account",
    "Accounts",
    "AuditEvent",
    "Case",
    "CaseListing",
    "Firing",
    "Order",
    "Pause",
    "Review",
    "ReviewOutbox",
    "Role",
    "Run",
    "Schedule",
]
