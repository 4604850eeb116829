"""What goes wrong in a journal."""

from records.complaint import Complaint
from records.order import Exit


class JournalError(Complaint):
    """The journal cannot be opened or written; the message names the file."""

    code = Exit.STORE
