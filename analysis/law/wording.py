"""A grade in words, in English and in Chinese; each opens with "if the claim is true"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.law.claim import Claim, Weight
from analysis.law.rows import Outside, Rule
from analysis.law.statutes import load_statutes
from analysis.law.stocks import Lot


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    en: str
    zh: str


HALVED = Words(
    "thresholds halved for information obtained on duty (item 8)",
    "所称系本人履职、服务中获得的信息，标准减半（第八项）",
)
SOUGHT = Words(
    "what is sought is graded, buying counts as obtaining illegally",
    "按所求信息评定，购买属于非法获取",
)
KITS_BESIDES = Words(
    "the account kits besides lie outside Criminal Law art. 253-1",
    "另有账户套件，不属刑法第二百五十三条之一",
)
NOT_TOLD = Words(
    "neither count nor price stated, the thresholds cannot be applied",
    "未说明数量和价格，无法适用数量、数额标准",
)
ON_DUTY = Words(
    "if the author obtained it on duty himself, or acted with who did, thresholds are halved (item 8)",
    "如发布者本人系履职、服务中获得，或者与内部人员共同实施，标准减半（第八项）",
)
LAWFUL_BUSINESS = Words(
    "if bought for a lawful business: judged by a profit of 50,000 yuan and the like, not by number (art. 6)",
    "如系为合法经营活动购买，以获利五万元等认定，不适用数量标准（第六条）",
)


def basis_of(claim: Claim, weight: Weight) -> Words:
    """The whole sentence."""
    parts = []
    if weight.ratio:
        parts.append(_counted([lot for lot in claim.lots if lot.records], weight.ratio))
    if weight.gain:
        parts.append(_gained(weight))
    notes = ((claim.halved, HALVED), (claim.seek, SOUGHT), (bool(claim.outside), KITS_BESIDES))
    said = [*(parts or [_uncounted(claim)]), *(note for so, note in notes if so)]
    return _if_true(said)


def outside(rows: Sequence[Outside]) -> Words:
    """What is traded lies outside art. 253-1."""
    return _if_true(
        [
            Words(f"lies outside Criminal Law art. 253-1: {row.en}", f"不属刑法第二百五十三条之一：{row.zh}")
            for row in rows
        ]
    )


def _if_true(parts: Sequence[Words]) -> Words:
    english, chinese = "; ".join(part.en for part in parts), "；".join(part.zh for part in parts)
    return Words(f"if the claim is true: {english}", f"如所称属实：{chinese}")


def _times(number: float) -> str:
    """``0.95``, ``4.2``, ``1,234``."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def other_class(rule: Rule) -> Words:
    """The other view of a class, and why it is taken."""
    kind = load_statutes().classes[rule.alternative or rule.treated_as]
    return Words(f"{kind.en}: {rule.en}", f"{kind.zh}：{rule.zh}")


def _counted(lots: Sequence[Lot], ratio: float) -> Words:
    """Records against their threshold; kinds of several thresholds added in proportion."""
    times = _times(ratio)
    if len({lot.standing.records for lot in lots}) > 1:
        article = load_statutes().articles["proportion"]
        return Words(
            f"{times} times the record thresholds, kinds added in proportion, {article.en}",
            f"各类数量按相应比例合计为标准的{times}倍，{article.zh}",
        )
    threshold = _threshold(tuple(dict.fromkeys(lot.standing.rule.treated_as for lot in lots)))
    return Words(f"{times} times {threshold.en}", threshold.zh.format(times=times))


@lru_cache(maxsize=256)
def _threshold(kinds: tuple[str, ...]) -> Words:
    """The record threshold that these classes have in common; ``times`` is left open in the Chinese."""
    rows = [load_statutes().classes[kind] for kind in kinds]
    article = load_statutes().articles[rows[0].article]
    return Words(
        f"the record threshold ({rows[0].records:,}: {', '.join(row.en for row in rows)}), {article.en}",
        f"数量为标准（{'、'.join(row.zh for row in rows)}{rows[0].records}条）的{{times}}倍，{article.zh}",
    )


def _gained(weight: Weight) -> Words:
    """The sum asked for against the gain threshold."""
    article = load_statutes().articles["gain"]
    return Words(
        f"{weight.gain:,.10g} yuan asked for, {_times(weight.gained)} times the gain threshold, {article.en}",
        f"要价合计{weight.gain:.10g}元，为违法所得标准的{_times(weight.gained)}倍，{article.zh}",
    )


def _uncounted(claim: Claim) -> Words:
    """Nothing to count: look-ups, or a post without numbers."""
    lookups = [
        lot.standing.records for lot in claim.lots if any(offer.price_unit == "query" for offer in lot.offers)
    ]
    if not lookups:
        return NOT_TOLD
    return Words(
        f"look-ups are sold one by one and have no stock; {min(lookups):,} of them reach the threshold",
        f"查询逐次进行，无存量；累计{min(lookups)}条达到数量标准",
    )
