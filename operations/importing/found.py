"""A page that was found in a handed-in file."""

from dataclasses import dataclass

from records.page import Page


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page in a file, and the form or the family of sites by which it is read."""

    page: Page
    family: str

    @property
    def address(self) -> str:
        """Where it lies in the file: an archive may hold one address of the web many times."""
        assert self.page.part is not None
        record = self.page.part.context.get("record")
        return self.page.part.own_address + (f"/{record}" if record else "")
