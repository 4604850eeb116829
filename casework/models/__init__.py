"""The tables of the case room, one file per noun."""

from casework.models.account import Account, Accounts, Role
from casework.models.alert import Alert, AlertListing
from casework.models.audit import AuditEvent
from casework.models.case import Case, CaseListing
from casework.models.order import Order
from casework.models.pause import Pause
from casework.models.retro_mark import RetroMark
from casework.models.review import Review, ReviewOutbox
from casework.models.run import Run
from casework.models.saved_search import SavedSearch
from casework.models.schedule import Firing, Schedule
from casework.models.term_list import TermAnswers, TermList

__all__ = [
    "Account",
    "Accounts",
    "Alert",
    "AlertListing",
    "AuditEvent",
    "Case",
    "CaseListing",
    "Firing",
    "Order",
    "Pause",
    "RetroMark",
    "Review",
    "ReviewOutbox",
    "Role",
    "Run",
    "SavedSearch",
    "Schedule",
    "TermAnswers",
    "TermList",
]
