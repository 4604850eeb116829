"""Which of a page's links a source follows."""

from crawlers.egress.hosts import inside
from records.reading import Link, State
from records.visit import Visit


def followed(visit: Visit) -> tuple[Link, ...]:
    """The links of a visit that its source declares it follows, inside its fence; a redirect always."""
    source, redirected = visit.source, visit.reading.state is State.REDIRECTED_ELSEWHERE
    return tuple(
        link
        for link in visit.reading.links
        if (redirected or link.kind in source.follow) and inside(link.url, source.hosts)
    )
