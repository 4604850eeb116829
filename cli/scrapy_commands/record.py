"""``scrapy record``: the same as ``hawkwatch sources record``."""

from cli.scrapy_command import HawkwatchCommand


class Command(HawkwatchCommand):
    """Save pages of a source."""

    words = ("sources", "record")

    def short_desc(self) -> str:
        """What it does."""
        return "Save pages of a source with fakes in the place of every name, number and handle"
