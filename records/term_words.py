"""The words of a list's table, in English (most are their own codes) and Chinese."""

ENGLISH = {
    "qq": "QQ",
    "wechat": "WeChat",
    "email": "e-mail",
    "telegram": "Telegram",
    "id": "ID number",
    "card": "bank card",
    "plate": "number plate",
    "paper": "passport or permit",
    "web": "web address",
    "too long": "longer than 200 characters",
    "too short": "a single character",
    "broken characters": "characters that were lost when the file was saved",
    "rounded by the table": "kept as a number by the table, which lost its last digits; keep it as text",
    "more than one value": "a person's number beside other words; give it a line of its own",
    "no such number": "no phone, QQ, ID or card number; is it mistyped?",
    "no such handle": "no handle of that channel",
}

CHINESE = {
    # sheets and columns
    "hits": "命中", "refused": "未检索", "about": "说明", "about this list": "名单说明",
    "coverage": "覆盖范围",
    "line": "行", "term": "词条", "kind": "类型", "listings": "交易帖数", "newest": "最新", "oldest": "最早",
    "categories": "信息类别", "sellers": "疑似卖家", "ids": "交易帖编号", "addresses": "网址",
    "why it was not asked": "未检索的原因", "not asked yet": "尚未检索",
    "no answer in time": "未能及时得到结果",
    "source": "来源", "read up to": "完整读到", "last run": "上次采集", "never read": "从未读取",
    "full": "完整", "quiet": "平静", "short": "不完整", "failed": "失败",
    "interrupted": "中断", "running": "进行中",
    # kinds of terms
    "phone": "手机号", "qq": "QQ", "wechat": "微信", "email": "邮箱", "telegram": "Telegram",
    "id": "身份证号", "card": "银行卡号", "plate": "车牌",
    "paper": "证件号", "account": "账号", "web": "网址", "name": "名称",
    # why a term is refused
    "too long": "超过 200 个字符", "too short": "只有一个字符", "broken characters": "含有损坏的字符",
    "rounded by the table": "表格把它存成了数字，末尾几位已丢失，请存为文本",
    "more than one value": "除号码外还有别的内容，请让号码单独占一行",
    "no such number": "不是手机号、QQ、身份证号或银行卡号，可能写错了", "no such handle": "不是该渠道的账号",
    "nothing to search": "没有可检索的内容",
    # where a list stands
    "number": "编号", "where it stands": "进度", "asked": "已检索", "found": "有命中",
    "unread": "未读取", "unreadable": "无法读取", "waiting": "等待", "cancelled": "已取消", "done": "已完成",
    # about a list
    "0 listings: none where somebody looked, which does not say that there is none":
        "交易帖数为 0：在已查看之处没有，不等于不存在",
    "case": "案件", "purpose": "用途", "owner": "所有者", "made": "建立", "destroyed": "销毁",
    "answered": "检索完毕", "not asked to the end": "尚未检索完",
    "header left out": "略去的表头", "blank lines": "空行",
    "repeated line": "重复的行", "title": "名称",
}  # fmt: skip


def term_word(word: str, language: str) -> str:
    """The word in English or, where ``language`` begins with ``zh``, in Chinese; one of no table as it is."""
    return (CHINESE if language.startswith("zh") else ENGLISH).get(word, word)
