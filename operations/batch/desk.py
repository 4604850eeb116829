"""Where lists are worked on: what reading and asking them takes, opened at the door."""

from __future__ import annotations

from typing import Any

from analysis.words.terms import TermsOfIndex
from casework import tables
from casework.term_answers import Progress
from config.settings import Settings
from evidence.list_keys import list_keys
from evidence.match_keys import match_keys
from operations.batch.asking import Desk, Tell, ask_list, silently
from operations.coverage import cover
from records.wire import builtins
from search.index import Index
from search.nodes import Everything
from search.terming import Termed, clipped


def terms_of(settings: Settings) -> Termed:
    """What cuts text as the index of the settings does."""
    return clipped(TermsOfIndex(settings.index_dictionary, settings.tokenizer))


def work_on(
    row: tables.TermList, by: tables.Account, settings: Settings, index: Index, tell: Tell = silently
) -> Progress:
    """Read the list, if nobody has, and ask what is not answered yet.

    Raises:
        UploadError: it cannot be read as a list.
        Denied, Cancelled, KeyringError, IndexFault: as :func:`operations.batch.asking.ask_list`.
    """
    home = settings.home.resolve()
    desk = Desk(
        index=index,
        terms=terms_of(settings),
        match_keys=match_keys(home / "keys"),
        keyring=list_keys(home),
    )

    def covered() -> dict[str, Any]:
        found: dict[str, Any] = builtins(cover(settings, index, Everything()))
        return found

    return ask_list(row, by, desk, covered, tell)
