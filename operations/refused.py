"""A run that cannot start."""

from records.complaint import Complaint


class RunRefused(Complaint):
    """A run cannot start; ``code`` is the exit code, the message one sentence."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code
