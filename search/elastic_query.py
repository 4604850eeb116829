"""The query tree in Elasticsearch's query language."""

from typing import Any as Json

from search.nodes import All, Any, Everything, Node, Not, Range, Row, Run, Tag, TagStart, Word, WordStart


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
            return {"term": {"words": text}}
        case WordStart(text):
            return {"prefix": {"words": text}}
        case Run(bigrams):
            return {"match_phrase": {"bigrams": " ".join(bigrams)}}
        case Row(words):
            return {"match_phrase": {"words": " ".join(words)}}
        case TagStart(field, value):
            return {"prefix": {field: value}}
        case Tag(field, value):
            return {"term": {field: value}}
        case Range():
            return {"range": {node.field: _bounds(node)}}


def _bounds(node: Range) -> dict[str, float]:
    bounds = {}
    if node.low is not None:
        bounds["gte" if node.low_included else "gt"] = node.low
    if node.high is not None:
        bounds["lte" if node.high_included else "lt"] = node.high
    return bounds
