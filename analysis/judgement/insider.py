"""Whether the author says that the goods come from a job or service (法释〔2017〕10号 art. 5(1) item 8)."""

import re

from analysis.grammars.post_reading import PostReading

CLAIM = re.compile(
    r"内鬼|离职(?:前|带|出|了|,)|前员工|在职|内部员工|做了?[一二三四五六七八九十几]{1,2}年|干了[一二三四五六七八九十几]{1,2}年"
    r"|(?:我|本人|自己)(?:之?前|以前|是|在|原)?.{0,8}(?:公司|银行|医院|前台|外包|物业|营业部|运营商|快递|客服|云仓|门店|机构|系统)"
    r"|前台小妹|内勤|外包|我做客服|门店倒闭|机构不干了|系统我留了|代运营"
)


def is_insider(reading: PostReading) -> bool:
    """Whether the post claims a job or service as the origin of the goods."""
    return CLAIM.search(reading.text) is not None
