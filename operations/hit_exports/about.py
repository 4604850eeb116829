"""What stands beside exported hits: what was asked, when, by whom, what for, and what the answer covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import Any, Literal

from operations.hit_exports.columns import COLUMNS
from records.coverage import Coverage
from records.coverage_words import sentences, summary

Form = Literal["jsonl", "csv", "xlsx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question whose hits are exported: the query as it is asked (identity values as match tokens), one
    value per facet, by whom, what for, and the coverage of its answer.
    """

    query: str
    by: str
    purpose: str
    at: datetime
    coverage: Coverage
    filters: Mapping[str, str] = field(default_factory=dict)
    chinese: bool = False


def facts(asked: Asked, form: Form, hits: int) -> dict[str, Any]:
    """For machines: the file beside the hits."""
    return {
        "query": asked.query,
        "filters": dict(asked.filters),
        "asked_at": asked.at,
        "by": asked.by,
        "purpose": asked.purpose,
        "hits": hits,
        "format": form,
        "columns": [column.name for column in COLUMNS] if form != "jsonl" else None,
        "version": version("hawkwatch"),
        "coverage": summary(asked.coverage, hits),
    }


WORDS = {
    "query": ("query", "查询"),
    "filters": ("filters", "筛选"),
    "asked at": ("asked at", "查询时间"),
    "by": ("by", "查询人"),
    "purpose": ("purpose", "用途"),
    "hits": ("hits", "条数"),
    "version": ("made by Hawkwatch", "Hawkwatch 版本"),
    "coverage": ("coverage", "检索范围"),
}
SOURCES = (
    ("source", "来源"),
    ("family", "类型"),
    ("last run", "上次采集"),
    ("outcome", "结果"),
    ("read up to", "读到"),
    ("listings", "交易帖"),
    ("waiting", "待入索引"),
    ("why short", "未读全的原因"),
    ("paused", "暂停"),
)


def sheet(asked: Asked, hits: int, notes: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """For people: the rows of a sheet."""
    filters = " ".join(f"{facet}={value}" for facet, value in asked.filters.items())
    told = {
        "query": asked.query, "filters": filters, "asked at": asked.at, "by": asked.by,
        "purpose": asked.purpose, "hits": hits, "version": version("hawkwatch"),
    }  # fmt: skip
    yield from ((WORDS[name][asked.chinese], value) for name, value in told.items())
    yield from (("", note) for note in notes)
    yield ()
    yield (WORDS["coverage"][asked.chinese],)
    yield from (("", sentence) for sentence in sentences(asked.coverage, asked.chinese, hits))
    yield ()
    yield tuple(names[asked.chinese] for names in SOURCES)
    for source in asked.coverage.sources:
        if source.outcome or source.listings or not source.off:
            yield (
                source.name, source.family, source.begun_at, source.outcome, source.read_until,
                source.listings, source.waiting, "; ".join(source.short), source.paused,
            )  # fmt: skip
