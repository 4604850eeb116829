"""Sample rows: lines that show victims' values (name, phone, ID number) as proof of the goods.

A number in such a row belongs to a victim, never to the seller.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from analysis.privacy.identity import Identity
from analysis.readings.folding import Span

LABELS = re.compile(
    r"样本|样例|样品|示例|样张|测试数据|sample|如下数据|姓名[:=]|身份证号?[:=]|证件号?[:=]|卡号[:=]|机主[:=]"
)
#: Words right before a number that make it the author's own.
OWN = re.compile(
    r"(?:电话|手机|咨询|预约|预订|报名|商务|业务|联系|致电|拨打|热线|来电|tel|微信|qq|扣扣?|企鹅|[加打+vq微薇]|whatsapp|客服|号码?|我|[0-9]{4})"
    r"[\s:：.,、号是为+➕☎>→=\-(（【]{0,4}(?:\+?86[ \-]?)?$"
)
#: Words with which a seller, not a victim's column, announces a number, up to the end of that number.
SELLER = re.compile(
    r"(?:加(?:我|q|v|微|扣|企|飞|tg|薇)|联系(?!人|电话|方式|号码)|咨询|找我|打我|客服|对接|私信我?|下单|购买)"
    r"[^0-9\n]{0,12}[0-9](?:[ .\-]?[0-9]){4,17}(?![0-9])"
)
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马"
    "苗方任袁柳史唐费岑薛雷贺倪汤罗郝安常于傅齐康伍余顾孟黄穆萧尹姚邵湛汪毛狄米戴宋庞熊纪舒屈项"
    "祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万卢莫房解应丁邓洪包石崔龚程陆"
    "翁荀甄曲段侯宁仇刘景詹束龙叶司黎白蒲卓池乔闻党翟谭劳姬申冉桑边尚温庄晏柴阎连习艾易廖文欧阳"
    "曾关游"
)
NAME_BEFORE = re.compile(
    rf"(?:^|[\s,|/;:、\-_])[{SURNAMES}][\u4e00-\u9fff]{{1,3}}(?:[\s,|/;:、\-_=]{{1,6}}(?:[\u4e00-\u9fff]{{1,12}}[\s,|/;:、\-_=]{{1,6}}){{0,3}})$"
)


def _lines(text: str) -> list[Span]:
    breaks = [-1, *(match.start() for match in re.finditer(r"\n", text)), len(text)]
    return [(start + 1, end) for start, end in pairwise(breaks)]


def _is_own(text: str, identity: Identity) -> bool:
    return OWN.search(text, max(0, identity.start - 24), identity.start) is not None


def _follows_name(text: str, identity: Identity) -> bool:
    left = text[max(0, identity.start - 40) : identity.start].rsplit("\n", 1)[-1]
    delimited = re.search(r"[,|/;\-_\t]\s*$|-{2,}|\s{1,4}$", left)
    return bool(delimited and NAME_BEFORE.search(left) and not OWN.search(left))


def _is_row(text: str, values: Sequence[Identity], label_before: bool) -> bool:
    numbers = [value for value in values if value.kind != "email"]
    if any(value.kind in ("id", "card") for value in numbers):
        return True
    strangers = [value for value in numbers if not _is_own(text, value)]
    if strangers and label_before:
        return True
    return len(strangers) > 1 or any(_follows_name(text, value) for value in strangers)


def _without_own(text: str, start: int, end: int, values: Sequence[Identity]) -> list[Span]:
    """A row's line without the places where the seller names himself: 样本 张三 138… 联系 QQ …"""
    spans, place = [], start
    for cue in SELLER.finditer(text, start, end):
        victim = any(
            value.kind in ("id", "card") and cue.start() <= value.start < cue.end() + 4 for value in values
        )
        if cue.start() >= place and not victim:
            spans.append((place, cue.start()))
            place = cue.end()
    return [span for span in (*spans, (place, end)) if span[0] < span[1]]


def find_rows(text: str, identities: Sequence[Identity]) -> list[Span]:
    """Parts of lines of folded ``text`` that are sample rows, given its identity values."""
    rows: list[Span] = []
    labelled = False
    starts = [value.start for value in identities]
    for start, end in _lines(text):
        values = identities[bisect_left(starts, start) : bisect_left(starts, end)]
        labelled = LABELS.search(text, start, end) is not None or (labelled and bool(values))
        if values and _is_row(text, values, labelled):
            rows += _without_own(text, start, end, values)
    return rows
