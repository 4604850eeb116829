# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What stands around every page of the bars, and their walls."""

import json
from html import escape
from typing import Any

from testbed.answer import Answer, Request, html_answer

_STYLE = (
    "body{font:14px sans-serif;margin:0;background:#e4e6eb}.wrap{width:980px;margin:0 auto;background:#fff;padding:12px}"
    "ul{list-style:none;padding:0}.d_post_content{min-height:60px}.l_post{border-bottom:1px solid #e5e5e5;padding:12px}"
)


def bar_page(title: str, content: str) -> Answer:
    """A full page."""
    return html_answer(f"""<!DOCTYPE html>
<html><head><meta charset="UTF-8"><meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<title>{escape(title)}</title><style>{_STYLE}</style>
<script>var PageData = {{"tbs": "0000", "charset": "UTF-8", "product": "frs"}}; PageData.user = {{"is_login": 0}};</script>
</head><body><div class="wrap1"><div class="wrap2"><div id="head" class="search_bright clearfix">
<form name="f1" class="clearfix j_search_form" action="/f" id="tb_header_search_form"><input class="search_ipt" name="kw" type="text" \
autocomplete="off"/></form></div><div class="wrap">{content}</div>
<div class="footer" id="footer"><span>&copy;百度贴吧</span> <a href="/tb/eula.html">贴吧协议</a></div></div></div></body></html>
""")


def attribute(value: Any) -> str:
    """``value`` as JSON inside an HTML attribute."""
    return escape(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def deleted_thread() -> Answer:
    """A thread that is gone."""
    return bar_page(
        "贴吧404",
        '<div class="page404"><div class="main clearfix"><h1 class="main-title">很抱歉，该贴已被删除。</h1>'
        '<p class="jump-counter">3秒后自动跳转</p></div></div>',
    )


def missing_bar(name: str) -> Answer:
    """A bar that nobody has founded."""
    return bar_page(
        f"{name}吧_百度贴吧",
        f'<div class="page_bar_uncreated"><h2>“{escape(name)}吧”尚未建立</h2><p>点此创建。</p></div>',
    )


def wall(kind: str, request: Request) -> Answer:
    """Security check, slider, or the log-in page."""
    if kind == "login_wall":
        return bar_page(
            "登录百度帐号",
            '<div id="passport-login-pop" class="tang-pass-pop-login"><h3>请登录后查看更多内容</h3>'
            '<a href="/passport/v2/?login">登录</a></div>',
        )
    title = "百度安全验证"
    back = request.base + request.target
    middle = (
        '<div id="passmod_slide"></div>'
        if kind == "captcha"
        else '<div class="timeout hide">网络不给力，请稍后重试</div>'
    )
    return html_answer(f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1.0"></head>
<body><div class="timeout-content">{middle}<div class="timeout-title">{title}</div>
<p>问题反馈</p></div><script>var config = {{backurl: {json.dumps(back)!r}, tk: '0000', kind: 'spin'}};</script></body></html>
""")
