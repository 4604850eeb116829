"""The columns of exported hits: what of a listing goes into a table."""

from collections.abc import Callable
from dataclasses import dataclass

from records.assessment import Offer
from records.cells import Cell
from records.document import Document

UNITS = {"total": "in total", "record": "per record", "month": "per month", "query": "per query"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in English and Chinese, and what stands in it."""

    name: str
    chinese: str
    cell: Callable[[Document], Cell]


def headings(chinese: bool) -> tuple[str, ...]:
    """The first row of a table."""
    return tuple(column.chinese if chinese else column.name for column in COLUMNS)


def cells_of(document: Document) -> tuple[Cell, ...]:
    """The row of a listing."""
    return tuple(column.cell(document) for column in COLUMNS)


def state_of(document: Document) -> str:
    """``standing``; or since when it is not there, or since which version it is judged no listing."""
    if document.withdrawn_since:
        return f"no longer judged a listing since version {document.withdrawn_since}"
    return f"gone since {document.gone_at:%Y-%m-%d}" if document.gone_at else "standing"


def _cheapest(document: Document) -> Offer | None:
    """The offer whose lowest price is asked: the one that the order by price and the price band go by."""
    priced = [offer for offer in document.offers if offer.price is not None]
    return min(priced, key=lambda offer: offer.price or 0.0, default=None)


def _price(document: Document) -> float | None:
    cheapest = _cheapest(document)
    return cheapest.price if cheapest else None


def _unit(document: Document) -> str | None:
    cheapest = _cheapest(document)
    return cheapest.price_unit if cheapest else None


def _quantity(document: Document) -> int | None:
    return max((offer.quantity for offer in document.offers if offer.quantity is not None), default=None)


def _offered(offer: Offer) -> str:
    price = f"{offer.price:g} CNY" if offer.price is not None else offer.price_raw or ""
    unit = UNITS.get(offer.price_unit or "", "") if price else ""
    count = f"{offer.quantity} records" if offer.quantity is not None else ""
    return f"{offer.category}: {', '.join(filter(None, (count, f'{price} {unit}'.strip())))}".rstrip(": ")


def _offers(document: Document) -> str:
    return "; ".join(map(_offered, document.offers))


def _contacts(document: Document) -> str:
    return " ".join(f"{contact.kind}:{contact.value}" for contact in document.contacts)


COLUMNS = (
    Column("id", "编号", lambda document: document.id),
    Column("url", "网址", lambda document: document.url),
    Column("posted_at", "发布时间", lambda document: document.posted_at),
    Column("first_seen", "首次所见", lambda document: document.first_seen or document.seen_at),
    Column("seen_at", "最近所见", lambda document: document.seen_at),
    Column("source", "来源", lambda document: document.source),
    Column("platform", "平台", lambda document: document.platform),
    Column("board", "板块", lambda document: document.board),
    Column("author", "作者", lambda document: document.author_name),
    Column("seller", "疑似卖家", lambda document: document.seller),
    Column("contacts", "联系方式", _contacts),
    Column("label", "标签", lambda document: document.label),
    Column("score", "分数", lambda document: document.score),
    Column("categories", "类别", lambda document: " ".join(document.categories)),
    Column("offers", "要约", _offers),
    Column("price_cny", "最低价（元）", _price),
    Column("price_unit", "计价单位", _unit),
    Column("quantity", "最大数量", _quantity),
    Column("severity_if_claim_true", "严重程度（如所称属实）", lambda document: document.severity),
    Column("severity_basis", "依据（英文）", lambda document: document.severity_basis),
    Column("severity_basis_zh", "依据", lambda document: document.grading.basis_zh),
    Column("review", "人工复核", lambda document: document.review),
    Column("reviewed_at", "复核时间", lambda document: document.reviewed_at),
    Column("state", "状态", state_of),
    Column("campaign", "同源广告", lambda document: document.campaign),
    Column("title", "标题", lambda document: document.title),
    Column("text", "正文", lambda document: document.text),
    Column("capture", "存证", lambda document: document.capture),
    Column("run", "采集", lambda document: document.run),
)
