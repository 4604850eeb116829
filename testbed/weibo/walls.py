# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The microblog's walls: a 432 for a client without visitor cookies, ``ok: -100`` for log-in, a captcha page."""

from testbed.answer import Answer, Request, html_answer, json_answer

NOTHING = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
_CAPTCHA = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>微博安全验证</title></head><body>'
    '<div class="verify-box"><p>你的操作过于频繁，请输入验证码后继续。</p><img id="captcha" src="/captcha/image" alt="验证码">'
    '<input type="text" name="captcha"></div></body></html>'
)


_CODE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>微博搜索</title></head><body><div class="search_noresult code_tit">'
    '<p class="code_tit">你的行为有些异常，请输入验证码：</p><img node-type="yzm_img" src="/captcha/image"></div></body></html>'
)
_SIGN_IN = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>登录 - 微博</title></head><body><form></form></body></html>'
_VISITOR = "<html><head><title>Sina Visitor System</title></head><body></body></html>"


def wall(kind: str, request: Request) -> Answer:
    """The page for ``challenge``, ``login_wall`` or ``captcha``; the desktop's search has pages of its own."""
    desktop = request.path == "/weibo"
    if kind == "challenge":
        return html_answer(_VISITOR, 200 if desktop else 432)
    if kind == "captcha":
        return html_answer(_CODE if desktop else _CAPTCHA)
    if desktop:
        return html_answer(_SIGN_IN)
    return json_answer(
        {"ok": -100, "url": f"{request.base}/login?backURL={request.base}/", "msg": "请先登录"}
    )
