# ruff: noqa: E501  (markup keeps the software's own lines)
"""What stands around every page of the forum, its pager and its message box."""

from html import escape

from testbed.answer import Answer, Request, html_answer
from testbed.board.threads import Member, Thread

SITE_NAME = "浪里论坛"
SESSION = "5e1f0a9c7b3d48e2a6f0c1d2e3b4a596"
_LOG_IN = f"""<form action="./ucp.php?mode=login&amp;sid={SESSION}" method="post" class="headerspace"><h3><a href="./ucp.php?mode=login">登录</a></h3>
<fieldset class="quick-login"><label for="username"><span>用户名:</span> <input type="text" name="username" id="username" class="inputbox" /></label>
<label for="password"><span>密码:</span> <input type="password" name="password" id="password" class="inputbox" /></label>
<input type="submit" name="login" value="登录" class="button2" /></fieldset></form>"""
_STYLE = (
    "body{font:13px Verdana,'Microsoft Yahei',sans-serif;margin:0 auto;max-width:1000px;color:#536482}a{color:#105289}"
    ".row,.post,.panel{background:#ecf3f7;margin:6px 0;padding:8px}.postprofile,dd.posts,dd.views{float:right;width:9em}"
    ".signature{border-top:1px solid #ccc;font-size:11px}blockquote{background:#fff;padding:6px;margin:4px}"
)


def link(path: str, **query: object) -> str:
    """An address as phpBB writes it for a guest without cookies, escaped."""
    pairs = "&amp;".join(f"{name}={value}" for name, value in query.items())
    return f"./{path}?{pairs}&amp;sid={SESSION}"


def author(member: Member | None) -> str:
    """A member's link, or the bare name of a guest."""
    if member is None:
        return '<span class="username">游客</span>'
    profile = link("memberlist.php", mode="viewprofile", u=member.uid)
    kind = 'style="color: #AA0000;" class="username-coloured"' if member.qq else 'class="username"'
    return f'<a href="{profile}" {kind}>{escape(member.name)}</a>'


def topic_link(thread: Thread, start: int = 0) -> str:
    """The address of a topic's page."""
    return link("viewtopic.php", t=thread.tid, **({"start": start} if start else {}))


def forum_page(
    request: Request,
    content: str,
    *,
    section: str,
    title: str,
    crumbs: tuple[tuple[int, str], ...] = (),
    canonical: str = "",
    status: int = 200,
) -> Answer:
    """A full page; ``content`` is HTML, ``crumbs`` are the forums above it, ``canonical`` path and query."""
    above = "".join(
        f'<span class="crumb" data-forum-id="{fid}"><a href="{link("viewforum.php", f=fid)}">{escape(name)}</a></span>'
        for fid, name in crumbs
    )
    itself = f'<link rel="canonical" href="{request.base}/{canonical}">' if canonical else ""
    page = f"""<!DOCTYPE html>
<html dir="ltr" lang="zh-cmn-hans">
<head>
<meta charset="utf-8" />
<title>{escape(title)} - {SITE_NAME}</title>
{itself}
<!-- phpBB style name: prosilver -->
<link href="./assets/css/font-awesome.min.css?assets_version=4" rel="stylesheet">
<style>{_STYLE}</style>
</head>
<body id="phpbb" class="nojs notouch section-{section} ltr ">
<div id="wrap" class="wrap"><div id="page-header"><div class="headerbar" role="banner"><h1>{SITE_NAME}</h1></div>
<div class="navbar" role="navigation"><ul id="nav-breadcrumbs" class="nav-breadcrumbs linklist navlinks" role="menubar">
<li class="breadcrumbs"><span class="crumb"><a href="./index.php?sid={SESSION}">论坛首页</a></span>{above}</li></ul></div></div>
<div id="page-body" class="page-body" role="main">
{content}
</div>
<div id="page-footer" class="page-footer"><ul id="nav-footer"><li class="rightside">当前时区为 <span title="Asia/Shanghai">UTC+08:00</span></li></ul>
<div class="copyright"><p class="footer-row"><span class="footer-copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</span></p></div></div></div>
<script src="./assets/javascript/jquery-3.7.1.min.js?assets_version=4"></script>
</body>
</html>
"""
    return html_answer(page, status)


def quick_login() -> str:
    """The small log-in form under the front page's list; no wall."""
    return _LOG_IN


def message_page(request: Request, text: str, *, section: str = "viewtopic", status: int = 200) -> Answer:
    """``信息``: what phpBB says instead of a page; what is missing, with HTTP 404."""
    content = f'<div class="panel" id="message"><div class="inner"><h2 class="message-title">信息</h2><p>{escape(text)}</p></div></div>'
    return forum_page(request, content, section=section, title="信息", status=status)


def notice(text: str) -> str:
    """A panel with one sentence, where a list would stand."""
    return f'<div class="panel"><div class="inner"><strong>{escape(text)}</strong></div></div>'


def pager(words: str, address: str, start: int, total: int, size: int) -> str:
    """The bar above a list: ``words``, then pages of ``size``; ``address`` is escaped and without start."""
    pages = -(-total // size)
    if pages < 2:
        bar = "&bull; 分页：<strong>1</strong> / <strong>1</strong>"
    else:
        bar = f"<ul>{''.join(_page(address, n, start, size) for n in range(pages))}{_next(address, start, total, size)}</ul>"
    return f'<div class="action-bar bar-top"><div class="pagination">{words} {bar}</div></div>'


def _page(address: str, number: int, start: int, size: int) -> str:
    if number * size == start:
        return f'<li class="active"><span>{number + 1}</span></li>'
    return f'<li><a class="button" href="{address}&amp;start={number * size}" role="button">{number + 1}</a></li>'


def _next(address: str, start: int, total: int, size: int) -> str:
    if start + size >= total:
        return ""
    return f'<li class="arrow next"><a class="button button-icon-only" href="{address}&amp;start={start + size}" rel="next" role="button"><span class="sr-only">下一页</span></a></li>'
