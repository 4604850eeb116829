"""Which sources a question asks: an answer's coverage tells of these."""

from collections.abc import Mapping
from dataclasses import replace

from records.coverage import Coverage, SourceCoverage
from search.answer import MOST_VALUES, narrowed
from search.fields import fold_value
from search.index import Index
from search.language.wildcards import is_like
from search.nodes import All, Any, Node, Not, Tag, TagLike, TagStart
from search.query import parse
from search.terming import Termed

FIELD = "source"


def asked(query: str, filters: Mapping[str, str] | None, terms: Termed) -> Node:
    """The tree of a query and its filters.

    Raises:
        QueryError: it cannot be read.
    """
    return narrowed(parse(query, terms), filters)


def narrow(coverage: Coverage, node: Node) -> Coverage:
    """The coverage of the sources that may answer ``node``."""
    kept = tuple(source for source in coverage.sources if may_answer(node, source.name))
    known = {fold_value(source.name) for source in coverage.sources}
    unknown = tuple(name for name in dict.fromkeys(named_sources(node)) if name not in known)
    left = len(kept) < len(coverage.sources)
    return replace(coverage, sources=kept, narrowed=left or bool(unknown), unknown=unknown)


def may_answer(node: Node, source: str) -> bool:
    """Whether a listing of ``source`` may answer ``node``, whatever it says."""
    return _holds(node, fold_value(source)) is not False


def _holds(node: Node, source: str) -> bool | None:
    """Kleene's three values: None where it is up to the listing."""
    match node:
        case All(parts):
            values = [_holds(part, source) for part in parts]
            return False if False in values else (None if None in values else True)
        case Any(parts):
            values = [_holds(part, source) for part in parts]
            return True if True in values else (None if None in values else False)
        case Not(part):
            value = _holds(part, source)
            return None if value is None else not value
        case Tag(field, value) if field == FIELD:
            return source == value
        case TagStart(field, value) if field == FIELD:
            return source.startswith(value)
        case TagLike(field, glob) if field == FIELD:
            return is_like(source, glob)
        case _:
            return None


def named_sources(node: Node) -> tuple[str, ...]:
    """The sources that a question asks for by name, in the spelling of the index."""
    match node:
        case All(parts) | Any(parts):
            return tuple(name for part in parts for name in named_sources(part))
        case Tag(field, value) if field == FIELD:
            return (value,)
        case _:
            return ()


def with_holdings(coverage: Coverage, index: Index) -> Coverage:
    """The coverage with how many listings the index holds of each source; of one it holds and nobody else
    knows, too.
    """
    found = index.find("", limit=0)
    held = found.facets.get(FIELD, {})
    known = {fold_value(source.name) for source in coverage.sources}
    more = (SourceCoverage(name=name, declared=False) for name in held if name not in known)
    # A source missing among fewer values than an engine tells has no listing, where all were counted.
    unlisted = None if found.approximate or len(held) >= MOST_VALUES else 0
    sources = (
        replace(source, listings=held.get(fold_value(source.name), unlisted))
        for source in (*coverage.sources, *more)
    )
    return replace(coverage, sources=tuple(sorted(sources, key=lambda source: source.name)))
