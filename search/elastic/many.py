"""Many questions for Elasticsearch in one request, and what it answered to each.

Most of what a long list asks for has few hits or none. So the hits are asked for first, and facets are
counted from them; only questions with more hits than were asked for are counted by the server.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.elastic.counting import counting, counts_in, counts_of, total_of
from search.elastic.document import document_in
from search.elastic.patience import PASSING
from search.elastic.reading import question
from search.elastic.server import REFUSED, whole
from search.fault import IndexFault
from search.found import Found, Hit
from search.nodes import Node

Lines = tuple[dict[str, Any], dict[str, Any]]
Ask = Callable[[Sequence[Lines]], Sequence[Mapping[str, Any]]]


def find_in(questions: Sequence[Node], limit: int, ask: Ask, place: str) -> list[Found]:
    """What answers each question; ``ask`` sends a multi-search.

    Raises:
        IndexFault: the server could not answer one of them.
    """
    answers = _checked(ask([_hits_of(node, limit) for node in questions]), place)
    found = [_found(answer, place) for answer in answers]
    many = [number for number, one in enumerate(found) if one.total > len(one.hits)]
    asked: list[Lines] = [({}, counting(questions[number], answers[number])) for number in many]
    for number, answer in zip(many, _checked(ask(asked), place), strict=True):
        counts = counts_of(answer, found[number].total)
        found[number] = replace(
            found[number], facets=counts.facets, approximate=counts.approximate,
            in_time=found[number].in_time and not answer["timed_out"],
        )  # fmt: skip
    return found


def _hits_of(node: Node, limit: int) -> Lines:
    """The two lines of a question for its newest hits."""
    asked = question(node, "newest")
    wanted = {name: asked[name] for name in ("query", "sort", "track_total_hits", "timeout")}
    return {}, {**wanted, "_source": asked["source_includes"], "size": limit}


def numbers_in(nodes: Sequence[Node], ask: Ask, place: str) -> dict[Node, int]:
    """How many documents answer each question.

    Raises:
        IndexFault: the server could not answer one of them.
    """
    answers = _checked(ask([_number_of(node) for node in nodes]), place)
    return dict(zip(nodes, map(total_of, answers), strict=True))


def _number_of(node: Node) -> Lines:
    """The two lines of a question for how many documents answer."""
    asked = question(node, "newest")
    return {}, {**{name: asked[name] for name in ("query", "track_total_hits", "timeout")}, "size": 0}


def _checked(answers: Sequence[Mapping[str, Any]], place: str) -> Sequence[Mapping[str, Any]]:
    for answer in answers:
        if "error" in answer:
            status, reason = answer.get("status"), answer["error"].get("reason", "no reason given")
            raise IndexFault(REFUSED, passes=status in PASSING, place=place, status=status, reason=reason)
    return [whole(answer, place) for answer in answers]


def _found(answer: Mapping[str, Any], place: str) -> Found:
    """The answer to one question, its facets those of the hits that came."""
    hits = tuple(Hit(document_in(row, place)) for row in answer["hits"]["hits"])
    counts, in_time = counts_in(answer), not answer["timed_out"]
    return Found(total_of(answer), hits, counts.facets, counts.approximate, in_time)
