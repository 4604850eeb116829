"""The shipped source that shows how a family is declared: the template of new ones."""

from collections.abc import Iterable

from crawlers.egress.hosts import inside
from records.source import Source


def example_of(
    family: str, url: str, shipped: Iterable[Source], *, private: bool = False, lacking: bool = False
) -> Source | None:
    """The shipped source of ``family`` nearest to ``url``, None where there is none.

    One of its host comes first, then one of a real platform, then the testbed's, which stands in for it; the
    other way round for ``private`` addresses, where nobody but a testbed answers. Where the plain page is
    ``lacking`` its posts, those that use a browser are meant.
    """
    own = [source for source in shipped if source.family == family]
    rendered = [source for source in own if source.render != "never"]
    return min(
        rendered if lacking and rendered else own,
        key=lambda source: (
            not inside(url, source.hosts),
            ("testbed" in source.tags) is not private,
            source.name,
        ),
        default=None,
    )
