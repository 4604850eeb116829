"""Goods that are repriced, rewritten and taken away while the market runs."""

from dataclasses import replace

from testbed.change import Change, ChangeError
from testbed.market.goods import Goods


def changed(goods: tuple[Goods, ...], change: Change) -> tuple[Goods, ...]:
    """The goods after a change."""
    if not any(str(one.number) == change.post for one in goods):
        raise ChangeError(f"there are no goods {change.post!r}")
    if change.kind == "remove":
        return tuple(one for one in goods if str(one.number) != change.post)
    if change.kind not in ("price", "edit"):
        raise ChangeError(f"the market knows no change {change.kind!r}")
    return tuple(_made(one, change) if str(one.number) == change.post else one for one in goods)


def _made(one: Goods, change: Change) -> Goods:
    if change.kind == "price":
        return replace(one, price=change.price)
    posting = replace(one.placed.posting, text=change.text)
    return replace(one, placed=replace(one.placed, posting=posting))
