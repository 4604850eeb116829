# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Results: of articles in Sogou's old and its new layout, and of accounts."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, html_answer
from testbed.sogou.articles import Account, Article

ROWS = 10
_PAGE = """<!DOCTYPE html>
<html lang="zh-cn"><head><meta charset="utf-8"><title>{word}的相关微信公众号文章 – 搜狗微信搜索</title>
<script>var uigs_para = {{"uigs_productid": "vs_web", "terminal": "web", "vstype": "weixin", "pagetype": "result", "noresult": "{nothing}"}};</script></head>
<body><div class="wrapper" id="wrapper"><div class="main-left" id="main"><div class="news-box">
{content}
</div></div></div><div class="footer-box" id="s_footer"><div class="footer"><a id="sogou_webhelp" href="/help">搜索帮助</a>&nbsp;&copy;&nbsp;SOGOU.COM</div></div>
<script>(function(){{$("a").on("mousedown",function(){{}})}})();</script></body></html>
"""
_NOTHING = '<div class="b404-box" id="noresult_part1_container"><div class="txt-box"><p class="p2">呀！</p><p>暂无与“<em>{word}</em>”相关的官方认证订阅号。</p></div></div>'
_MORE = '<div class="b404-box" id="noresult_part1_container"><p>呀！</p><p>当前只显示100条结果，请您：登录后查看更多结果</p></div>'


def results_page(found: list[Article], word: str, page: int) -> Answer:
    """A page of articles; ``page`` counts from one."""
    shown = found[(page - 1) * ROWS : page * ROWS]
    if not shown:
        return _page(word, _MORE if found else _NOTHING.format(word=escape(word)), nothing=True)
    rows = "".join(_row(place, one, word) for place, one in enumerate(shown))
    return _page(word, f'<ul class="news-list">{rows}</ul>{_pager(len(found), word, page, 2)}')


def accounts_page(found: list[tuple[Account, Article]], word: str, page: int) -> Answer:
    """A page of accounts, each with the last article it published."""
    shown = found[(page - 1) * ROWS : page * ROWS]
    if not shown:
        return _page(word, _NOTHING.format(word=escape(word)), nothing=True)
    rows = "".join(_account(place, account, last) for place, (account, last) in enumerate(shown))
    return _page(word, f'<ul class="news-list2">{rows}</ul>{_pager(len(found), word, page, 1)}')


def _page(word: str, content: str, nothing: bool = False) -> Answer:
    return html_answer(_PAGE.format(word=escape(word), content=content, nothing=int(nothing)))


def _pager(total: int, word: str, page: int, kind: int) -> str:
    address = f"?query={quote(word)}&type={kind}&ie=utf8&page="
    following = (
        f'<a id="sogou_next" href="{address}{page + 1}" class="np" uigs="page_next">下一页</a>'
        if page * ROWS < total
        else ""
    )
    return f'<div class="p-fy" id="pagebar_container"><span>{page}</span>{following}<div class="mun">找到约{total:,}条结果<!--resultbarnum:{total:,}--></div></div>'


def _row(place: int, one: Article, word: str) -> str:
    """The even ones in the layout of 2016 (the article's own address), the odd ones in that of today."""
    new = place % 2 == 1
    href = escape(f"/link?url={one.document}&type=2&query={word}" if new else one.passing)
    pictures = "".join(
        f'<div class="img-box"><a data-z="art" target="_blank" href="{href}"><img src="/pic/{one.mid}_{n}.jpg" onload="resizeImage(this,140,105)"></a></div>'
        for n in range(min(one.pictures, 1))
    )
    return (
        f'<!-- a --><li id="sogou_vr_11002601_box_{place}" d="{one.document}">{pictures}<div class="txt-box">'
        f'<h3><a target="_blank" href="{href}" id="sogou_vr_11002601_title_{place}" uigs="article_title_{place}">{_marked(one.title, word)}</a></h3>'
        f'<p class="txt-info" id="sogou_vr_11002601_summary_{place}">{_marked(_summary(one), word)}</p>{_foot(place, one, new)}</div></li><!-- z -->\n'
    )


def _foot(place: int, one: Article, new: bool) -> str:
    at, account = one.placed.at, one.account
    script = f"<span class=\"s2\"><script>document.write(timeConvert('{at}'))</script></span>"
    if new:
        return f'<div class="s-p"><span class="all-time-y2">{escape(account.name)}</span>{script}</div>'
    link = f'<a class="account" target="_blank" id="sogou_vr_11002601_account_{place}" i="{account.openid}" href="/profile?src=3&amp;signature={account.openid}" data-headimage="/pic/face.png" data-isV="0">{escape(account.name)}</a>'
    return f'<div class="s-p" t="{at}">{link}{script}</div>'


def _summary(one: Article) -> str:
    text = " ".join(one.placed.posting.text.split())
    return text if len(text) <= 60 else f"{text[:60]}..."


def _marked(text: str, word: str) -> str:
    plain = escape(text)
    return (
        plain.replace(escape(word), f"<em><!--red_beg-->{escape(word)}<!--red_end--></em>") if word else plain
    )


def _account(place: int, account: Account, last: Article) -> str:
    profile = f"/profile?src=3&amp;signature={account.openid}"
    return (
        f'<!-- a --><li id="sogou_vr_11002301_box_{place}" d="{account.openid}"><div class="gzh-box2"><div class="img-box"><a target="_blank" uigs="account_image_{place}" href="{profile}"><span></span><img src="/pic/face.png"></a></div>'
        f'<div class="txt-box"><p class="tit"><a target="_blank" uigs="account_name_{place}" href="{profile}">{escape(account.name)}</a><i></i></p><p class="info">微信号：<label name="em_weixinhao">{account.handle}</label></p></div></div>'
        f"<dl><dt>功能介绍：</dt><dd>{escape(account.about)}</dd></dl>"
        f'<dl><dt>最近文章：</dt><dd><a target="_blank" uigs="account_article_{place}" href="{escape(last.passing)}">{escape(last.title)}</a>'
        f"<span><script>document.write(timeConvert('{last.placed.at}'))</script></span></dd></dl></li><!-- z -->\n"
    )
