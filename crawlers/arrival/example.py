"""The shipped source that shows how a family is declared: the template of new ones."""

from collections.abc import Iterable

from crawlers.hosts import inside
from records.source import Source


def example_of(family: str, url: str, shipped: Iterable[Source]) -> Source | None:
    """The shipped source of ``family`` nearest to ``url``: of its host, else of a real platform, else of the
    testbed, which stands in for one; None where the family has none."""
    own = [source for source in shipped if source.family == family]
    return min(own, key=lambda source: (not inside(url, source.hosts), _plainness(source)), default=None)


def _plainness(source: Source) -> tuple[bool, str]:
    return "testbed" in source.tags, source.name
