"""How long a declared forum's list or thread says it is."""

from crawlers.readers.forum.pick import every, first
from crawlers.readers.forum.profile import Profile
from crawlers.readers.pagers import counted, page_shown, pager_of
from crawlers.readers.sheet import Sheet
from records.reading import Pager


def list_pager(sheet: Sheet, profile: Profile) -> Pager | None:
    """The pager of a list; ``total`` counts threads."""
    return _pager(sheet, profile, counted(first(profile.pager.total, sheet.root)))


def thread_pager(sheet: Sheet, profile: Profile) -> Pager | None:
    """The pager of a thread; ``total`` counts posts, the opener included where only replies are counted."""
    total = counted(first(profile.pager.total, sheet.root))
    return _pager(sheet, profile, total or counted(first(profile.thread.replies, sheet.root), 1))


def _pager(sheet: Sheet, profile: Profile, total: int | None) -> Pager | None:
    page = page_shown(first(profile.pager.page or profile.thread.page, sheet.root))
    numbers = (page_shown(words) for words in every(profile.pager.pages, sheet.root))
    return pager_of(page, max((number for number in (*numbers, page) if number), default=None), total)
