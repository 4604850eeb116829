# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What every page of the groups has around it, and the pages that are no group."""

from html import escape

from testbed.answer import Answer, html_answer, redirect_answer

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN" class="ua-linux ua-webkit"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>
    {title}
</title></head><body><div id="db-global-nav" class="global-nav"><div class="bd"><div class="top-nav-info"><a href="/login" class="nav-login" rel="nofollow">登录/注册</a></div></div></div>
<div id="wrapper"><div id="content">{content}</div></div></body></html>
"""
_RIDDLE = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>豆瓣</title></head><body><form name="sec" id="sec" method="POST" action="/c"><input type="hidden" id="tok" name="tok" value="t"><input type="hidden" id="cha" name="cha" value="0"><input type="hidden" id="sol" name="sol" value=""></form><script>"use strict";</script></body></html>'
_ODD = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>豆瓣</title></head><body><div>检测到有异常请求从你的 IP 发出，请 <a href="/login">登录</a> 使用豆瓣。</div></body></html>'
_ROBOT = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>豆瓣</title></head><body><p>你访问豆瓣的方式有点像机器人程序。为了保护用户的数据，请向我们证明你是人类：</p><img src="/photo/captcha.png" alt="captcha"></body></html>'
_MISSING = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>页面不存在</title></head><body><ul><li>呃...你想访问的东西不存在。</li></ul></body></html>'


def group_page(title: str, content: str) -> Answer:
    """A page in the frame; ``title`` is plain text, ``content`` markup."""
    return html_answer(_PAGE.format(title=escape(title), content=content))


def missing() -> Answer:
    """A topic or group that is not there (any more)."""
    return html_answer(_MISSING, 404)


def private_group() -> Answer:
    """A group for its members only."""
    return group_page(
        "私密小组", '<h1>私密小组</h1><p class="group-intro">该小组是私密小组，只有小组成员可见。</p>'
    )


def wall(kind: str) -> Answer:
    """``challenge``, ``login_wall`` or ``captcha``."""
    if kind == "challenge":
        return html_answer(_RIDDLE)
    return html_answer(_ROBOT) if kind == "captcha" else html_answer(_ODD, 403)


def pager(address: str, start: int, total: int, rows: int) -> str:
    """The pages below a list; nothing where there is only one. ``address`` ends before the number."""
    if total <= rows:
        return ""
    pages = -(-total // rows)
    listed = "".join(
        f'<a href="{address}{n * rows}">{n + 1}</a>'
        if n * rows != start
        else f'<span class="thispage" data-total-page="{pages}">{n + 1}</span>'
        for n in range(pages)
    )
    onward = f"{address}{start + rows}"
    following = (
        f'<link rel="next" href="{onward}"/><a href="{onward}">后页&gt;</a>'
        if start + rows < total
        else "后页&gt;"
    )
    return f'<div class="paginator">{listed}<span class="next">{following}</span></div>'


def moved(address: str) -> Answer:
    """The canonical address of a page."""
    return redirect_answer(address, 301)
