"""Channels that gain, change and lose messages while they run."""

from dataclasses import replace

from testbed.change import Change, ChangeError
from testbed.channels.feeds import Message
from testbed.posting import Placed, Posting

Feeds = dict[str, tuple[Message, ...]]


def changed(feeds: Feeds, change: Change, now: int) -> tuple[Feeds, str]:
    """The feeds after a change, and the ``channel/number`` of the message it concerns."""
    if change.kind == "open":
        return _said(feeds, change, now)
    name, _, number = change.post.partition("/")
    feed = feeds.get(name, ())
    if not any(str(message.number) == number for message in feed):
        raise ChangeError(f"there is no message {change.post!r}")
    if change.kind == "edit":
        after = tuple(_edited(one, change.text) if str(one.number) == number else one for one in feed)
    elif change.kind == "remove":
        after = tuple(message for message in feed if str(message.number) != number)
    else:
        raise ChangeError(f"a channel knows no change {change.kind!r}")
    return feeds | {name: after}, change.post


def _said(feeds: Feeds, change: Change, now: int) -> tuple[Feeds, str]:
    if change.place not in feeds:
        raise ChangeError(f"there is no channel {change.place!r}")
    feed = feeds[change.place]
    number = feed[-1].number + 1 if feed else 1
    posting = Posting(
        id=f"new-{number}", source="telegram", title=None, text=change.text, author=change.author
    )
    message = Message(number=number, placed=Placed(posting, now), views=1)
    return feeds | {change.place: (*feed, message)}, f"{change.place}/{number}"


def _edited(message: Message, text: str) -> Message:
    posting = replace(message.placed.posting, text=text)
    return replace(message, placed=replace(message.placed, posting=posting), edited=True)
