"""A spider for the testbed's board as the Scrapy tutorial teaches to write one."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from parsel import Selector
from scrapy.http import Request, Response

ZONE = ZoneInfo("Asia/Shanghai")
FLOORS = {"楼主": 1, "沙发": 2, "板凳": 3, "地板": 4}
SEEN = (
    ".//td[@class='t_f']//text()[not(ancestor::*[@class='jammer' or @class='quote' or @class='pstatus'"
    " or contains(@style, 'display:none')])]"
)


class BoardSpider(scrapy.Spider):
    """One item per post."""

    name = "board"

    def __init__(self, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses

    async def start(self) -> AsyncIterator[Request]:
        """Every thread page."""
        for url in self.addresses:
            yield Request(url, callback=self.parse)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """The posts of a page."""
        thread = response.css("#thread_subject::text").get()
        board = response.css("#pt a[href*=forumdisplay]::text").get()
        views, replies = response.css("div.hm span.xi1::text").getall()
        for post in response.css("div[id^=post_]"):
            if post.attrib["id"] == "post_new":
                continue
            opener = floor_of(post) == 1
            yield {
                "platform": "discuz",
                "board": board,
                "thread": response.url.partition("tid=")[2],
                "post_id": post.attrib["id"].removeprefix("post_"),
                "url": f"{response.url}#pid{post.attrib['id'].removeprefix('post_')}",
                "author_name": post.css(".pls .authi a.xw1::text").get(),
                "author_id": post.css(".pls .authi a.xw1::attr(href)").re_first(r"uid=(\d+)"),
                "signature": post.css("div.sign::text").get(),
                "qq": post.css("a[href*='wpa.qq.com']::attr(href)").re_first(r"Uin=(\d+)"),
                "title": thread if opener else None,
                "text": "\n".join(line.strip() for line in post.xpath(SEEN).getall()).strip(),
                "images": [response.urljoin(src) for src in post.css("td.t_f img::attr(file)").getall()],
                "time": time_of(post),
                "floor": floor_of(post),
                "counters": {"views": int(views), "replies": int(replies)} if opener else None,
                "reply_to": post.css("div.quote a::attr(href)").re_first(r"pid=(\d+)"),
            }
        response.css("div.pg a.nxt::attr(href)").get()


def floor_of(post: Selector) -> int | None:
    """The number or the name of the floor."""
    words = "".join(post.css("a[id^=postnum] ::text").getall())
    number = re.search(r"\d+", words)
    return int(number[0]) if number else FLOORS.get(words.strip())


def time_of(post: Selector) -> str:
    """The absolute time, from the title where the words are relative."""
    shown = post.css("em[id^=authorposton] span::attr(title)").get()
    shown = shown or post.css("em[id^=authorposton]::text").re_first(r"发表于 (.+)") or ""
    return datetime.strptime(shown.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE).isoformat()
