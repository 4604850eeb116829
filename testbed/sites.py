"""Which sites there are, and at which port each one listens unless told otherwise."""

from collections.abc import Callable
from dataclasses import dataclass

from testbed.bar.site import BarSite
from testbed.board.site import BoardSite
from testbed.channels.site import ChannelSite
from testbed.clock import Clock
from testbed.douban.site import DoubanSite
from testbed.market.site import MarketSite
from testbed.phpbb.site import PhpbbSite
from testbed.posting import Placed
from testbed.site import Site
from testbed.weibo.site import WeiboSite

Builder = Callable[[tuple[Placed, ...], int, Clock], Site]


@dataclass(frozen=True, slots=True)
class Entry:
    """A site: its usual port, and who builds it of its posts (newest first), the seed and the clock."""

    name: str
    port: int
    build: Builder


# Ports taken: 8717 sogou, 8718 mybb, 8719 xenforo, 8720 vbulletin, 8721 v2ex, 8722 xiaohongshu.
# A site that no kind of posting is written for gets a small share of the forum's (testbed.spread).
SITES = (
    Entry("board", 8711, BoardSite),
    Entry("channels", 8712, ChannelSite),
    Entry("bar", 8713, BarSite),
    Entry("weibo", 8714, WeiboSite),
    Entry("market", 8715, MarketSite),
    Entry("phpbb", 8716, PhpbbSite),
    Entry("douban", 8723, DoubanSite),
)
PORTS = {entry.name: entry.port for entry in SITES}
