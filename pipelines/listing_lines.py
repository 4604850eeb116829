"""``-O out.jsonl``: one line per listing, masked."""

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from records.visit import KeptVisit
from records.wire import encode


class ListingLines(BaseItemExporter):
    """Writes every listing of the run once, as it was last read: JSON lines, in the order of first sight.

    The lines leave when the run ends, for the whole of a post may be read after an excerpt of it.
    """

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file
        self.lines: dict[str, bytes] = {}

    def export_item(self, item: KeptVisit) -> None:
        """Note the visit's listings; a visit without one notes nothing."""
        self.lines |= {listing.id: encode(listing) + b"\n" for listing in item.listings}

    def finish_exporting(self) -> None:
        """Write what was noted."""
        self.file.writelines(self.lines.values())
