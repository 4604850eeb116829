"""Exports in markup: Telegram's pages, QQ's MHT."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.operations.importing.conftest import OFFER, TALK, Take

PAGE = """<!DOCTYPE html>
<html>
 <head><meta charset="utf-8"/><title>Exported Data</title></head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header"><div class="content"><div class="text bold">
资源 &amp; 对接
       </div></div></div>
   <div class="page_body chat_page"><div class="history">
{messages}
   </div></div>
  </div>
 </body>
</html>
"""


def bubble(number: int, inner: str, author: str | None = "料商阿杰", clock: str = "20:15:33") -> str:
    joined, name = (" joined", "") if author is None else ("", f'<div class="from_name">\n{author} \n</div>')
    return f"""
     <div class="message default clearfix{joined}" id="message{number}">
      <div class="pull_left userpic_wrap">
       <div class="userpic userpic1"><div class="initials">料</div></div>
      </div>
      <div class="body">
       <div class="pull_right date details" title="05.01.2026 {clock} UTC+08:00">
{clock[:5]}
       </div>
       {name}
       {inner}
      </div>
     </div>
"""


def text(words: str) -> str:
    return f'<div class="text">\n{words}\n</div>'


def test_telegram_pages(read: Any, take: Take, tmp_path: Path) -> None:
    day = '<div class="message service" id="message-1"><div class="body details">5 January 2026</div></div>'
    answer = '<div class="reply_to details">In reply to <a href="#go_to_message1">this message</a></div>'
    when = '<span class="date details" title="04.01.2026 09:00:00 UTC+08:00"> 04.01.2026 09:00:00</span>'
    passed_on = (
        '<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">'
        f'<div class="from_name">\n数据源头 {when}\n</div>{text(OFFER + " 丙")}</div>'
    )
    media = (
        '<div class="media_wrap clearfix">'
        '<a class="media clearfix pull_left block_link media_file" href="files/a.xlsx"><div class="body">'
        '<div class="title bold">样本.xlsx</div><div class="status details">20.0 KB</div></div></a></div>'
    )
    first = [
        day,
        bubble(1, text(TALK), "小白"),
        bubble(2, text(f"{OFFER} 甲<br>量大")),
        bubble(3, answer + text(f"{OFFER} 乙") + media, None, "20:16:00"),
        bubble(4, passed_on, None),
    ]
    folder = tmp_path / "ChatExport_2026-01-05"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "a.xlsx").write_bytes(b"PK\x03\x04 never read")
    (folder / "messages.html").write_text(PAGE.format(messages="".join(first)), "utf-8")
    (folder / "messages2.html").write_text(PAGE.format(messages=bubble(5, text(f"{OFFER} 丁"))), "utf-8")
    one, three, two, four = read(folder)
    assert one.text == f"{OFFER} 丁"
    assert four.text == f"{OFFER} 甲\n量大"
    assert (four.board, four.author_name) == ("资源 & 对接", "料商阿杰")
    assert four.time == datetime(2026, 1, 5, 12, 15, 33, tzinfo=UTC)
    assert (two.text, two.author_name) == (f"{OFFER} 乙", "料商阿杰")
    assert (two.reply_to or "").endswith("/1")
    assert [(file.name, file.size_shown) for file in two.attachments] == [("样本.xlsx", "20.0 KB")]
    assert (three.author_name, three.signature) == ("料商阿杰", "数据源头")
    assert three.url.endswith("#message=4")


MHT = """From: <Save by Tencent MsgMgr>
Subject: Tencent IM Message
MIME-Version: 1.0
Content-Type:multipart/related;
\tcharset="utf-8"
\ttype="text/html";
\tboundary="----=_NextPart_20260105_201533.5A1C"

------=_NextPart_20260105_201533.5A1C
Content-Type: text/html
Content-Transfer-Encoding:7bit

<html xmlns="http://www.w3.org/1999/xhtml"><head><title>QQ Message</title></head>\
<body><table width=100% cellspacing=0>{rows}</table></body></html>

{pictures}------=_NextPart_20260105_201533.5A1C--
"""


def row(name: str, clock: str, words: str) -> str:
    who = f"<div style=float:left;margin-right:6px;>{name}</div>{clock}"
    font = "<font style=\"font-size:9pt;font-family:'宋体',sans-serif;\" color='000000'>"
    return (
        f"<tr><td><div style=color:#006EFE;padding-left:10px;>{who}</div>"
        f"<div style=padding-left:20px;>{font}{words}</font></div></td></tr>"
    )


def note(words: str) -> str:
    return f"<tr><td><div style=padding-left:10px;>{words}</div></td></tr>"


def test_qq_pages(read: Any, take: Take, tmp_path: Path) -> None:
    image = '<IMG src="{0A1B2C3D-0000-4000-8000-000000000001}.dat">'
    rows = [
        "<tr><td><div style=padding-left:10px;><br><b>消息记录</b></div></td></tr>",
        note("消息分组:我的QQ群"),
        note("消息对象:资源交流"),
        note("&nbsp;"),
        "<tr><td style=border-bottom-width:1px;font-weight:bold;>日期: 2026-01-05</td></tr>",
        row("料王(4294967400)", "20:15:33", f"{OFFER}<br>量大从优"),
        row("小白", "20:16:00", image),
        "<tr><td style=border-bottom-width:1px;font-weight:bold;>日期: 2026-01-06</td></tr>",
        row("料王(4294967400)", "8:01:02", f"{OFFER} 再来 {image}"),
    ]
    picture = (
        "------=_NextPart_20260105_201533.5A1C\nContent-Type:image/jpeg\nContent-Transfer-Encoding:base64\n"
        "Content-Location:{0A1B2C3D-0000-4000-8000-000000000001}.dat\n\n"
        + base64.encodebytes(bytes(3000)).decode()
        + "\n"
    )
    path = tmp_path / "资源交流.mht"
    path.write_text(MHT.format(rows="".join(rows), pictures=picture * 2).replace("\n", "\r\n"), "utf-8")
    first, again = read(path)
    assert first.text == f"{OFFER}\n量大从优"
    assert (first.board, first.author_name, first.author_id) == ("资源交流", "料王", "4294967400")
    assert first.time == datetime(2026, 1, 5, 12, 15, 33, tzinfo=UTC)
    assert again.time == datetime(2026, 1, 6, 0, 1, 2, tzinfo=UTC)
    skipped = take(path).files[0].skipped
    assert skipped == {"message without words": 1, "picture in the file": 2}
