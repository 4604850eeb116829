"""What goes wrong in the case room."""

from casework.chinese import CHINESE
from records.complaint import Complaint


class CaseworkError(Complaint):
    """Something asked of the case room cannot be done; the message is one sentence saying what and why."""

    chinese = CHINESE


class Denied(CaseworkError):
    """The account's role does not give it the right to do this."""
