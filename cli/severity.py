"""A grade in the terminal: what the law would say, by which articles, how sure, and who looked at it."""

from cli.language import language, say
from cli.output import out
from records.assessment import Alternative, Severity


def show_severity(severity: Severity) -> None:
    """The grade of a claim in the reader's language."""
    chinese = language() == "zh_Hans"
    grade = _grade(severity.grade)
    graded = grade if severity.grade == "none" else say("{grade}, if the claim is true", grade=grade)
    out.print(f"severity  {graded}", markup=False)
    for line in _lines(severity, chinese) if severity.basis else ():
        out.print(f"          {line}", markup=False)


def _lines(severity: Severity, chinese: bool) -> list[str]:
    reviewed = say("reviewed by a lawyer") if severity.reviewed else say("not reviewed by a lawyer")
    lines = [
        severity.basis_zh if chinese else severity.basis,
        "; ".join(severity.articles_zh if chinese else severity.articles),
        f"{_certainty(severity)}; {reviewed}",
        *(_alternative(one, chinese) for one in severity.alternatives),
    ]
    return [*lines, say("sensitive by PIPL art. 28")] if severity.sensitive else lines


def _alternative(one: Alternative, chinese: bool) -> str:
    ladder = f" ({one.ladder:,})" if one.ladder else ""
    because = one.because_zh if chinese else one.because
    return say("or {grade}: {because}", grade=_grade(one.grade) + ladder, because=because)


def _grade(grade: str) -> str:
    return {
        "none": say("not graded"),
        "below": say("below the threshold"),
        "serious": say("serious"),
        "especially_serious": say("especially serious"),
    }[grade]


def _certainty(severity: Severity) -> str:
    return {
        "firm": say("the law is settled"),
        "likely": say("well supported, not settled"),
        "disputed": say("courts differ"),
        "own_reading": say("our own reading of the text"),
        "unverified": say("the text was not read"),
    }[severity.certainty or "unverified"]
