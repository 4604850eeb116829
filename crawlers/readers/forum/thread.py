"""A thread of a declared forum: its opening post and its replies."""

from dataclasses import dataclass

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.attached import attached
from crawlers.readers.forum.dates import prints_day_first
from crawlers.readers.forum.page import author_of, counters_of, moment_at, number_in
from crawlers.readers.forum.pick import every, first, last, nodes, text
from crawlers.readers.forum.profile import PostPicks, Profile
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, topmost
from records.reading import Count, Link, Post


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all posts of a page share; ``first_page`` where the floors count from one."""

    number: str | None
    board: str | None
    title: str | None
    counters: dict[str, Count] | None
    first_page: bool
    day_first: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A post and its author's page."""

    post: Post
    user: Link | None


def read_thread(sheet: Sheet, profile: Profile) -> tuple[tuple[Post, ...], tuple[Link, ...]]:
    """Every post of the page, in order and each once; the next page and the authors."""
    opening = _blocks(sheet, profile.opening)[:1]
    replies = _blocks(sheet, profile.post)
    if not opening and not replies:
        return (), ()
    day_first = prints_day_first(sheet, profile.dates, profile.present, replies, profile.post.time)
    thread = _thread(sheet, profile, day_first)
    said = [_opening(block, sheet, profile, thread) for block in opening]
    said += [_reply(block, sheet, profile, thread, place) for place, block in enumerate(replies, 1)]
    posts = {one.post.post_id: one.post for one in reversed(said) if one}
    users = [one.user for one in said if one]
    onward = sheet.link("next", first(profile.next, sheet.root))
    return tuple(posts.values())[::-1], distinct([onward, *users])


def thread_number(sheet: Sheet, profile: Profile) -> str | None:
    """The thread's number as the page says it, or as its address does."""
    return first(profile.thread.number, sheet.root) or number_in(sheet.url, profile.addresses.thread)


def _blocks(sheet: Sheet, picks: PostPicks) -> list[Selector]:
    return topmost(sheet.root, nodes(picks.item, sheet.root))


def _thread(sheet: Sheet, profile: Profile, day_first: bool) -> _Thread:
    picks, root = profile.thread, sheet.root
    return _Thread(
        number=thread_number(sheet, profile),
        board=last(picks.board, root),
        title=first(picks.title, root),
        counters=counters_of(replies=first(picks.replies, root), views=first(picks.views, root)),
        first_page=first(picks.page, root) in (None, "1"),
        day_first=day_first,
    )


def _opening(block: Selector, sheet: Sheet, profile: Profile, thread: _Thread) -> _Said | None:
    """The first post where it is built unlike the replies: they have the floors from 1, it has 0."""
    return _post(block, sheet, profile, profile.opening, thread, 0)


def _reply(block: Selector, sheet: Sheet, profile: Profile, thread: _Thread, place: int) -> _Said | None:
    """The floor is the one printed, or on a thread's first page the place."""
    printed = parse_count(first(profile.post.floor, block))
    floor = printed.value if printed else (place if thread.first_page else None)
    return _post(block, sheet, profile, profile.post, thread, floor)


def _post(
    block: Selector, sheet: Sheet, profile: Profile, picks: PostPicks, thread: _Thread, floor: int | None
) -> _Said | None:
    opens = floor == (0 if profile.opening.item else 1)
    number = first(picks.id, block) or (thread.number if picks is profile.opening else None)
    if not number:
        return None
    author = author_of(block, sheet, picks.author, picks.user, picks.user_id, profile.addresses.user)
    words, moment = text(picks.text, block), moment_at(block, sheet, picks.time, thread.day_first)
    if not (words or author.name or moment.shown):  # the frame of another software's post, or of none
        return None
    post = Post(
        platform=profile.platform,
        board=thread.board,
        thread=thread.number,
        post_id=number,
        url=absolute(sheet.base, first(picks.link, block)) or _anchored(sheet, block),
        author_name=author.name,
        author_id=author.number,
        signature=text(picks.signature, block) or None,
        title=thread.title if opens else None,
        text=words,
        images=_images(block, sheet, picks),
        attachments=attached(block, sheet, ", ".join(pick.drop for pick in picks.text if pick.drop)),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=thread.counters if opens else None,
        reply_to=first(picks.reply_to, block),
    )
    return _Said(post, author.link)


def _anchored(sheet: Sheet, block: Selector) -> str:
    anchor = block.attrib.get("id")
    return f"{sheet.url}#{anchor}" if anchor else sheet.url


def _images(block: Selector, sheet: Sheet, picks: PostPicks) -> tuple[str, ...]:
    found = (absolute(sheet.base, address) for address in every(picks.images, block))
    return tuple(dict.fromkeys(url for url in found if url))
