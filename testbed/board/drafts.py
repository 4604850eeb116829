"""Builds the board's threads from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from testbed.board.threads import Floor, Member, Thread
from testbed.clock import Clock
from testbed.names import invented_qq, nickname, reply
from testbed.posting import Placed, Posting

TRADE_BOARDS = (37, 37, 37, 36, 38, 40)
QUIET_BOARDS = (2, 2, 36, 36, 38, 40, 37)
DAY = 86_400


def build_threads(placed: Iterable[Placed], seed: int, clock: Clock) -> tuple[Thread, ...]:
    """Titled postings open threads, untitled ones and small talk answer them; the newest reply first."""
    openers = sorted((one for one in placed if one.posting.title), key=lambda one: one.at)
    late = [one for one in placed if not one.posting.title]
    drafts = [_draft(10_001 + number * 3, one, seed, clock) for number, one in enumerate(openers)]
    _add_late(drafts, late, clock.start)
    notices = [_notice(number, clock) for number in range(len(NOTICES))]
    threads = _number_posts([*notices, *drafts])
    return tuple(sorted(threads, key=lambda thread: -thread.last.at))


NOTICES = (
    (
        "【公告】论坛发帖规则（必读）",
        "一、文明发言。\n二、广告请发到对应版块。\n三、违规删帖封号，请自觉遵守。",
    ),
    ("【公告】谨防诈骗，线下交易请当面验货", "近期有网友反映二手交易被骗。\n请走平台担保，不要私下转账。"),
)


@dataclass(slots=True)
class _Draft:
    tid: int
    fid: int
    title: str
    kind: str
    posts: list[tuple[Placed, Member | None, int | None]]
    views: int
    pinned: bool = False


def _draft(tid: int, opener: Placed, seed: int, clock: Clock) -> _Draft:
    chance = random.Random(f"{seed} thread {opener.posting.id}")
    fid = chance.choice(TRADE_BOARDS if opener.posting.listing else QUIET_BOARDS)
    named = opener.posting.listing or chance.random() > 0.04
    author = _member(opener.posting, chance) if named else None
    posts: list[tuple[Placed, Member | None, int | None]] = [(opener, author, None)]
    at = opener.at
    for _ in range(_replies(chance)):
        at = _later(at, clock.start, chance)
        posts.append(
            (_small_talk(at, chance), Member(0, nickname(chance)), chance.choice((None, None, None, 0)))
        )
    kind = chance.choice(("讨论", "求助", "分享", "交易"))
    title = opener.posting.title or ""
    return _Draft(tid, fid, title, kind, posts, len(posts) * chance.randrange(7, 400) + chance.randrange(90))


def _replies(chance: random.Random) -> int:
    return chance.randrange(11, 34) if chance.random() < 0.05 else int(6 * chance.random() ** 2)


def _later(at: int, now: int, chance: random.Random) -> int:
    room = min(now - 20 - at, 20 * DAY)
    return at + int(room * chance.random() ** 3) if room > 0 else at


def _small_talk(at: int, chance: random.Random) -> Placed:
    posting = Posting(id="reply", source="forum", title=None, text=reply(chance), author="")
    return Placed(posting, at)


def _member(posting: Posting, chance: random.Random) -> Member:
    qq = posting.contact("qq") or (invented_qq(chance) if chance.random() < 0.1 else None)
    signature = "人在江湖，身不由己。" if chance.random() < 0.06 else None
    return Member(0, posting.author, qq, signature)


def _add_late(drafts: list[_Draft], late: list[Placed], now: int) -> None:
    """Untitled postings answer the longest threads, so that they stand on a later page."""
    longest = sorted(drafts, key=lambda draft: -len(draft.posts))
    for draft, one in zip(longest, late, strict=False):
        last = draft.posts[-1][0].at
        placed = Placed(one.posting, (last + now) // 2)
        draft.posts.append((placed, Member(0, one.posting.author, one.posting.contact("qq")), None))


def _notice(number: int, clock: Clock) -> _Draft:
    title, text = NOTICES[number]
    posting = Posting(id=f"notice-{number}", source="forum", title=title, text=text, author="论坛管理员")
    placed = Placed(posting, clock.start - (400 - number) * DAY)
    return _Draft(
        9_001 + number, 2, title, "公告", [(placed, Member(0, "论坛管理员"), None)], 5_231, pinned=True
    )


def _number_posts(drafts: list[_Draft]) -> list[Thread]:
    """Post numbers rise with time over the whole board, user numbers with first appearance."""
    timed = sorted(
        (post[0].at, draft.tid, place) for draft in drafts for place, post in enumerate(draft.posts)
    )
    pids = {(tid, place): 50_001 + number for number, (_, tid, place) in enumerate(timed)}
    members = _members(drafts)
    closed = next((d.tid for d in drafts if d.fid == 2 and not d.pinned and not _listed(d)), 0)
    return [_thread(draft, pids, members, closed) for draft in drafts]


def _listed(draft: _Draft) -> bool:
    return any(placed.posting.listing for placed, _, _ in draft.posts)


def _members(drafts: list[_Draft]) -> dict[str, Member]:
    """One member per name; whoever shows a QQ number somewhere shows it everywhere."""
    members: dict[str, Member] = {}
    for member in (member for draft in drafts for _, member, _ in draft.posts if member):
        known = members.get(member.name)
        if known is None:
            members[member.name] = replace(member, uid=1_001 + len(members))
        elif member.qq and not known.qq:
            members[member.name] = replace(member, uid=known.uid)
    return members


def _thread(
    draft: _Draft, pids: dict[tuple[int, int], int], members: dict[str, Member], closed: int
) -> Thread:
    floors = []
    for place, (placed, member, quoted) in enumerate(draft.posts):
        known = members[member.name] if member else None
        pid = pids[draft.tid, place]
        quote = pids[draft.tid, quoted] if quoted is not None else None
        floors.append(Floor(pid=pid, placed=placed, member=known, quoted=quote))
    return Thread(
        tid=draft.tid,
        fid=draft.fid,
        title=draft.title,
        kind=draft.kind,
        floors=tuple(floors),
        views=draft.views,
        pinned=draft.pinned,
        closed_to_robots=draft.tid == closed,
        moved_from=2 if draft.fid == 36 and draft.tid % 5 == 0 else None,
    )
