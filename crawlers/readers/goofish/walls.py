"""What Goofish's calls answer instead of goods."""

from typing import Any

from crawlers.readers.tree import entries, words
from records.reading import Reading, State

_LOGIN = ("SESSION_EXPIRED", "NEED_LOGIN", "请登录", "请先登录", "mini_login", "passport.")
# In this order: a validation is told apart from a log-in by the page to which it sends.
_MARKS = (
    (State.CAPTCHA, ("FAIL_SYS_USER_VALIDATE", "RGV587", "punish", "被挤爆")),
    (State.GONE, ("NOT_FOUND", "宝贝不存在", "商品不存在", "已删除", "被删除", "已下架", "卖掉了")),
    (State.CHALLENGE, ("FAIL_SYS_TOKEN", "ILLEGAL_ACCESS", "令牌")),
    (State.RATE_LIMITED, ("TRAFFIC_LIMIT", "FLOW_LIMIT", "LIMIT", "流量", "限流", "频繁")),
    (State.FORBIDDEN, ("FORBIDDEN", "非法访问", "超限", "无权限")),
    (State.SERVER_ERROR, ("TIMEOUT", "INTERNAL", "HSF", "SERVICE_", "系统繁忙", "系统错误")),
)


def refusal(answer: Any) -> Reading | None:
    """What ``ret`` refuses; None where the call succeeded or has no ``ret``."""
    ret = " ".join(str(part) for part in entries(answer, "ret")) or words(answer, "ret") or ""
    if not ret or ret.startswith("SUCCESS"):
        return None
    said = f"{ret} {words(answer, 'data', 'url') or ''}"
    if any(word in said for word in _LOGIN):
        return Reading(State.LOGIN_WALL, ret)
    return next(
        (Reading(state, ret) for state, marks in _MARKS if any(mark in said for mark in marks)),
        Reading(State.UNKNOWN, ret),
    )
