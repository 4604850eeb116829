"""What somebody handed in: a file that nobody of ours fetched, and the parts of it that are read as pages."""

from dataclasses import dataclass, field
from datetime import datetime

# Addresses that we made up for what has none of its own: `import:SHA256#line=5`, `telegram:chat/12/345`.
OWN_SCHEMES = ("import", "telegram")
SOURCE_MARK = "import:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Who handed something in, how it came to them and to us, what for, and when we took it (UTC)."""

    by: str
    how: str
    at: datetime
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """A file as it was handed in; ``name`` without folders, ``size`` in bytes."""

    name: str
    size: int
    sha256: str
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The bytes of a handed-in file, from ``start`` on, that one page is read from.

    ``place`` says in words where that is (``lines 2 to 51``). ``context`` is what a reader must know that
    stands elsewhere in the file: its columns, the name of the chat, the encoding.
    """

    handover: Handover
    file: HandedFile
    start: int
    content: bytes
    place: str
    context: dict[str, str] = field(default_factory=dict)

    @property
    def own_address(self) -> str:
        """The address of the part itself."""
        last = self.start + len(self.content) - 1
        return f"{SOURCE_MARK}{self.file.sha256}/bytes={self.start}-{last}"

    def address(self, place: str) -> str:
        """The address of what stands at ``place`` in the file: it is found nowhere on the web."""
        return f"{SOURCE_MARK}{self.file.sha256}#{place}"
