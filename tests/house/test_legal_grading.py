"""docs/legal-grading.md shows the law's tables as they are: its tables are made here and compared."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from analysis.law import rows as shapes
from analysis.law.grading import grade_claim
from analysis.law.rows import FieldRule, KindRule, Row, Rule
from analysis.law.statutes import Statutes, load_statutes
from records.assessment import Offer

PAGE = "docs/legal-grading.md"
UNREVIEWED = "not reviewed · 未审核"
HEADINGS = {
    "articles": "Provisions · 条文",
    "classes": "Classes of information · 信息类型",
    "categories": "Categories · 类别",
    "kinds": "Kinds of goods · 货物种类",
    "fields": "Fields · 字段",
    "lines": "Sums and factors · 金额与系数",
    "outside": "Outside art. 253-1 · 不属本条",
    "sensitive": "Sensitive by PIPL art. 28 · 敏感个人信息",
}
GRADES = {
    "none": "not graded · 未评级",
    "below": "below · 未达标准",
    "serious": "serious · 情节严重",
    "especially_serious": "especially serious · 情节特别严重",
}
EXAMPLES: list[tuple[str, list[Offer], dict[str, object]]] = [
    (
        "100,000 bank clients for 2,000 yuan · 银行客户10万条2000元",
        [Offer(category="bank", quantity=100_000, price=2_000, price_unit="total")],
        {},
    ),
    (
        "300 hotel stays, by who works there · 自称酒店员工，住客300条",
        [Offer(category="hotel", quantity=300)],
        {"insider": True},
    ),
    (
        "250 hotel stays and 2,500 pupils · 住宿250条加学生2500条",
        [Offer(category="hotel", quantity=250), Offer(category="student", quantity=2_500)],
        {},
    ),
    (
        "hotel stays by look-up, 80 yuan each · 查开房80元一次",
        [Offer(category="hotel", price=80, price_unit="query")],
        {},
    ),
    (
        "60 flights of others · 航班信息60条",
        [Offer(category="location", quantity=60)],
        {"goods": [("location", "航班信息")]},
    ),
    (
        "wants 6,000 home owners · 求购业主6000条",
        [Offer(category="property", quantity=6_000)],
        {"label": "seek"},
    ),
    ("ten account kits · 四件套十套", [Offer(category="account_kit", quantity=10)], {}),
]


def _table(columns: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _examples(_: Statutes) -> str:
    rows = []
    for claim, offers, more in EXAMPLES:
        severity = grade_claim(offers, list(dict.fromkeys(one.category for one in offers)), **more)  # type: ignore[arg-type]
        others = "; ".join(
            f"{GRADES[one.grade]}{f' ({one.ladder:,})' if one.ladder else ''}"
            for one in severity.alternatives
        )
        rows.append((claim, GRADES[severity.grade], f"{severity.basis}<br>{severity.basis_zh}", others))
    return _table(("claim · 所称", "grade · 评级", "basis · 依据", "other views · 其他认定"), iter(rows))


def _says(row: Row) -> str:
    said = [row.en, row.zh]
    said += [text for name in ("says", "says_zh") if (text := getattr(row, name, None))]
    return "<br>".join(said)


def _applies(row: Row, statutes: Statutes) -> str:
    """What the row decides: a class, a number, an article."""
    if isinstance(row, Rule):
        told = [_class(row.treated_as, statutes)]
        return "<br>".join(
            [*told, f"or · 或 {_class(row.alternative, statutes)}"] if row.alternative else told
        )
    number = getattr(row, "records", None) or getattr(row, "value", None)
    return f"{number:,g}" if number else ""


def _class(name: str, statutes: Statutes) -> str:
    row = statutes.classes[name]
    return f"{row.en} · {row.zh} ({row.records:,})"


def _articles(row: Row, statutes: Statutes) -> str:
    keys = getattr(row, "articles", None) or [getattr(row, "article", None)]
    return "<br>".join(f"{statutes.articles[key].en}<br>{statutes.articles[key].zh}" for key in keys if key)


def _scope(row: Row) -> str:
    """Which goods a row is about, beyond its name."""
    told = []
    if isinstance(row, KindRule):
        told = [f"{row.category}: {' '.join(row.words)}"]
    if isinstance(row, FieldRule):
        told = [row.named or "", *(f"{name} {' '.join(of)}" for name, of in _limits(row) if of)]
    for name in ("category", "categories", "fields"):
        value = getattr(row, name, None) if not told else None
        told += [f"{name} {value if isinstance(value, str) else ' '.join(value)}"] if value else []
    return "<br>".join(filter(None, told))


def _limits(row: FieldRule) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (("together", row.together), ("only in", row.only_in), ("not in", row.not_in))


def _tables(statutes: Statutes) -> str:
    columns = (
        "row · 行",
        "of · 适用",
        "says · 内容",
        "decides · 认定",
        "article · 条文",
        "certainty · 确定性",
    )
    parts = []
    for file, rows in statutes.tables().items():
        body = (
            (
                f"`{name}`",
                _scope(row),
                _says(row),
                _applies(row, statutes),
                _articles(row, statutes),
                row.certainty,
                row.source,
                row.as_of,
                row.reviewed_by or UNREVIEWED,
            )
            for name, row in rows.items()
        )
        every = (*columns, "source · 出处", "as of · 截至", "reviewed by · 审核")
        parts.append(f"## {HEADINGS[file]}\n\n`analysis/law/{file}.yml`\n\n{_table(every, body)}")
    sources = ((f"`{mark}`", row.en, row.where) for mark, row in statutes.sources.items())
    parts.append(f"## Sources · 出处\n\n{_table(('mark', 'what', 'where'), sources)}")
    return "\n\n".join(parts)


PARTS: Mapping[str, Callable[[Statutes], str]] = {"examples": _examples, "tables": _tables}


def made(page: str) -> str:
    """The page with its tables made anew."""
    for name, make in PARTS.items():
        body = make(load_statutes())
        page = re.sub(
            rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)",
            lambda match, body=body: f"{match[1]}\n{body}\n\n{match[2]}",  # type: ignore[misc]
            page,
            flags=re.DOTALL,
        )
    return page


def test_the_page_shows_the_tables_as_they_are(root: Path) -> None:
    path = root / PAGE
    written = made(path.read_text("utf-8"))
    if path.read_text("utf-8") != written:
        path.write_text(written, "utf-8")
        pytest.fail(f"{path.name} was written anew: read and commit it")


def test_every_key_of_the_tables_is_explained(root: Path) -> None:
    cells = re.findall(r"^\| ((?:`[a-z_]+` ?)+) \|", (root / PAGE).read_text("utf-8"), re.MULTILINE)
    explained = {key for cell in cells for key in re.findall(r"`([a-z_]+)`", cell)}
    classes = [one for one in vars(shapes).values() if isinstance(one, type) and hasattr(one, "__slots__")]
    keys = {field.name for one in classes if issubclass(one, Row | shapes.Source) for field in fields(one)}
    assert not keys - explained


def test_the_page_is_in_both_languages(root: Path) -> None:
    prose = re.sub(
        r"<!--.*?-->", "", (root / PAGE).read_text("utf-8").split("<!-- tables")[0], flags=re.DOTALL
    )
    for section in prose.split("\n## ")[1:]:
        assert re.search(r"[\u4e00-\u9fff]{10}", section), section[:60]
        assert re.search(r"(?:[A-Za-z]+[ ,]+){6}", section), section[:60]


def test_the_guard_sees() -> None:
    page = "<!-- examples: x -->\nstale row\n<!-- end of examples -->"
    assert "stale row" not in made(page)
    assert "100,000 bank clients" in made(page)
