"""Pages with fakes in the place of people, each checked before anybody writes it down."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.privacy.pseudonyms import Pseudonyms
from crawlers.expected import read_as
from crawlers.recorded import load_page, save_page
from operations.recording.hosts import host_of
from operations.recording.originals import Originals
from operations.recording.pages import PageEncodingError, rewritten, texts_of, walk
from operations.recording.pseudonymous import Replacer
from operations.recording.sameness import changes
from operations.recording.survivors import survivors
from records.page import Page
from records.reading import Reading
from records.source import Source


@dataclass(frozen=True, slots=True)
class Faked:
    """A page fit to be saved, or why there is none."""

    page: Page | None
    why: str = ""


def fake_pages(source: Source, pages: Sequence[Page], key: bytes) -> list[Faked]:
    """``pages`` with the same fake for the same person, number and handle in all of them."""
    originals = gather(source, pages)
    pseudonyms = Pseudonyms(key, originals.kinds)
    return [_fake_page(source, page, originals, pseudonyms) for page in pages]


def gather(source: Source, pages: Sequence[Page]) -> Originals:
    """Whom all the pages name together: a name told by its place on one page is known on the others."""
    originals = Originals([*source.hosts, *(host_of(page.url) for page in pages)])
    for page in pages:
        originals.read(read_as(page, source))
    for page in pages:
        walk(page, originals.meet)
    return originals


def _fake_page(source: Source, page: Page, originals: Originals, pseudonyms: Pseudonyms) -> Faked:
    """Names replaced wherever they stand; where that changes the reading, short ones only in their places."""
    why = ""
    for narrow in (False, True):
        known = originals.narrowed() if narrow else originals
        try:
            new = rewritten(page, lambda codec, known=known: Replacer(known, pseudonyms, codec))  # type: ignore[misc]
        except PageEncodingError as error:
            return Faked(None, str(error))
        wrong = [*_named(new, known), *changes(read_as(page, source), reread(new, source))]
        if not wrong:
            return Faked(new)
        why = why or wrong[0]
    return Faked(None, why)


def _named(page: Page, originals: Originals) -> Iterator[str]:
    texts = (page.url, *(text for text, _ in texts_of(page)))
    for text in texts:
        if left := survivors(text, originals.kinds):
            yield f"{len(left)} names or numbers would have stayed"


def reread(page: Page, source: Source) -> Reading:
    """What the page will read as when it is loaded from where it was saved."""
    with tempfile.TemporaryDirectory() as folder:
        save_page(page, Path(folder), "page")
        return read_as(load_page(Path(folder), "page"), source)
