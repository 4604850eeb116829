"""The fields a query may name, in English and Chinese, and the words for their values."""

import unicodedata

from records.assessment import CATEGORIES

TAGS = frozenset(
    {
        *("id", "source", "platform", "category", "severity", "label", "seller", "contact", "channel"),
        *("review", "board", "run", "capture", "standing", "match"),
    }
)
NUMBERS = frozenset({"price", "quantity", "score"})
TIMES = frozenset({"posted", "first_seen"})
NAMES = {
    "来源": "source", "平台": "platform", "类别": "category", "严重程度": "severity", "标签": "label",
    "卖家": "seller", "联系方式": "contact", "渠道": "channel", "复核": "review", "价格": "price",
    "数量": "quantity", "分数": "score", "发布": "posted", "首次": "first_seen",
    "板块": "board", "在否": "standing", "匹配": "match", "state": "review", "reviewed": "review",
}  # fmt: skip
CHANNELS = {
    "qq": "qq", "扣扣": "qq", "wechat": "wechat", "微信": "wechat", "phone": "phone", "电话": "phone",
    "手机": "phone", "telegram": "telegram", "飞机": "telegram", "电报": "telegram", "email": "email",
    "邮箱": "email", "url": "url", "网址": "url", "other": "other",
}  # fmt: skip
CATEGORY_NAMES = {
    "银行": "bank", "酒店": "hotel", "患者": "patient", "病人": "patient", "网购": "ecommerce",
    "电商": "ecommerce", "快递": "express", "股民": "investor", "贷款": "loan", "电信": "telecom",
    "定位": "location", "户籍": "household", "车主": "vehicle", "业主": "property", "学生": "student",
    "保险": "insurance", "赌博": "gambling", "社交": "social", "查人": "lookup", "账号": "account_kit",
    "其他": "mixed_other",
}  # fmt: skip
# A field of this table takes only the values on its right, or the names for them on its left.
VALUES: dict[str, dict[str, str]] = {
    "category": CATEGORY_NAMES | {code: code for code in CATEGORIES},
    "channel": CHANNELS,
    "label": {"sale": "sale", "出售": "sale", "seek": "seek", "求购": "seek", "other": "other"},
    "severity": {
        "none": "none", "未分级": "none", "below": "below", "未达标准": "below", "serious": "serious",
        "严重": "serious", "especially_serious": "especially_serious", "特别严重": "especially_serious",
    },
    "standing": {"standing": "standing", "还在": "standing", "gone": "gone", "已消失": "gone"},
    "review": {
        "unreviewed": "unreviewed", "未复核": "unreviewed", "confirmed": "confirmed", "已确认": "confirmed",
        "rejected": "rejected", "已否定": "rejected", "unsure": "unsure", "存疑": "unsure",
    },
}  # fmt: skip


def fold_value(value: str) -> str:
    """A field's value as it is stored and asked for: NFKC, lower case, no blanks around."""
    return unicodedata.normalize("NFKC", value).strip().lower()
