"""Each form of export: what is read of it, and where it says it stands."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from tests.operations.importing.conftest import OFFER, TALK, Take, chat, listings_of, message, write_json

EIGHT = datetime(2026, 1, 5, 12, 15, 33, tzinfo=UTC)


def test_telegram_words_in_pieces_and_what_stands_around_them(read: Any, tmp_path: Path) -> None:
    pieces = [
        "出一手",
        {"type": "bold", "text": "银行客户名单"},
        " 10万条 5毛一条 先测后买 ",
        {"type": "mention", "text": "@liao_9x"},
    ]
    said = message(
        7,
        pieces,
        forwarded_from="数据源头",
        reply_to_message_id=3,
        edited="2026-01-05T21:00:00",
        via_bot="@some_bot",
        file="files/样本.xlsx",
        file_name="样本.xlsx",
        file_size=20480,
        reactions=[{"type": "emoji", "count": 4, "emoji": "👍"}],
    )
    (post,) = read(write_json(tmp_path / "result.json", chat("资源群", 4294967298, [said])))
    assert post.text == "出一手银行客户名单 10万条 5毛一条 先测后买 @liao_9x"
    assert (post.board, post.author_name, post.author_id) == ("资源群", "料商阿杰", "user4294967299")
    assert (post.signature, post.reply_to) == ("数据源头", "4294967298/3")
    assert [(one.name, one.size) for one in post.attachments] == [("样本.xlsx", 20480)]
    assert post.time == datetime.fromtimestamp(1767615340, UTC)


@pytest.mark.parametrize("indent", [1, None])
def test_a_whole_account_has_chats_of_its_own(read: Any, tmp_path: Path, indent: int | None) -> None:
    account = {
        "about": "…",
        "contacts": {"list": [{"first_name": "甲", "phone_number": "+86 13900000000"}]},
        "chats": {
            "about": "…",
            "list": [chat("一", 11, [message(1, OFFER + "一")]), chat("二", 12, [message(1, OFFER + "二")])],
        },
        "left_chats": {"about": "…", "list": [chat("三", 13, [message(1, OFFER + "三")])]},
    }
    posts = read(write_json(tmp_path / "result.json", account, indent))
    assert {(post.board, post.post_id) for post in posts} == {("一", "11/1"), ("二", "12/1"), ("三", "13/1")}


def test_a_torn_export_keeps_what_is_whole(take: Take, tmp_path: Path) -> None:
    path = write_json(
        tmp_path / "result.json", chat("群", 4294967298, [message(n, f"{OFFER} {n}") for n in range(6)])
    )
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('"id": 2,', '"id": "2,', 1)[:-100], "utf-8")
    report = take(path)
    assert report.files[0].listings == 4
    assert [fault.split()[0] for fault in report.files[0].faults] == ["line", "line"]
    assert report.exit_code == 1


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tables_in_every_encoding(read: Any, tmp_path: Path, charset: str, delimiter: str) -> None:
    head = delimiter.join(["编号", "内容", "作者", "发布时间", "链接"])
    body = delimiter.join(
        [
            "7",
            f'"{OFFER}\n第二行 ""好料"""',
            "料商",
            "2026-01-05 20:15:33",
            "https://bbs.example.com/t-7.html",
        ]
    )
    text = f"{head}\r\n{body}\r\n"
    mark = b"\xfe\xff" if charset == "utf-16-be" else b""
    (tmp_path / "t.csv").write_bytes(mark + text.encode(charset))
    (post,) = read(tmp_path / "t.csv")
    assert post.text == f'{OFFER}\n第二行 "好料"'
    assert (post.post_id, post.author_name, post.time) == ("7", "料商", EIGHT)
    assert post.url == "https://bbs.example.com/t-7.html"


def test_columns_by_hint_and_an_unclosed_quote(take: Take, settings: Settings, tmp_path: Path) -> None:
    rows = ["a;b;c", f"x;{OFFER} 一;甲", f'y;"{OFFER} 二;乙', f"z;{OFFER} 三;丙"]
    (tmp_path / "t.csv").write_text("\n".join(rows), "utf-8")
    report = take(tmp_path / "t.csv", columns={"text": "b", "author": "3"}, platform="tieba")
    assert report.files[0].faults == ["line 3 has a quotation mark that is not closed"]
    posts = [one.post for one in listings_of(report, settings)]
    assert {(post.author_name, post.platform) for post in posts} == {("甲", "tieba"), ("丙", "tieba")}
    assert {post.url.partition("#")[2] for post in posts} == {"line=2", "line=4"}
    assert all(post.url.startswith(f"import:{report.files[0].sha256}#") for post in posts)


