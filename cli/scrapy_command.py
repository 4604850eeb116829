"""A command of ours under ``scrapy``."""

from typing import Any

from scrapy.commands import ScrapyCommand


class HawkwatchCommand(ScrapyCommand):
    """A command of ``hawkwatch`` called by ``scrapy``: its words go on as they are."""

    requires_project = True
    requires_crawler_process = False
    words: tuple[str, ...] = ()

    def syntax(self) -> str:
        """How it is called."""
        return f"…  (see `hawkwatch {' '.join(self.words)} --help`)"

    def run(self, args: list[str], opts: Any) -> None:
        """Hand over; ends the process with the command's exit code."""
        from cli.main import run  # `scrapy list` must not wait for the whole house

        run([*self.words, *args])
