"""The form in which a search is saved or changed."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from casework.fault import CaseworkError
from casework.models import SavedSearch
from casework.saved_searches import NOTICES, SearchDraft
from console import stores
from console.question import Question, read_question
from search.query import LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """What stands in the form: a question, its order and page apart, and what is said about it."""

    question: Question
    name: str = ""
    purpose: str = ""
    case: str = ""
    notice: str = "at_once"

    @property
    def filters(self) -> dict[str, str]:
        """The facets' values chosen."""
        return dict(self.question.filters)

    def draft(self) -> SearchDraft:
        """What is to be saved.

        Raises:
            CaseworkError: the case is no number.
        """
        if self.case and not (self.case.isascii() and self.case.isdigit()):
            raise CaseworkError("case {case!r} is no number", case=self.case)
        return SearchDraft(
            name=self.name,
            query=self.question.query,
            purpose=self.purpose,
            language=LANGUAGE,
            filters=self.filters,
            case=int(self.case) if self.case else None,
            notice=self.notice,
        )


def read_form(asked: QueryDict) -> SearchForm:
    """The form as it was sent, or as an address fills it in; nothing in it names a person any more."""
    question = read_question(asked)
    shown = question.concealed(stores.concealed) if question.is_readable else Question()
    said: dict[str, Any] = {name: asked.get(name, "").strip() for name in ("name", "purpose", "case")}
    notice = asked.get("notice", "")
    if notice in NOTICES:
        said["notice"] = notice
    return SearchForm(question=replace(shown, sort="newest", page=1), **said)


def form_of(row: SavedSearch) -> SearchForm:
    """The form that would save a search as it is."""
    return SearchForm(
        question=Question(query=row.query, filters=tuple(row.filters.items())),
        name=row.name,
        purpose=row.purpose,
        case=str(row.case.pk) if row.case else "",
        notice=row.notice,
    )
