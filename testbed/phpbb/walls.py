# ruff: noqa: E501  (markup keeps the software's own lines)
"""The forum's walls: its log-in, a forum that is only seen, one with a password, and guards before it."""

from testbed.answer import Answer, Request, html_answer
from testbed.phpbb.frame import forum_page, notice

NO_TOPIC, NO_FORUM = "请求的主题不存在。", "您选择的版面不存在。"
LOCKED = "您必须注册并登录才能浏览这个版面。"
_FIELDS = """<dl><dt><label for="username">用户名:</label></dt><dd><input type="text" name="username" id="username" class="inputbox autowidth" /></dd></dl>
<dl><dt><label for="password">密码:</label></dt><dd><input type="password" name="password" id="password" class="inputbox autowidth" /></dd></dl>
<dl><dt>&nbsp;</dt><dd><input type="submit" name="login" value="登录" class="button1" /></dd></dl>"""


def wall(kind: str, request: Request) -> Answer:
    """The page for ``challenge`` (a script sets a cookie and reloads), ``captcha`` or ``login_wall``."""
    if kind == "login_wall":
        return log_in_page(request, LOCKED)
    return html_answer(_CAPTCHA, 403) if kind == "captcha" else html_answer(_CHALLENGE, 503)


def log_in_page(request: Request, why: str) -> Answer:
    """phpBB's own log-in in place of the page."""
    content = f"""<form action="./ucp.php?mode=login" method="post" id="login"><div class="panel"><div class="inner"><div class="content">
<h2 class="login-title">{why}</h2><fieldset class="fields1">{_FIELDS}</fieldset></div></div></div></form>"""
    return forum_page(request, content, section="viewforum", title="登录")


def seen_only_page(request: Request, name: str) -> Answer:
    """A forum that guests find in the list and may not read."""
    content = f"""<h2 class="forum-title">{name}</h2>{notice("您没有翻阅和查看本版面帖子的权限。")}
<form action="./ucp.php?mode=login" method="post"><div class="panel"><div class="inner"><div class="content"><h3><a href="./ucp.php?mode=login">登录</a></h3>
<fieldset class="fields1">{_FIELDS}</fieldset></div></div></div></form>"""
    return forum_page(request, content, section="viewforum", title=name)


def password_page(request: Request, name: str) -> Answer:
    """A forum with a password of its own."""
    content = f"""<h2 class="forum-title">{name}</h2><form id="login_forum" method="post"><div class="panel"><div class="inner"><div class="content">
<h2 class="login-title">登录</h2><p>您需要输入相应密码才能浏览这个版面。</p><fieldset class="fields1"><dl><dt><label for="password">密码:</label></dt>
<dd><input type="password" id="password" name="password" class="inputbox narrow" /></dd></dl></fieldset></div></div></div></form>"""
    return forum_page(request, content, section="viewforum", title="登录")


_CHALLENGE = """<!DOCTYPE html><html><head><title>请稍候…</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript>
<script>window._cf_chl_opt = {cType: "managed"}; document.cookie = "seen=1; path=/"; setTimeout(function () { location.reload(); }, 900);</script></body></html>"""
_CAPTCHA = """<!DOCTYPE html><html><head><title>安全验证</title></head><body><p>请完成验证后继续访问</p>
<form method="post"><div class="slider" id="verify"></div><input type="hidden" name="token" /></form></body></html>"""
