"""What can go wrong so that a person has to be told."""

from records.order import Exit


class Complaint(Exception):
    """An error whose message is one sentence for a person; ``code`` is what the command line ends with."""

    code: int = Exit.USAGE
