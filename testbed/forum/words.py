"""How forums print words and Western times; zone +8."""

from html import escape

from testbed.board.threads import Floor, Member
from testbed.clock import china, days_ago

GUEST = "游客"


def name_of(floor: Floor) -> str:
    """The author's name as HTML; anonymous ones are guests."""
    return escape(floor.member.name if floor.member else GUEST)


def text_of(floor: Floor) -> str:
    """The text as HTML with line breaks."""
    return escape(floor.placed.posting.text).replace("\n", "<br />\n")


def signature_of(member: Member | None) -> str | None:
    """What a member writes below every post, as HTML."""
    if member is None or not (member.signature or member.qq):
        return None
    return escape(" ".join(filter(None, (member.signature, f"QQ {member.qq}" if member.qq else None))))


def day(at: int) -> str:
    """``03-02-2026``."""
    return f"{china(at):%m-%d-%Y}"


def clock(at: int) -> str:
    """``03:03 PM``."""
    return f"{china(at):%I:%M %p}"


def day_word(at: int, now: int) -> str:
    """``Today``, ``Yesterday`` or the day."""
    return {0: "Today", 1: "Yesterday"}.get(days_ago(at, now), day(at))
