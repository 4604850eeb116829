"""The query tree in Elasticsearch's query language."""

from typing import Any as Json

from search.language.wildcards import lucene_of
from search.nodes import (
    Alike,
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Row,
    Run,
    Tag,
    TagLike,
    TagStart,
    Word,
    WordLike,
    WordStart,
)


def place_of(field: str) -> str:
    """A field of queries as the index calls it: all of ours stand in one object."""
    return f"hawkwatch.{field}"


def body(node: Node) -> dict[str, Json]:
    """The query clause of ``node``, in filter context where nothing is to be scored."""
    match node:
        case Everything():
            return {"match_all": {}}
        case All(parts):
            return {"bool": {"filter": [body(part) for part in parts]}}
        case Any(parts):
            return {"bool": {"should": [body(part) for part in parts], "minimum_should_match": 1}}
        case Not(part):
            return {"bool": {"must_not": [body(part)]}}
        case Word(text):
            return {"term": {"hawkwatch.words": text}}
        case WordStart(text):
            return {"prefix": {"hawkwatch.words": text}}
        case WordLike(glob):
            return {"wildcard": {"hawkwatch.words": lucene_of(glob)}}
        case Run(bigrams):
            return {"match_phrase": {"hawkwatch.bigrams": " ".join(bigrams)}}
        case Alike(bigrams):
            return {"match_phrase": {"hawkwatch.alike": " ".join(bigrams)}}
        case Row(words):
            return {"match_phrase": {"hawkwatch.words": " ".join(words)}}
        case TagStart(field, ""):
            return {"exists": {"field": place_of(field)}}
        case TagStart(field, value):
            return {"prefix": {place_of(field): value}}
        case TagLike(field, glob):
            return {"wildcard": {place_of(field): lucene_of(glob)}}
        case Tag(field, value):
            return {"term": {place_of(field): value}}
        case Range():
            return {"range": {place_of(node.field): _bounds(node)}}


def _bounds(node: Range) -> dict[str, float]:
    bounds = {}
    if node.low is not None:
        bounds["gte" if node.low_included else "gt"] = node.low
    if node.high is not None:
        bounds["lte" if node.high_included else "lt"] = node.high
    return bounds
