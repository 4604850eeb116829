"""Which sites there are, and at which port each one listens unless told otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from testbed.bar.site import BarSite
from testbed.board.site import BoardSite
from testbed.channels.site import ChannelSite
from testbed.clock import Clock
from testbed.douban.site import DoubanSite
from testbed.forum.site import ForumSite
from testbed.market.site import MarketSite
from testbed.mybb.look import MyBBLook
from testbed.phpbb.site import PhpbbSite
from testbed.posting import Placed
from testbed.site import Site
from testbed.sogou.site import SogouSite
from testbed.v2ex.look import V2exLook
from testbed.vbulletin.look import VBulletinLook
from testbed.weibo.site import WeiboSite
from testbed.xenforo.look import XenForoLook
from testbed.xiaohongshu.site import XiaohongshuSite

Builder = Callable[[tuple[Placed, ...], int, Clock], Site]


@dataclass(frozen=True, slots=True)
class Entry:
    """A site: its usual port, and who builds it of its posts (newest first), the seed and the clock."""

    name: str
    port: int
    build: Builder


# A site that no kind of posting is written for gets a small share of the forum's (testbed.spread).
SITES = (
    Entry("board", 8711, BoardSite),
    Entry("channels", 8712, ChannelSite),
    Entry("bar", 8713, BarSite),
    Entry("weibo", 8714, WeiboSite),
    Entry("market", 8715, MarketSite),
    Entry("phpbb", 8716, PhpbbSite),
    Entry("sogou", 8717, SogouSite),
    Entry("mybb", 8718, partial(ForumSite, "mybb", MyBBLook())),
    Entry("xenforo", 8719, partial(ForumSite, "xenforo", XenForoLook())),
    Entry("vbulletin", 8720, partial(ForumSite, "vbulletin", VBulletinLook())),
    Entry("v2ex", 8721, partial(ForumSite, "v2ex", V2exLook())),
    Entry("xiaohongshu", 8722, XiaohongshuSite),
    Entry("douban", 8723, DoubanSite),
)
PORTS = {entry.name: entry.port for entry in SITES}
