"""The search page."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from casework.models import Review
from casework.reviews import last_verdicts
from console import stores
from console.bounds import bounds_in
from console.narrowing import chosen_of, facets_of
from console.question import LAST, PAGE, SORTS, Question, read_question, typed_question
from console.views.hits import FORMS
from console.views.listing import copies_of, find_listing
from records.document import Document
from search.fields import FIELDS
from search.found import Found
from search.index import Index
from search.likeness import like
from search.query import QueryError

#: So much of a question is shown before and behind what is wrong with it.
AROUND = 60
HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Listings that answer the question, newest first unless asked otherwise.

    A question that is typed is posted: no number of a person ever stands in an address, and so in no history
    or log on its way. What is asked stands in the address that the answer has.
    """
    question = typed_question(request.POST) if request.method == "POST" else read_question(request.GET)
    shown = question.concealed(stores.concealed) if question.is_readable else Question()
    if question.is_readable and (request.method == "POST" or shown != question):
        return redirect(request.path + shown.address())
    page: dict[str, Any] = {
        "question": shown, "sorts": _sorts(shown), "bounds": bounds_in(shown.query), "fields": FIELDS,
        "forms": FORMS,
    }  # fmt: skip
    try:
        with stores.index() as index:
            page |= _answer(question, index)
    except QueryError as error:
        page |= _complaint(shown, error)
    return render(request, "console/search.html", page, status=400 if "complaint" in page else 200)


@require_safe
def like_this(request: HttpRequest, listing_id: str) -> HttpResponse:
    """To the search for listings like one."""
    document = find_listing(listing_id)
    with stores.index() as index:
        question = Question(query=like(document, index), sort="relevance")
    return redirect(reverse("search") + question.address())


def _answer(question: Question, index: Index) -> dict[str, Any]:
    found = index.find(
        question.query, sort=question.sort, limit=PAGE, offset=question.offset, filters=dict(question.filters)
    )
    covered = stores.coverage(question.query, dict(question.filters), index)
    last = min(LAST, max(1, -(-found.total // PAGE)))
    return {
        "found": found,
        "covered": covered,
        "hits": _hits(found, index),
        "facets": facets_of(question, found.facets),
        "chosen": chosen_of(question),
        "last": last,
        "is_cut": found.total > LAST * PAGE,
        "end": question.turned(last).address(),
        "previous": question.turned(question.page - 1).address() if question.page > 1 else None,
        "following": question.turned(question.page + 1).address() if question.page < last else None,
        "others": [] if found.hits else _others(question),
    }


def _hits(found: Found, index: Index) -> list[dict[str, Any]]:
    """What is told of each hit beside its document."""
    documents = [hit.document for hit in found.hits]
    verdicts, copies = last_verdicts([one.id for one in documents]), copies_of(documents, index)
    return [
        {
            "hit": hit,
            "verdict": _verdict(hit.document, verdicts),
            "copies": copies.get(hit.document.campaign, 0),
        }
        for hit in found.hits
    ]  # fmt: skip


def _verdict(document: Document, verdicts: Mapping[str, Review]) -> str:
    # The index hears of a review a little later than the page.
    review = verdicts.get(document.id)
    return review.verdict if review else document.review


def _complaint(question: Question, error: QueryError) -> dict[str, Any]:
    """What is wrong with the question, in the reader's language; where, and how it may be meant."""
    place, query = error.position, question.query
    start = max(0, place - AROUND)
    return {
        "complaint": error.said(get_language() or "en"),
        "place": (query[start:place], query[place : place + 1] or "_", query[place + 1 : place + AROUND]),
        "repaired": replace(question, query=error.repaired, page=1) if error.repaired else None,
    }


def _others(question: Question) -> list[tuple[str, str, str]]:
    """What else could be asked where nothing was found: kind, query and address."""
    query, others = question.query, []
    if question.filters:
        others.append(("unfiltered", query, question.asking(query).address()))
    if HAN_WORD.fullmatch(query):
        others.append(("alike", f"alike:{query}", question.asking(f"alike:{query}").address()))
    words = query.split()
    if len(words) > 1 and not re.search(r"[:\"()\[\]]|\b(?:AND|OR|NOT)\b", query):
        either = " OR ".join(words)
        others.append(("either", either, question.asking(either).address()))
    return others


def _sorts(question: Question) -> list[tuple[str, str]]:
    return [(sort, question.sorted_by(sort).address()) for sort in SORTS]
