"""The messages of the console: what templates and code say, and what the catalogues hold.

Run as a program to write the new messages into the Chinese catalogue and to compile it:
``python tests/console/catalogue.py``.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

CONSOLE = Path(__file__).resolve().parents[2] / "console"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date: compiling twice gives the same bytes
PO = CONSOLE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "_in": ((1, "c"), 2),
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Iterator[tuple[Path, str]]:
    """Every file that says something, as Python text."""
    for path in sorted(CONSOLE.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(CONSOLE.rglob("*.html")):
        yield path, templatize(path.read_text(encoding="utf-8"))


def spoken() -> Catalog:
    """The messages found in the console's code and templates."""
    found = Catalog(
        locale="zh_Hans",
        header_comment="# The console in Simplified Chinese.",
        project="Hawkwatch",
        version="0",
        msgid_bugs_address="",
        last_translator="",
        language_team="zh_Hans",
        creation_date=BEGAN,
        revision_date=BEGAN,
        fuzzy=False,
    )
    for path, text in sources():
        place = path.relative_to(CONSOLE.parent).as_posix()
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def written() -> Catalog:
    """The Chinese catalogue as committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def main() -> None:
    """Bring the catalogue up to date and compile it; new messages stand there without a translation."""
    catalogue = spoken()
    if PO.exists():
        known = written()
        for message in catalogue:
            translated = known.get(message.id, message.context)
            if message.id and translated is not None:
                message.string = translated.string
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, include_lineno=False, width=110)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    main()
