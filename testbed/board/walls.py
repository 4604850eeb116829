"""The board's walls. Discuz! builds them with HTTP 200; the sum question comes without any Discuz! markup."""

from testbed.answer import Answer, Request, html_answer
from testbed.board.frame import message_page

NO_THREAD = "抱歉，指定的主题不存在或已被删除或正在被审核"
NO_BOARD = "抱歉，指定的版块不存在"
NOT_SIGNED_IN = "抱歉，您尚未登录，没有权限访问该版块"


def wall(kind: str, request: Request) -> Answer:
    """The page for ``challenge`` (reload with a cookie), ``captcha`` (sum question) or ``login_wall``."""
    if kind == "login_wall":
        return message_page(request, NOT_SIGNED_IN, login=True, kind="alert_info")
    return _bare("页面重载开启", _RELOAD) if kind == "challenge" else _bare("验证提问", _SUM)


_RELOAD = (
    "<h2>页面重载开启</h2><p>您的浏览器需要支持 Cookie，页面将在一秒后自动重载。</p>"
    '<script type="text/javascript">document.cookie = "lastrequest=1; path=/"; '
    "setTimeout(function () { window.location.reload(); }, 1000);</script>"
)
_SUM = (
    '<form method="post" action=""><p>为防止恶意访问，请回答：<b>7 + 5 = ?</b></p>'
    '<input type="text" name="answer" size="4" /><input type="hidden" name="secqaa" value="1" />'
    '<button type="submit">提交</button></form>'
)


def _bare(title: str, body: str) -> Answer:
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk" />'
        f"<title>{title}</title></head><body>{body}</body></html>"
    )
    return html_answer(page, charset="gbk")
