"""Pages of a declared forum that list threads: boards, new posts, search hits."""

from dataclasses import dataclass

from parsel import Selector

from crawlers.readers.forum.dates import prints_day_first
from crawlers.readers.forum.page import author_of, counters_of, moment_at, number_in
from crawlers.readers.forum.pick import first, nodes, text
from crawlers.readers.forum.profile import Profile
from crawlers.readers.sheet import Sheet, distinct, topmost
from records.reading import Link, Post


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it leads, who wrote it, and what of the thread it shows."""

    thread: Link
    user: Link | None
    post: Post | None


def read_rows(sheet: Sheet, profile: Profile) -> tuple[Row, ...]:
    """The rows that lead to a thread, in order."""
    board = first(profile.list.board, sheet.root)
    blocks = topmost(sheet.root, nodes(profile.list.row, sheet.root))
    day_first = prints_day_first(sheet, profile.dates, profile.present, blocks, profile.list.time)
    return tuple(row for block in blocks if (row := _row(block, sheet, profile, board, day_first)))


def list_links(sheet: Sheet, profile: Profile, rows: tuple[Row, ...]) -> tuple[Link, ...]:
    """The threads, the next page, the boards below this one, the authors."""
    onward = sheet.link("next", first(profile.next, sheet.root))
    threads, users = [row.thread for row in rows], [row.user for row in rows]
    return distinct([*threads, onward, *board_links(sheet, profile), *users])


def board_links(sheet: Sheet, profile: Profile) -> tuple[Link, ...]:
    """The boards that a front page lists, or a board below itself, each as ``next``."""
    return distinct(
        sheet.link("next", address) for pick in profile.boards for address in pick.values(sheet.root)
    )


def _row(block: Selector, sheet: Sheet, profile: Profile, board: str | None, day_first: bool) -> Row | None:
    picks = profile.list
    link = sheet.link("thread", first(picks.link, block))
    if link is None:
        return None
    number = first(picks.thread, block) or number_in(link.url, profile.addresses.thread)
    if not number:
        return None
    author = author_of(block, sheet, picks.author, picks.user, picks.user_id, profile.addresses.user)
    if not (title := first(picks.title, block)):
        return Row(link, author.link, None)
    own = first(picks.id, block)
    moment = moment_at(block, sheet, picks.time, day_first)
    opener = 0 if profile.opening.item else 1
    post = Post(
        platform=profile.platform,
        board=first(picks.row_board, block) or board,
        thread=number,
        post_id=own or number,
        url=link.url,
        author_name=author.name,
        author_id=author.number,
        title=title,
        text=text(picks.snippet, block),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=None if own else opener,
        counters=counters_of(replies=first(picks.replies, block), views=first(picks.views, block)),
        excerpt=True,
    )
    return Row(link, author.link, post)
