"""Potential severity of a claim, by 法释〔2017〕10号 art. 5: never a finding of guilt."""

from collections.abc import Sequence

from records.assessment import Offer, Severity

#: Record thresholds by category where no field says otherwise (art. 5(1) items 3 to 5).
LADDER = {
    "location": 50, "hotel": 500, "patient": 500, "telecom": 5000, "ecommerce": 500,
    "express": 500, "insurance": 500, "investor": 500, "loan": 500, "gambling": 500,
    "bank": 500, "household": 5000, "vehicle": 5000, "property": 5000, "student": 5000,
    "social": 5000, "lookup": 5000, "mixed_other": 5000,
}  # fmt: skip
FIFTY = frozenset({"position", "credit_report", "balance", "cvv"})
FIVE_HUNDRED = frozenset({"call_log", "disease", "photo", "checkin_time", "companion", "room", "amount"})
SENSITIVE = frozenset({"bank", "investor", "patient", "location", "student", "hotel"})
SENSITIVE_FIELDS = frozenset({"photo", "disease", "card_number", "balance", "position", "credit_report"})
GAIN = 5_000
RULE = "法释〔2017〕10号 art. 5"


def ladder_of(offer: Offer) -> int | None:
    """The record threshold: by the most sensitive field named, else by category; None outside art. 253-1."""
    if offer.category == "account_kit":
        return None
    fields = set(offer.fields)
    if fields & FIFTY or (offer.category == "bank" and "password" in fields):
        return 50
    if fields & FIVE_HUNDRED or {"id_number", "photo"} <= fields:
        return 500
    return LADDER.get(offer.category, 5000)


def _ratio(offers: Sequence[Offer], factor: float) -> tuple[float, int | None]:
    """Sum of count / threshold over the stated stocks (item 6: in proportion), and the lowest ladder."""
    stocks = {(offer.category, offer.quantity, ladder_of(offer)) for offer in offers if offer.quantity}
    counted = [(quantity, ladder) for _, quantity, ladder in stocks if quantity and ladder]
    ladders = [ladder for offer in offers if (ladder := ladder_of(offer))]
    return sum(quantity / (ladder * factor) for quantity, ladder in counted), min(ladders, default=None)


def _gain(offers: Sequence[Offer]) -> float:
    """The largest sum one offer asks for in yuan: its total, or its price for every record."""
    sums = [0.0]
    for offer in offers:
        if offer.price and offer.category != "account_kit":
            sums.append(offer.price * (offer.quantity or 0) if offer.price_unit == "record" else offer.price)
    return max(sums)


def _is_sensitive(offers: Sequence[Offer], categories: Sequence[str]) -> bool:
    named = {field for offer in offers for field in offer.fields}
    return bool(set(categories) & SENSITIVE or named & SENSITIVE_FIELDS)


def _basis(ratio: float, ladder: int | None, gain: float, insider: bool) -> str:
    halves = "; thresholds halved for information obtained on duty (item 8)" if insider else ""
    if ratio:
        times = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"
        said = f"{times} times the record threshold (ladder {ladder}), {RULE}(1) items 3-6"
    elif gain:
        said = f"no count stated, asked price {gain:g} yuan against the gain threshold, {RULE}(1) item 7"
    else:
        said = f"neither count nor price stated, {RULE} cannot be applied"
    return f"if the claim is true: {said}{halves}"


def grade_claim(offers: Sequence[Offer], categories: Sequence[str], insider: bool = False) -> Severity:
    """Grade what ``offers`` claim. ``insider``: the author claims his job or service as origin (item 8).

    Counts are taken at their word, the asked price as the possible gain. Ten times a threshold is *especially
    serious* (art. 5(2)). Account kits lie outside art. 253-1 (art. 177-1 and 287-2 instead) and get no grade.
    """
    if not categories:
        return Severity()
    sensitive = _is_sensitive(offers, categories)
    if set(categories) == {"account_kit"}:
        basis = (
            "if the claim is true: account kits lie outside Criminal Law art. 253-1 (art. 177-1, 287-2 apply)"
        )
        return Severity(basis=basis, sensitive=sensitive)
    factor = 0.5 if insider else 1.0
    ratio, ladder = _ratio(offers, factor)
    gain = _gain(offers)
    level = max(ratio, gain / (GAIN * factor))
    basis = _basis(ratio, ladder, gain, insider)
    if not ratio and not gain:
        return Severity(ladder=ladder, basis=basis, sensitive=sensitive)
    name = "especially_serious" if level >= 10 else "serious" if level >= 1 else "below"
    return Severity(grade=name, ladder=ladder, basis=basis, sensitive=sensitive)  # type: ignore[arg-type]
