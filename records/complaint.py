"""What can go wrong so that a person has to be told."""

from collections.abc import Mapping
from typing import ClassVar

from records.order import Exit


class Complaint(Exception):
    """An error whose message is one sentence for a person; ``code`` is what the command line ends with.

    ``values`` fill the places of ``message``. ``chinese`` has the messages of a kind in Chinese; what is not
    among them is said in English.
    """

    code: int = Exit.USAGE
    chinese: ClassVar[Mapping[str, str]] = {}
    values: Mapping[str, object]

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """The message in ``language``: ``zh_Hans``, or ``en``."""
        message = self.chinese.get(self.message, self.message) if language.startswith("zh") else self.message
        return message.format(**self.values) if self.values else message
