# ruff: noqa: E501  (markup keeps the platforms' own lines)
"""Files and net disks: what is recorded of them, and that nobody fetches one."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from analysis.judgement.assessor import assess
from analysis.privacy.masked_posts import mask_post
from crawlers.files.mentioned import mentioned
from crawlers.files.policy import POLICY, kind_of, offered_file
from crawlers.files.sizes import size_of
from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.reading import UNOBSERVED, Attachment, Post


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://bbs.example.com/up/list.xlsx", "file"),
        ("https://bbs.example.com/up/LIST.XLSX?x=1#y", "file"),
        ("https://bbs.example.com/up/%E5%90%8D%E5%8D%95%2Ezip/", "file"),
        ("https://bbs.example.com/dump.sql.gz", "file"),
        ("https://pan.baidu.com/s/1abc", "net-disk"),
        ("https://www.lanzoui.com/iAbc", "net-disk"),
        ("https://mega.nz/file/a#b", "net-disk"),
        ("https://PAN.quark.cn./s/1", "net-disk"),
        ("https://bbs.example.com/robots.txt", None),
        ("https://bbs.example.com/thread-1-1-1.html", None),
        ("https://bbs.example.com/forum.php?file=list.xlsx", None),
        ("https://notmega.example.com/x", None),
        ("https://bbs.example.com/", None),
    ],
)
def test_an_address_of_a_file_is_told_from_a_page(url: str, kind: str | None) -> None:
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ((("Content-Type", "text/html"),), None),
        ((("Content-Type", "application/json"),), None),
        ((("Content-Type", "application/zip"), ("Content-Length", "12")), "application/zip, 12 bytes"),
        ((("content-disposition", 'attachment; filename="a.csv"'),), "a.csv, size not said"),
        ((("Content-Disposition", "inline"), ("Content-Type", "text/html")), None),
        (
            (("Content-Disposition", "attachment; filename*=utf-8''%E5%90%8D.xls"), ("Content-Length", "9")),
            "名.xls, 9 bytes",
        ),
    ],
)
def test_an_answer_that_is_a_file_says_so_in_its_headers(
    headers: tuple[tuple[str, str], ...], said: str | None
) -> None:
    assert offered_file(headers) == said


@pytest.mark.parametrize(
    ("shown", "size"),
    [("12.4 MB", 13002342), ("3 KiB", 3072), ("17 bytes", 17), ("1,5 GB", 1610612736), ("", None)],
)
def test_printed_sizes(shown: str, size: int | None) -> None:
    assert size_of(shown) == size


@pytest.mark.parametrize(
    ("text", "name", "url"),
    [
        (
            "样本：https://pan.baidu.com/s/1aBcD 提取码：x9k2，要的来",
            "百度网盘 (提取码 x9k2)",
            "https://pan.baidu.com/s/1aBcD",
        ),
        ("链接pan.quark.cn/s/77aa密码 ab12", "夸克网盘 (提取码 ab12)", "https://pan.quark.cn/s/77aa"),
        (
            "https://www.alipan.com/s/q1?pwd=zz99",
            "阿里云盘 (提取码 zz99)",
            "https://www.alipan.com/s/q1?pwd=zz99",
        ),
        ("见 http://files.example.com/2026/list.csv。", "list.csv", "http://files.example.com/2026/list.csv"),
    ],
)
def test_addresses_in_plain_text_are_attachments(text: str, name: str, url: str) -> None:
    (found,) = mentioned(text)
    assert (found.name, found.url, found.digest) == (name, url, UNOBSERVED)


@pytest.mark.parametrize(
    "text", ["mega.nz 是什么", "看 https://bbs.example.com/thread-1-1-1.html", "v1.2.3/4", ""]
)
def test_what_is_no_file_is_none(text: str) -> None:
    assert list(mentioned(text)) == []


def test_a_long_text_without_addresses_takes_no_time() -> None:
    assert list(mentioned("a.b" * 200_000 + "/")) == []


THREADS = {
    "discuz": """<meta name="generator" content="Discuz! X3.4"><body id="nv_forum" class="pg_viewthread">
<div id="post_7"><table id="pid7"><tr><td><div class="authi"><a class="xw1" href="home.php?mod=space&uid=3">甲</a></div>
<td id="postmessage_7" class="t_f">出<a href="https://pan.baidu.com/s/1q">链接</a> 提取码 ab12
<div class="quote"><a href="forum.php?mod=redirect&goto=findpost&pid=5">x</a><a href="/theirs.zip">theirs.zip</a></div></td>
<ignore_js_op><dl class="tattl"><dd><p class="attnm"><a href="forum.php?mod=attachment&aid=MTI">名单.xls</a></p>
<p>12.4 KB, 下载次数: 3</p></dd></dl></ignore_js_op></tr></table></div>""",
    "phpbb": """<body id="phpbb" class="section-viewtopic"><h2 class="topic-title"><a href="./viewtopic.php?t=2">t</a></h2>
<div id="p7" class="post has-profile"><dl class="postprofile"><dt><a class="username" href="./memberlist.php?mode=viewprofile&u=3">a</a></dt></dl>
<div class="postbody"><p class="author">» 1</p><div class="content">出<a href="https://pan.baidu.com/s/1q">链接</a> 提取码 ab12</div>
<dl class="attachbox"><dd><dl class="file"><dt><a class="postlink" href="./download/file.php?id=9">名单.xls</a></dt>
<dd>(12.4 KiB) 已下载 3 次</dd></dl></dd></dl></div></div>""",
    "mybb": """<div id="container"></div><span id="copyright">Powered By <a href="https://mybb.com">MyBB</a></span>
