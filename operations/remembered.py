"""What a run did not read because it is known, for its report."""

from dataclasses import dataclass

from crawlers.journal.account import Account
from operations.memory import Memory
from records.order import RunOrder


@dataclass(frozen=True, slots=True)
class Remembered:
    """``posts`` that stand as they were known; ``backfill`` is ``going on``, ``complete`` or empty."""

    posts: int = 0
    backfill: str = ""


NOTHING_REMEMBERED = Remembered()


def remember(account: Account, memory: Memory, order: RunOrder) -> Remembered:
    """What is known of the source of a run just folded.

    A run that met nothing known vouches for nothing: an empty page where a list was is not made good by what
    memory holds. A back-fill begins behind what is known.
    """
    met = account.count("seen_thread", "passed") + account.count("seen_page", "stopped OR state='unchanged'")
    if order.mode == "backfill":
        met += account.count("seen_page", "state='items'")
    posts = max(0, memory.standing(order.source) - account.count("post")) if met else 0
    return Remembered(posts, _backfill(account, memory, order))


def _backfill(account: Account, memory: Memory, order: RunOrder) -> str:
    if order.mode != "backfill":
        return ""
    unread = memory.waiting(order.source) or account.count("request", "state!='done'")
    return "going on" if unread else "complete"
