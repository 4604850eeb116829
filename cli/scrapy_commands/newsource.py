"""``scrapy newsource``: the same as ``hawkwatch sources new``."""

from cli.scrapy_command import HawkwatchCommand


class Command(HawkwatchCommand):
    """Look at an address and declare it."""

    words = ("sources", "new")

    def short_desc(self) -> str:
        """What it does."""
        return "Look at an address once, recognise what it is and write its source.yml"
