"""Dead letters put back into the outboxes that they came from."""

from collections.abc import Collection
from pathlib import Path

from casework.outbox import reopen
from crawlers.journal.account import Account, journals
from operations.dead_letters import dead_letters, take_back
from operations.turn import turn
from records.complaint import Complaint
from records.order import Exit


class NoLetterError(Complaint):
    """There is no dead letter of a listing; the message names it."""

    code = Exit.NEGATIVE


def put_back(home: Path, ids: Collection[str] = ()) -> list[str]:
    """Let the listings of these dead letters, or of all, wait for delivery again; returns their ids.

    Raises:
        NoLetterError: one of ``ids`` has none.
    """
    home = home.resolve()
    with turn(home):
        letters = dead_letters(home)
        if unknown := [id_ for id_ in ids if id_ not in letters]:
            raise NoLetterError(f"there is no dead letter of {', '.join(unknown)}")
        wanted = list(dict.fromkeys(ids)) or list(letters)
        for path in journals(home):
            account = Account(path)
            account.revive(wanted)
            account.close()
        reopen(wanted)
        take_back(home, wanted)
    return wanted
