"""The channels: which address shows which page.

Every message is reached from ``/s/NAME`` for the names in ``testbed.channels.feeds.CHANNELS`` by following
``?before=``. ``/s/liaozi_group_00`` is a group without preview (302), whose messages are shown one by one
(``/liaozi_group_00/101?embed=1``); any other name does not exist (302 as well).
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request, redirect_answer
from testbed.change import Change
from testbed.channels.changes import changed
from testbed.channels.feeds import CHANNELS, GROUP, Channel, Message, build_feeds, build_group
from testbed.channels.messages import writer
from testbed.channels.pages import contact_page, landing_page, preview_page, single_page
from testbed.channels.walls import wall
from testbed.clock import Clock
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of

MESSAGES_PER_PAGE = 20


class ChannelSite:
    """Telegram-preview-like channels; UTF-8; 20 messages a page, oldest of the page first."""

    name = "channels"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._channels = {channel.name: channel for channel in CHANNELS}
        self._feeds = build_feeds(placed, seed)
        self._clock = clock
        self._group = {message.number: message for message in build_group(seed, clock.start)}

    def change(self, change: Change) -> str:
        """A message more, less or another."""
        self._feeds, post = changed(self._feeds, change, self._clock.now())
        return post

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /login\nDisallow: /addstickers\n")
            case ["favicon.ico"] | ["file", _]:
                return icon_answer()
            case ["s", name]:
                return self._preview(name, request)
            case [name, number] if number.isdigit() and name in self._channels:
                return self._single(self._channels[name], int(number))
            case [GROUP.name, number] if number.isdigit():
                return self._said(int(number))
            case [name] if name:
                return self._landing(name)
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The preview's own walls."""
        return wall(kind)

    def truth(self) -> Iterator[Truth]:
        """Listings by channel; the path is the single post's, the preview shows it as well."""
        for name, feed in self._feeds.items():
            for message in feed:
                if message.placed.posting.listing:
                    path = f"/{name}/{message.number}?embed=1"
                    key = f"{name}/{message.number}"
                    yield truth_of(
                        message.placed,
                        site=self.name,
                        platform="telegram",
                        post_id=key,
                        thread=None,
                        path=path,
                    )

    def _preview(self, name: str, request: Request) -> Answer:
        channel = self._channels.get(name)
        if channel is None:
            return redirect_answer(f"/{name}")
        sought = request.query.get("q", "")
        feed = self._feeds[name]
        found = tuple(m for m in feed if sought.lower().lstrip("#") in m.text.lower()) if sought else feed
        shown = _window(found, request)
        older = shown[0].number if shown and shown[0] is not found[0] else None
        newer = shown[-1].number if shown and shown[-1] is not found[-1] else None
        cursor = f"?before={request.number('before')}" if request.number("before") else ""
        return preview_page(
            channel, feed, shown, sought=sought, older=older, newer=newer, canonical=f"/s/{name}{cursor}"
        )

    def _single(self, channel: Channel, number: int) -> Answer:
        feed = {message.number: message for message in self._feeds[channel.name]}
        message = feed.get(number)
        answered = feed.get(message.answers) if message and message.answers else None
        return single_page(channel, message, number, answered)

    def _said(self, number: int) -> Answer:
        """One message of the group."""
        message = self._group.get(number)
        answered = self._group.get(message.answers) if message and message.answers else None
        author = writer(GROUP, message) if message else ""
        return single_page(GROUP, message, number, answered, author)

    def _landing(self, name: str) -> Answer:
        if name == GROUP.name:
            return landing_page(GROUP, group=True)
        channel = self._channels.get(name)
        return landing_page(channel, group=False) if channel else contact_page(name)


def _window(feed: tuple[Message, ...], request: Request) -> tuple[Message, ...]:
    if after := request.number("after"):
        return tuple(message for message in feed if message.number > after)[:MESSAGES_PER_PAGE]
    before = request.number("before")
    earlier = tuple(message for message in feed if not before or message.number < before)
    return earlier[-MESSAGES_PER_PAGE:]
