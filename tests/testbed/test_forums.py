"""The forums of the testbed: four softwares, the same threads behind each."""

import re

import pytest

from testbed.server import Testbed

BOARD = {
    "mybb": "/forumdisplay.php?fid={}",
    "xenforo": "/forums/board.{}/",
    "vbulletin": "/forumdisplay.php?{}-board",
    "v2ex": "/go/node{}",
}
GONE = {
    "mybb": "/showthread.php?tid=1",
    "xenforo": "/threads/thread.1/",
    "vbulletin": "/showthread.php?1-thread",
    "v2ex": "/t/1",
}
TEXT = {
    "mybb": "#pid_{}",
    "xenforo": "#js-post-{} .message-body .bbWrapper",
    "vbulletin": "#post_message_{} .postcontent",
    "v2ex": "#r_{} .reply_content",
}


@pytest.mark.parametrize("site", BOARD)
def test_every_listing_stands_at_its_path(whole: Testbed, fetch, site):
    truth = [known for known in whole.truth() if known["site"] == site]
    assert len(truth) >= 5
    for known in truth:
        shown = fetch(whole.sites[site] + known["path"]).page("utf-8")
        opens = site == "v2ex" and known["post_id"] == known["thread"]
        (post,) = shown.css(".topic_content" if opens else TEXT[site].format(known["post_id"]))
        post.css("blockquote, .bbcode_container").drop()
        assert re.sub(r"\s", "", post.xpath("string()").get()) == re.sub(r"\s", "", known["text"])


@pytest.mark.parametrize("site", BOARD)
def test_walls_are_those_of_the_software(whole: Testbed, fetch, site):
    closed = fetch(whole.sites[site] + BOARD[site].format(41))
    gone = fetch(whole.sites[site] + GONE[site])
    empty = fetch(whole.sites[site] + BOARD[site].format(42)).body.decode()
    assert closed.status == {"xenforo": 403, "v2ex": 302}.get(site, 200)
    assert gone.status == {"xenforo": 404, "v2ex": 404}.get(site, 200)
    assert re.search(r"currently no threads|no threads in this|no posts in this|还没有主题", empty)
