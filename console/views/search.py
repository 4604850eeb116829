"""The search page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from casework.models import Review
from casework.reviews import last_verdicts
from console import stores
from console.question import FACETS, PAGE, SORTS, Question, read_question
from records.document import Document
from search.index import Index
from search.query import QueryError


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as a link: following it chooses the value or lets it go."""

    code: str
    count: int
    address: str
    chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Listings that answer the question, newest first unless asked otherwise."""
    question = read_question(request.GET)
    concealed = replace(question, query=stores.concealed(question.query))
    if concealed != question:  # no number of a person stays in the address, and so in no history
        return redirect(request.path + concealed.address())
    page: dict[str, Any] = {"question": question, "sorts": _sorts(question)}
    try:
        with stores.index() as index:
            page |= _answer(question, index)
    except QueryError as error:
        page["complaint"] = str(error)
    return render(request, "console/search.html", page, status=400 if "complaint" in page else 200)


def _answer(question: Question, index: Index) -> dict[str, Any]:
    found = index.find(
        question.query, sort=question.sort, limit=PAGE, offset=question.offset, filters=dict(question.filters)
    )
    verdicts = last_verdicts([hit.document.id for hit in found.hits])
    last = max(1, -(-found.total // PAGE))
    return {
        "found": found,
        "hits": [(hit, _verdict(hit.document, verdicts)) for hit in found.hits],
        "facets": [(facet, _choices(question, facet, found.facets.get(facet, {}))) for facet in FACETS],
        "last": last,
        "previous": question.turned(question.page - 1).address() if question.page > 1 else None,
        "following": question.turned(question.page + 1).address() if question.page < last else None,
    }


def _verdict(document: Document, verdicts: Mapping[str, Review]) -> str:
    # The index hears of a review a little later than the page.
    review = verdicts.get(document.id)
    return review.verdict if review else document.review


def _choices(question: Question, facet: str, counts: Mapping[str, int]) -> list[Choice]:
    chosen = dict(question.filters).get(facet)
    shown = dict(counts) if chosen is None or chosen in counts else {**counts, chosen: 0}
    ranked = sorted(shown.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        Choice(code, count, question.toggled(facet, code).address(), code == chosen) for code, count in ranked
    ]


def _sorts(question: Question) -> list[tuple[str, str]]:
    return [(sort, question.sorted_by(sort).address()) for sort in SORTS]
