"""Sample rows: lines that show victims' values (name, phone, ID number) as proof of the goods.

A number in such a row belongs to a victim, never to the seller.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise

from analysis.privacy.kinds import Identity
from analysis.readings.folding import Span

#: What the entries of a form are called; written in Latin letters too.
LABEL = (
    r"(?:姓\s{0,4}名|名字|户名|收[货件]人|[机户车业]主|持卡人|患者|客户名?称?|性\s{0,4}别|年\s{0,4}龄|生日|出生日?期?|民族|学校|班级|单位"
    r"|电\s{0,4}话|联系电话|家长电话|手机|手机号码?|身份证|身份证号码?|证件|证件号码?"
    r"|住址|地\s{0,4}址|家庭住址|收货地址|卡号|银行卡号?|开户行|邮箱|密码"
    r"|name|phone|mobile|tel|cell|id_?card|id_?no|address|addr|adr|e?mail|card_?no|birthday|sex|gender|fn|n|org)"
)
#: What announces sample rows, and stands before the first of them.
SAMPLE = re.compile(r"样本|样例|样品|示例|样张|测试数据|sample|如下数据")
LABELS = re.compile(
    rf"{SAMPLE.pattern}|姓名[:=]|身份证号?[:=]|证件号?[:=]|卡号[:=]|机主[:=]|[\"'](?:name|xm)[\"'] ?:"
)
#: Words right before a number that make it the author's own.
OWN = re.compile(
    r"(?:电\s?话|手\s?机|咨询|预约|预订|报名|商务|业务|联系|致电|拨打|热线|来电|tel|微信|qq|扣扣?|企鹅|[加打+vq微薇]|[wv]x|whatsapp|客服|号码?|我|[0-9]{4})"
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
    "曾关游肖闫辛祁涂邝覃隋裴牟臧蔺佟佘巩巫柯栾鲍窦芦鞠匡卞岳谷滕"
)
HAN = r"[\u4e00-\u9fff]"
CUT = r"\s,|/;:、\-_\"'"
#: A name, or one of a people whose names have dots, and up to three more words before a number.
NAME_BEFORE = re.compile(
    rf"(?:^|[{CUT}])(?:[{SURNAMES}] {{0,2}}{HAN}{{1,3}}|{HAN}{{1,8}}[·•]{HAN}{{1,8}})"
    rf"(?:[{CUT}=]{{1,6}}(?:{HAN}{{1,12}}[{CUT}=]{{1,6}}){{0,3}})$"
)
#: Whom an advert names is to be called, not sold: 联系人：张三 138…; without such a word, where no label is.
CALLED = re.compile(rf"(?:联系人|咨询|预约|找|请联系|致电)[\s:]{{0,2}}{HAN}{{1,4}}[\s:,\-]{{0,4}}$")
POLITE = re.compile(r"(?:先生|女士|小姐|老师|经理|老板|师傅|客服|[哥姐总工])[\s:,\-]{0,4}$")
#: One entry of a form filled in line by line.
ENTRY = re.compile(rf"\s{{0,8}}[<\"'【]?{LABEL}[\"'】]?\s{{0,4}}[:=>]\s{{0,8}}\S")
#: An entry that makes the form a person's; a shop gives its telephone and its address as well.
PERSON = re.compile(
    r"(?:姓\s{0,4}名|收[货件]人|[机户车业]主|持卡人|患者|身份证(?:号码?)?|证件号码?|住址|卡号|开户行|id_?card|id_?no|card_?no)"
    r"[\"'】]?\s{0,4}[:=>]"
)


#: A line of more characters is a paragraph; names and addresses lie within so many of a row's numbers.
LONG, REACH = 160, 64


def _lines(text: str) -> list[Span]:
    breaks = [-1, *(match.start() for match in re.finditer(r"\n", text)), len(text)]
    return [(start + 1, end) for start, end in pairwise(breaks)]


def _is_own(text: str, identity: Identity) -> bool:
    before = (text, max(0, identity.start - 24), identity.start)
    return OWN.search(*before) is not None or CALLED.search(*before) is not None


def _follows_name(text: str, identity: Identity) -> bool:
    left = text[max(0, identity.start - 40) : identity.start].rsplit("\n", 1)[-1].rstrip("[(【{<\"'")
    delimited = re.search(r"[,|/;\-_\t]\s*$|-{2,}|\s{1,4}$", left)
    return bool(delimited and NAME_BEFORE.search(left) and not OWN.search(left) and not POLITE.search(left))


def _is_row(text: str, values: Sequence[Identity], label_before: bool) -> bool:
    numbers = [value for value in values if value.kind not in ("email", "plate")]
    if any(value.kind in ("id", "card", "paper") for value in numbers):
        return True
    strangers = [value for value in values if value.kind != "email" and not _is_own(text, value)]
    if strangers and label_before:
        return True
    return len(strangers) > 1 or any(_follows_name(text, value) for value in strangers)


def _row(text: str, line: Span, values: Sequence[Identity]) -> Span:
    """The part of a line that is the row: from the word that announces it, where nothing but the author's own
    comes before; of a paragraph what lies around the values.
    """
    start, end = line
    if end - start > LONG:
        start, end = max(start, values[0].start - REACH), min(end, values[-1].end + REACH)
    label = SAMPLE.search(text, start, end)
    own = label and all(_is_own(text, value) for value in values if value.start < label.start())
    return (label.start(), end) if label and own else (start, end)


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


def _forms(text: str, lines: Sequence[Span]) -> list[Span]:
    """Forms filled in line by line, one entry a line, that a person's name, papers or home stand in."""
    forms: list[Span] = []
    for entry, group in groupby(lines, lambda line: ENTRY.match(text, *line) is not None):
        block = list(group)
        span = (block[0][0], block[-1][1])
        if entry and len(block) > 1 and PERSON.search(text, *span):
            forms.append(span)
    return forms


def find_rows(text: str, values: Sequence[Identity]) -> list[Span]:
    """Parts of lines of folded ``text`` that are sample rows, given its identity ``values``, in order; a form
    filled in line by line is a row.
    """
    if not values:
        return []
    lines = _lines(text)
    forms = _forms(text, lines) if PERSON.search(text) else []
    rows: list[Span] = []
    labelled = False
    starts = [value.start for value in values]
    for start, end in lines:
        here = values[bisect_left(starts, start) : bisect_left(starts, end)]
        labelled = LABELS.search(text, start, end) is not None or (labelled and bool(here))
        if here and _is_row(text, here, labelled):
            rows += _without_own(text, *_row(text, (start, end), here), here)
    return sorted({*rows, *_with_value(forms, starts)}) if forms else rows


def _with_value(forms: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """The forms in which a value starts."""
    return [form for form in forms if bisect_left(starts, form[0]) < bisect_left(starts, form[1])]
