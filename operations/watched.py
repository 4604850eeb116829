"""What an operator watches already, so that nothing is added twice."""

from collections.abc import Sequence
from pathlib import Path

from crawlers.declared.catalog import Catalog
from crawlers.declared.source_block import SourceError
from crawlers.declared.source_file import FILE


class Watched:
    """The sources under some folders, opened once and asked for many addresses.

    Raises:
        SourceError: a folder is missing, or holds a name twice.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.catalog = Catalog(folders)
        self.files = {name: place.folder / FILE for name, place in self.catalog.places.items()}
        self.texts = {name: file.read_text("utf-8", "replace") for name, file in self.files.items()}

    def starting_at(self, url: str) -> Path | None:
        """The file of a source that starts at ``url``, or None."""
        named = (name for name, text in self.texts.items() if url in text)
        return next((self.files[name] for name in named if url in self._starts(name)), None)

    def called(self, name: str) -> Path | None:
        """The file of the source called ``name``, in whichever folder, or None."""
        return self.files.get(name)

    def _starts(self, name: str) -> tuple[str, ...]:
        try:
            return self.catalog.load(name).start
        except SourceError:  # another's mistake; `sources check` names it
            return ()
