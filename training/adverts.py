"""Short adverts made up from the lexicon: whoever writes only 出业主名单 3毛 is to be found as well.

Labelled posts tell how people dress an advert up; these tell its bones, for every name of goods in the lexicon: a
verb, the goods, perhaps a count, a price, a handle. The same bones around everyday wares are nobody's data.
"""

import random
from collections.abc import Iterator

from analysis.words.vocabulary import load_entries
from records.assessment import CATEGORIES, Label

SEED = 20150115
SELL = (
    "出",
    "出售",
    "卖",
    "有",
    "现货",
    "低价出",
    "长期出",
    "一手",
    "转让",
    "提供",
    "手上有",
    "急出",
    "售",
    "甩",
    "抛",
)
SEEK = ("收", "求购", "求", "长期收", "高价收", "有没有", "谁有", "急需", "想买", "大量收", "需要", "收购")
ASK = ("查", "代查", "能查", "可查", "接单查", "专业查")
LISTS = ("资料", "数据", "名单", "信息", "料", "客户资料", "电话", "名录", "客源", "号码", "表格")
COUNTS = ("{n}万条", "{n}000条", "{n}w", "{n}万", "{n}百个", "共{n}千多条", "日更{n}000")
PRICES = (
    "{n}毛一条",
    "0.{n}元一条",
    "{n}元一条",
    "0.{n}/条",
    "{n}分一个",
    "打包{n}00",
    "{n}块一个",
    "全要{n}千",
    "单价{n}元",
)
EACH = ("{n}00一次", "{n}0一单", "一次{n}00", "{n}00/次", "每个{n}0")
HANDLES = (
    "微信 {h}",
    "加v {h}",
    "qq {q}",
    "扣扣{q}",
    "@{h}",
    "飞机 {h}",
    "电话 1380000{p}",
    "私聊",
    "要的私信",
    "联系我",
    "",
)
WARES = (
    *(
        "二手手机",
        "自行车",
        "婴儿车",
        "空调",
        "电动车",
        "冰箱",
        "沙发",
        "耳机",
        "显卡",
        "相机",
        "球鞋",
        "羽绒服",
        "牛仔裤",
    ),
    *(
        "演唱会门票",
        "高铁票",
        "健身卡",
        "游戏账号",
        "皮肤",
        "点卡",
        "月饼券",
        "购物卡",
        "会员月卡",
        "课程",
        "教材",
        "考研笔记",
    ),
    *(
        "猫粮",
        "小狗",
        "多肉",
        "鱼缸",
        "茶叶",
        "普洱",
        "苹果",
        "车厘子",
        "菠菜",
        "大闸蟹",
        "土鸡蛋",
        "大米",
        "蜂蜜",
        "白酒",
    ),
    *(
        "面单打印机",
        "打印纸",
        "快递袋",
        "纸箱",
        "货架",
        "收银机",
        "布料",
        "棉被四件套",
        "餐具",
        "窗帘",
        "地板",
        "瓷砖",
        "脚垫",
    ),
    *(
        "表格模板",
        "简历模板",
        "教程",
        "软件",
        "源码",
        "域名",
        "流量卡",
        "宽带",
        "发票代开",
        "粉丝",
        "广告位",
        "店铺",
        "档口",
    ),
    *(
        "车位",
        "商铺",
        "民宿",
        "婚纱",
        "奶粉",
        "尿不湿",
        "绘本",
        "钢琴",
        "吉他",
        "古董",
        "邮票",
        "硬币",
        "手表",
        "金条",
    ),
)
UNITS = ("{n}00", "{n}元", "{n}0块", "{n}000不刀", "{n}块一斤", "{n}0包邮", "{n}元一个", "")
GAPS = (" ", "，", "", " ", "，", "\n")


def _filled(chance: random.Random, parts: tuple[str, ...]) -> str:
    letters = "".join(chance.choices("abcdefghjkmnpqrstuvwxyz", k=chance.randint(3, 6)))
    return chance.choice(parts).format(
        n=chance.randint(1, 9),
        h=letters + str(chance.randint(0, 999)),
        q=chance.randint(4_300_000_000, 9_999_999_999),
        p=f"{chance.randint(0, 9999):04d}",
    )


def _tail(chance: random.Random, prices: tuple[str, ...], counts: tuple[str, ...] = ("",)) -> str:
    """Some of count, price and handle, in this order."""
    shown = [_filled(chance, parts) for parts in (counts, prices, HANDLES) if chance.random() < 0.6]
    return "".join(chance.choice(GAPS) + part for part in shown if part)


def _goods(chance: random.Random) -> str:
    """A name of goods, or persons and a word for lists."""
    entry = chance.choice(GOODS)
    return entry.word + (chance.choice(LISTS) if entry.group == "people" else "")


GOODS = [
    entry
    for entry in load_entries()
    if entry.topic in CATEGORIES and entry.group in ("goods", "people") and len(entry.word) > 1
]


def make_adverts(number: int) -> Iterator[tuple[str, Label]]:
    """``number`` adverts with their labels, always the same."""
    chance = random.Random(SEED)
    for _ in range(number):
        kind = chance.random()
        if kind < 0.4:
            yield chance.choice(SELL) + _goods(chance) + _tail(chance, PRICES, COUNTS), "sale"
        elif kind < 0.5:
            yield chance.choice(ASK) + _goods(chance) + _tail(chance, EACH), "sale"
        elif kind < 0.65:
            yield chance.choice(SEEK) + _goods(chance) + _tail(chance, PRICES, COUNTS), "seek"
        else:
            verb = chance.choice(SELL if chance.random() < 0.7 else SEEK)
            yield verb + chance.choice(WARES) + _tail(chance, UNITS), "other"
