"""What a column or a key of somebody's own table means to us."""

import re

# The fields of a post that a table can fill; each with the names people give to such a column.
NAMES: dict[str, str] = {
    "id": "id post_id msgid message_id mid tid 编号 序号 帖子id 消息id",
    "text": "text content body message msg post 内容 正文 文本 消息 消息内容 帖子内容 发言 发言内容 聊天内容"
    " 描述 详情 內容 訊息",
    "title": "title subject topic 标题 主题 帖子标题 题目 標題",
    "author": "author author_name username user nick nickname sender from name poster 作者 发帖人 发布人"
    " 发布者 昵称 用户名 用户 发送人 发送者 发言人 卖家 楼主 暱稱",
    "author_id": "author_id user_id uid sender_id from_id qq qq号 qq号码 用户id 账号 帐号 发送者id 发送人qq",
    "time": "time date datetime timestamp created_at created posted_at published 时间 日期 发布时间 发帖时间"
    " 发表时间 发送时间 時間",
    "url": "url link href 链接 网址 帖子链接 原文链接 鏈接",
    "platform": "platform site source 平台 来源 网站 來源",
    "board": "board group channel chat forum 群 群名 群名称 频道 版块 板块 贴吧",
    "thread": "thread thread_id topic_id 主题id",
    "price_shown": "price 价格 售价 报价",
}
FIELDS = tuple(NAMES)
_SIGNS = re.compile(r"[\s\ufeff_\-:：*]+")
_PLAIN = {_SIGNS.sub("", name): field for field, names in NAMES.items() for name in names.split()}


def field_of(header: str) -> str | None:
    """The field that a column called ``header`` fills, or None."""
    return _PLAIN.get(_SIGNS.sub("", header.strip().lower()))


def fields_of(headers: list[str]) -> list[str | None]:
    """The fields of a row of headers, each field once: the first column of a name has it."""
    taken: set[str] = set()
    found: list[str | None] = []
    for header in headers:
        field = field_of(header)
        found.append(field if field and field not in taken else None)
        taken |= {field} if field else set()
    return found
