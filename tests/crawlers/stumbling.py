"""A step of the chain that fails on threads, as a fault of ours would."""

from records.visit import Visit


class Stumbling:
    def process_item(self, item: Visit) -> Visit:
        if "viewthread" in item.page.url:
            raise LookupError("what is wrong with it")
        return item
