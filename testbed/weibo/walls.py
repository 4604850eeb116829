# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The microblog's walls: a 432 for a client without visitor cookies, ``ok: -100`` for log-in, a captcha page."""

from testbed.answer import Answer, Request, html_answer, json_answer

NOTHING = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
_CAPTCHA = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>微博安全验证</title></head><body>'
    '<div class="verify-box"><p>你的操作过于频繁，请输入验证码后继续。</p><img id="captcha" src="/captcha/image" alt="验证码">'
    '<input type="text" name="captcha"></div></body></html>'
)


def wall(kind: str, request: Request) -> Answer:
    """The page for ``challenge``, ``login_wall`` or ``captcha``."""
    if kind == "challenge":
        return html_answer("<html><head><title>Sina Visitor System</title></head><body></body></html>", 432)
    if kind == "captcha":
        return html_answer(_CAPTCHA)
    return json_answer(
        {"ok": -100, "url": f"{request.base}/login?backURL={request.base}/", "msg": "请先登录"}
    )
