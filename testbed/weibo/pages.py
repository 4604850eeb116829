# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The few HTML pages of the microblog."""

import json
from html import escape
from typing import Any

from testbed.answer import Answer, html_answer

_SHELL = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>微博</title></head><body><div id="app"></div>'
    '<script>var config = {login: [0][0], uid: ""}</script></body></html>'
)
_GONE = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>微博-出错了</title></head><body><div class="h5-4box">'
    '<p class="h5-4con">微博不存在或暂无查看权限!</p></div></body></html>'
)
_DETAIL = """<!DOCTYPE html>
<html><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title></head>
<body><div id="app"></div><script>
    var config = {{preferQuickapp: 0}};
    var $render_data = {render}[0] || {{}};
    var __wb_performance_data = {{v: "v8"}};
</script></body></html>
"""


def shell() -> Answer:
    """The empty page of the application."""
    return html_answer(_SHELL)


def status_gone() -> Answer:
    """A status that does not exist."""
    return html_answer(_GONE)


def account_gone() -> Answer:
    """An account that does not exist."""
    return html_answer('<html><body><p class="h5-4con">用户不存在</p></body></html>')


def detail_page(name: str, blog: dict[str, Any]) -> Answer:
    """``/detail/MID``: the status as JSON in a script."""
    render = json.dumps([{"status": blog, "call": 1}], ensure_ascii=False, indent=1).replace("</", "<\\/")
    return html_answer(_DETAIL.format(title=escape(f"{name}的微博"), render=render))
