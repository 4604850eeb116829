# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The market's walls."""

from testbed.answer import Answer, Request, html_answer, json_answer
from testbed.market.answers import SEARCH_API

_CROWDED = "RGV587_ERROR::SM::哎哟喂,被挤爆啦,请稍后重试"


def wall(kind: str, request: Request) -> Answer:
    """JSON for calls below ``/h5/``, an overlay page for everything else."""
    return _call(kind, request) if request.path.startswith("/h5/") else _page(kind)


def _call(kind: str, request: Request) -> Answer:
    if kind == "login_wall":
        return json_answer(
            {"api": SEARCH_API, "data": {}, "ret": ["FAIL_SYS_SESSION_EXPIRED::Session过期"], "v": "1.0"}
        )
    action = "captcha" if kind == "captcha" else "challenge"
    punish = f"{request.base}/_____tmd_____/punish?x5secdata=0000&x5step=2&action={action}"
    ret = ["FAIL_SYS_USER_VALIDATE", _CROWDED]
    return json_answer({"api": SEARCH_API, "data": {"url": punish}, "ret": ret, "v": "1.0"})


def _page(kind: str) -> Answer:
    if kind == "login_wall":
        body = '<div class="login-modal"><h3>登录后可以更懂你，推荐你喜欢的商品！</h3><button>立即登录</button></div>'
    else:
        slider = '<span class="nc_iconfont btn_slide"></span>' if kind == "captcha" else ""
        body = (
            '<div class="baxia-dialog auto"><div class="baxia-dialog-content"><div id="J_MIDDLEWARE_FRAME_WIDGET">'
            f"<p>亲，请拖动下方滑块完成验证</p>{slider}</div></div></div>"
        )
    title = "闲鱼 - 闲不住，上闲鱼！" if kind == "login_wall" else "验证码拦截"
    return html_answer(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    )
