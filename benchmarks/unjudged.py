"""A pipeline step that passes a visit on unjudged: what collecting costs by itself."""

from records.visit import JudgedVisit, KeptVisit, Visit


class Unjudged:
    """Visit in, KeptVisit of nothing out."""

    def process_item(self, item: Visit) -> KeptVisit:
        """The visit as the journal takes it."""
        return KeptVisit(judged=JudgedVisit(item, ()))
