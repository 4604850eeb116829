"""The source of what was handed in: declared by nobody, named ``import:NAME``."""

from records.handover import SOURCE_MARK
from records.source import Expectation, Source


def handed_in(name: str, family: str, zone: str, title: str = "", purpose: str | None = None) -> Source:
    """The source ``name`` (mark included); ``family`` is the form of an export, or a family of sites."""
    return Source(
        name=name,
        title=title or name,
        family=family,
        start=(),
        hosts=(),
        folder="",
        zone=zone,
        access="provided",
        purpose=purpose,
        expect=Expectation(posts=0),
    )


def is_handed_in(name: str) -> bool:
    """Whether a source of this name was imported."""
    return name.startswith(SOURCE_MARK)
