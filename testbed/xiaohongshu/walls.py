"""The walls of the network of notes."""

from testbed.answer import Answer, Request, html_answer, json_answer
from testbed.xiaohongshu.answers import REFUSED

_RIDDLE = (("Verifytype", "102"), ("Verifyuuid", "00000000-0000-0000-0000-000000000000"))


def wall(kind: str, request: Request) -> Answer:
    """Its calls answer 461 for a captcha and -101 for a log-in; its pages show the same as a dialogue."""
    if request.path.startswith("/api/"):
        if kind == "login_wall":
            return json_answer(REFUSED)
        return json_answer({"code": 0, "success": True, "msg": "", "data": {}}, 461, _RIDDLE)
    if kind == "login_wall":
        return html_answer('<title>小红书</title><div class="login-container">登录后推荐更懂你的笔记</div>')
    return html_answer(
        '<title>安全验证</title><div class="captcha-container">请通过滑块验证</div>',
        461 if kind == "challenge" else 200,
    )
