"""The profiles that come with the product: each is a family of its own.

Most lie in ``profiles/``, named as their file. A shipped source of the family ``forum`` is one as well: what
it says under ``select:`` is the profile, and its ``platform`` the family's name.
"""

from functools import cache
from pathlib import Path

from crawlers.declared.declaration import open_declaration
from crawlers.declared.source_block import Block
from crawlers.readers.forum.profile import Profile
from crawlers.readers.forum.profile_file import profile_of

_FOLDER = Path(__file__).parents[1] / "profiles"
_SOURCES = Path(__file__).parents[3] / "sources"


def _find_profiles() -> dict[str, Path]:
    """Name and file of every profile; only those sources are opened that are written for any forum."""
    files = {file.stem: file for file in _FOLDER.glob("*.yml")}
    for file in _SOURCES.glob("*/source.yml"):
        if "\nfamily: forum\n" in file.read_text("utf-8"):
            files[_selectors(file).text("platform") or file.parent.name] = file
    return dict(sorted(files.items()))


def _selectors(file: Path) -> Block:
    declared = open_declaration(file)
    return declared.inner("select") if file.parent != _FOLDER else declared


PROFILES = _find_profiles()


@cache
def shipped_profile(name: str) -> Profile:
    """The profile called ``name``, read when it is first needed.

    Raises:
        SourceError: the file is declared wrongly.
    """
    return profile_of(_selectors(PROFILES[name]))
