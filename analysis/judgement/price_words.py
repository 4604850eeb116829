"""Words right before a price, or a count, that tell which of the goods named it is for."""

import re

#: Words before the price of a part of the stock.
PART = re.compile(
    r"拆|分着|单城|单省|按省|按[市区县]|分批|散|单市|包月|包.{0,2}月|单包|首单|试单|测|批量|单类|零卖|零拿"
    r"|每[市省区县]|一[省市区县城]"
)
#: Words before the price of all that was named.
WHOLE = re.compile(
    r"全拿|全要|一起|打包|整包|都要|全部|齐活|合起来|一块拿|通拿|[两三四五六几]样|[两三四五六]份"
    r"|[两三四五六]类|[两三四五六]项|[两三四五六]市|全套"
)
#: Words that give every thing named the same price.
SHARED = re.compile(
    r"各|均|皆|都(?!要)|每[市类样项种]|单类|单拿|单包|单卖|每筆|每笔|分开|一样|统一|一律|通通|单要"
)
#: Words that mean the first of the things named, or so many of the first or last of them: 前两项.
ENDS = re.compile(r"前(?:者|面|一)|(?P<end>[前后])(?P<many>[两二2三3四4])[类份样项个种批格张]")
MANY = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
#: Words before the count of all that was counted before.
TOTAL = re.compile(r"(?:一共|总共|合计|总计|共计|加起来)有?[:\s]{0,2}$")


def count_off(near: str) -> int:
    """How many of the first things named a price is for, below zero of the last ones; 0 where all are."""
    match = ENDS.search(near)
    if match is None:
        return 0
    many = MANY.get(match.group("many"), 1)
    return -many if match.group("end") == "后" else many


def is_bundle(near: str) -> bool:
    """Whether a price is one for all that was named, not the same for each."""
    return WHOLE.search(near) is not None and SHARED.search(near) is None
