"""``-O out.jsonl``: one line per listing, masked."""

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from records.visit import KeptVisit
from records.wire import encode


class ListingLines(BaseItemExporter):
    """Writes the listings of each committed visit as JSON lines."""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(dont_fail=True, **kwargs)
        self.file = file

    def export_item(self, item: KeptVisit) -> None:
        """Write the visit's listings; a visit without one writes nothing."""
        for listing in item.listings:
            self.file.write(encode(listing) + b"\n")
