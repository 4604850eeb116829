"""The shipped profiles: one family each, named as its file in ``profiles/``."""

from functools import cache
from pathlib import Path

from crawlers.declaration import open_declaration
from crawlers.readers.forum_profile import Profile
from crawlers.readers.forum_profile_file import profile_of

_FOLDER = Path(__file__).parent / "profiles"
NAMES = tuple(sorted(file.stem for file in _FOLDER.glob("*.yml")))


@cache
def shipped_profile(name: str) -> Profile:
    """The profile called ``name``, read when it is first needed.

    Raises:
        SourceError: the file is missing or declared wrongly.
    """
    return profile_of(open_declaration(_FOLDER / f"{name}.yml"))
