"""The tables by name, looked up at first use: doors can then be imported before Django is set up."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.models import Account as Account
    from casework.models import Alert as Alert
    from casework.models import AlertListing as AlertListing
    from casework.models import AuditEvent as AuditEvent
    from casework.models import Case as Case
    from casework.models import CaseListing as CaseListing
    from casework.models import Firing as Firing
    from casework.models import Order as Order
    from casework.models import Pause as Pause
    from casework.models import RetroMark as RetroMark
    from casework.models import Review as Review
    from casework.models import ReviewOutbox as ReviewOutbox
    from casework.models import Run as Run
    from casework.models import SavedSearch as SavedSearch
    from casework.models import Schedule as Schedule
    from casework.models import TermAnswers as TermAnswers
    from casework.models import TermList as TermList


def __getattr__(name: str) -> Any:
    return getattr(import_module("casework.models"), name)