def test_json_lines_of_the_corpus_of_read_and_of_ones_own(read: Any, tmp_path: Path) -> None:
    own = {"平台": "douban", "内容": OFFER + " 一", "作者": "甲", "链接": "javascript:alert(1)"}
    corpus = {"id": "c1", "source": "tieba", "text": OFFER + " 二", "author": "乙", "label": "sale"}
    post = {
        "platform": "discuz",
        "post_id": "9",
        "url": "https://bbs.example.com/t",
        "text": OFFER + " 三",
        "floor": 3,
    }
    reading = {"state": "items", "why": "", "posts": [post | {"post_id": "10", "text": OFFER + " 四"}]}
    lines = [json.dumps(one, ensure_ascii=False) for one in (own, corpus, post, reading)]
    (tmp_path / "p.jsonl").write_text("\n".join(lines), "utf-8")
    one, two, three, four = sorted(read(tmp_path / "p.jsonl"), key=lambda post: post.platform, reverse=False)[
        ::-1
    ]
    assert (one.platform, two.platform, {three.post_id, four.post_id}) == ("tieba", "douban", {"9", "10"})
    assert two.url.startswith("import:")


QQ = """\ufeff消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的QQ群
================================================================
消息对象:资源交流
================================================================

2026-01-05 20:15:33 【管理员】料王(在线)(4294967400)
{offer}

量大从优

2026-01-05 20:16:00 系统消息(10000)
某某加入本群

2026-01-06 8:01:02 PM 小白<nobody@example.com>
[图片]

================================================================
消息分组:我的好友
================================================================
消息对象:阿强
================================================================

2026-01-06 8:02:03 PM 阿强(4294967401)
{offer} 私聊
"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_qq_as_text(read: Any, tmp_path: Path, charset: str) -> None:
    (tmp_path / "资源交流.txt").write_bytes(QQ.format(offer=OFFER).replace("\n", "\r\n").encode(charset))
    group, friend = read(tmp_path / "资源交流.txt")
    assert group.text == f"{OFFER}\n\n量大从优"
    assert (group.platform, group.board, group.author_name, group.author_id) == (
        "qq",
        "资源交流",
        "料王(在线)",
        "4294967400",
    )
    assert (group.time, group.url.partition("#")[2]) == (EIGHT, "line=9")
    assert (friend.board, friend.author_id) == ("阿强", "4294967401")
    assert friend.time == datetime(2026, 1, 6, 12, 2, 3, tzinfo=UTC)


def test_wechat_as_text(read: Any, tmp_path: Path) -> None:
    head = "Dear:\n\n聊天记录如下：\n\n—————  2026-01-05  —————\n\n\n"
    text = f"{head}料商  20:15\n\n{OFFER}\n\n小白  20:16\n\n{TALK}\n"
    (tmp_path / "chat.txt").write_text(text, "utf-8")
    (post,) = read(tmp_path / "chat.txt")
    assert (post.platform, post.author_name, post.text) == ("wechat", "料商", OFFER)
    assert post.time == datetime(2026, 1, 5, 12, 15, tzinfo=UTC)


def test_pasted_text_by_paragraphs_or_as_one(read: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"{OFFER}\n量大\n\n\n{TALK}\n\n求购股民资料 有的私聊 QQ 4294967301", "utf-8"
    )
    posts = read(tmp_path / "a.txt", platform="wechat")
    assert {post.url.partition("#")[2] for post in posts} == {"line=1", "line=7"}
    assert {post.platform for post in posts} == {"wechat"}
    (tmp_path / "b.txt").write_text(f"{OFFER}\n\n{TALK}", "utf-8")
    (whole,) = read(tmp_path / "b.txt", whole=True)
    assert whole.text == f"{OFFER}\n\n{TALK}"
