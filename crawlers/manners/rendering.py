"""Which addresses of a run are shown by a browser."""

import time

from crawlers.journal.address_queue import Row
from crawlers.manners.retry import lacks_posts
from crawlers.memory.render_choice import RenderChoices
from records.page import Page
from records.reading import Reading
from records.source import Source
from records.visit import Again


class Rendering:
    """As the source declares it and, where that leaves it open, by what was learned of pages of this kind."""

    def __init__(self, source: Source, choices: RenderChoices) -> None:
        self.source, self.choices = source, choices

    def at_once(self, row: Row) -> bool:
        """Whether an address is asked for in a browser from the beginning."""
        if row.render or self.source.render == "always":
            return True
        return self.source.render == "when-empty" and self.choices.at_once(row.kind, row.url, time.time())

    def instead(self, row: Row, page: Page, reading: Reading) -> Again | None:
        """The same address in a browser, where the plain page lacks what that may show."""
        if not lacks_posts(self.source, page, reading):
            return None
        vain = self.choices.in_vain(row.kind, row.url, time.time())
        return None if vain else Again(render=True)