<div id="posts"><div class="post classic" id="post_7"><div class="author_information"><strong><span class="largetext"><a href="member.php?action=profile&uid=3">a</a></span></strong></div>
<span class="post_date">01-02-2026, 03:04 PM</span><div class="post_body scaleimages" id="pid_7">出<a href="https://pan.baidu.com/s/1q">链接</a> 提取码 ab12</div>
<fieldset><a href="attachment.php?aid=4">名单.xls</a> (Size: 12.4 KB / Downloads: 3)</fieldset></div></div>""",
    "xenforo": """<html id="XF"><article class="message" data-content="post-7" data-author="a"><div class="message-userDetails"><h4><a class="username" href="/members/a.3/">a</a></h4></div>
<div class="message-body"><div class="bbWrapper">出<a href="https://pan.baidu.com/s/1q">链接</a> 提取码 ab12</div></div>
<ul class="attachmentList"><li class="file file--linked"><a class="file-preview" href="/attachments/ming-xls.5/"></a>
<div class="file-content"><span class="file-name">名单.xls</span><div class="file-meta">12.4 KB · Views: 5</div></div></li></ul></article></html>""",
    "telegram": """<div class="tgme_widget_message" data-post="laozi/7"><a class="tgme_widget_message_document_wrap" href="https://t.me/laozi/7">
<div class="tgme_widget_message_document"><div class="tgme_widget_message_document_title">名单.xls</div>
<div class="tgme_widget_message_document_extra">12.4 KB</div></div></a>
<div class="tgme_widget_message_text js-message_text">出<a href="https://pan.baidu.com/s/1q">链接</a> 提取码 ab12</div>
<a class="tgme_widget_message_date" href="https://t.me/laozi/7"><time datetime="2026-01-02T03:04:05+00:00"></time></a></div>""",
}  # fmt: skip


@pytest.mark.parametrize("family", THREADS)
def test_what_a_platform_shows_with_a_post_is_named(family: str) -> None:
    page = file_page(
        THREADS[family].encode(), url="https://bbs.example.com/t/1", fetched_at=datetime.now(UTC)
    )
    reading = read(page, family, "Asia/Shanghai")
    (post,) = reading.posts
    assert post.post_id.endswith("7")
    offered = {one.name: (one.kind, one.size, one.digest) for one in post.attachments}
    assert offered == {
        "名单.xls": ("file", 12698, UNOBSERVED),
        "百度网盘 (提取码 ab12)": ("net-disk", None, UNOBSERVED),
    }


def test_names_of_files_are_masked_like_text() -> None:
    files = (
        Attachment(
            kind="file", name="张某 13800000138 的名单.xls", url="https://bbs.example.com/13800000138.xls"
        ),
    )
    post = Post(
        platform="x", post_id="1", url="https://bbs.example.com/1", text="出售名单", attachments=files
    )
    masked, _ = mask_post(post, assess(post.text, None, None, "x"))
    assert "13800000138" not in masked.attachments[0].name + str(masked.attachments[0].url)


class Canary(BaseHTTPRequestHandler):
    """Leads to files in every way, and notes what was asked for and how much of it was taken."""

    asked: ClassVar[list[str]] = []
    sent: ClassVar[list[int]] = []

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """A page, a redirect to a file, or a file without an ending."""
        self.asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/hidden.zip")
            self.end_headers()
        elif self.path == "/take?id=1":
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Disposition", 'attachment; filename="leak.dat"')
            self.send_header("Content-Length", "50000000")
            self.end_headers()
            self._pour()
        else:
            self.send_error(404)

    def _pour(self) -> None:
        try:
            for _ in range(50):
                self.sent.append(self.wfile.write(b"x" * 1_000_000))
        except OSError:
            return


@pytest.fixture
def canary() -> Iterator[str]:
    """The address of a site of files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    server.daemon_threads = True
    Canary.asked.clear()
    Canary.sent.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_no_file_is_fetched_however_it_is_led_to(
    run: Callable[..., Any], home: Path, tmp_path: Path, canary: str
) -> None:
    folder = tmp_path / "sources" / "files"
    folder.mkdir(parents=True)
    folder.joinpath("source.yml").write_text(
        f"title: Files\nfamily: discuz\nstart: [http://{canary}/list.xlsx, http://{canary}/away,"
        f" 'http://{canary}/take?id=1']\nhosts: ['{canary}', pan.baidu.com]\nprivate_hosts: true\npurpose: test\n"
        "pace: {delay: 0}\nexpect: {posts: 0}\n"
    )
    done = run("scrapy", "crawl", "files", env={"HAWKWATCH_SOURCES": str(tmp_path / "sources")})
    assert done.returncode == 0, done.stderr[-2000:]
    assert sorted(Canary.asked) == ["/away", "/robots.txt", "/take?id=1"]
    assert sum(Canary.sent) < 10_000_000
    (path,) = home.glob("runs/*/journal.sqlite")
    visits = dict(sqlite3.connect(path).execute("SELECT url, why FROM visit WHERE state='out_of_scope'"))
    assert {url.rpartition("/")[2] for url in visits} == {"list.xlsx", "hidden.zip", "take?id=1"}
    assert all(why.startswith(POLICY) for why in visits.values())
    assert "leak.dat, 50000000 bytes" in visits[f"http://{canary}/take?id=1"]
