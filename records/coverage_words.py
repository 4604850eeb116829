"""A coverage in words, English and Chinese: what every surface shows beside its answer."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from records.coverage import Coverage, SourceCoverage

MOST_NAMES = 8
LACKING = ("short", "failed", "interrupted", "running")
# Each in English and in Chinese.
WORDS = {
    "searched": (
        "Searched: {searched} of {all} sources, read up to {newest}.",
        "检索范围：{all} 个来源中的 {searched} 个，最新读到 {newest}。",
    ),
    "since": (
        "Searched: {searched} of {all} sources, read up to {newest}; the one longest unread up to {oldest}.",
        "检索范围：{all} 个来源中的 {searched} 个，最新读到 {newest}，最久未读的读到 {oldest}。",
    ),
    "unread": (
        "Searched: {searched} of {all} sources; none of them was ever read completely.",
        "检索范围：{all} 个来源中的 {searched} 个，没有一个曾被完整读取。",
    ),
    "nowhere": (
        "Nobody has looked anywhere yet: none of {all} sources was ever read.",
        "尚未查看任何地方：{all} 个来源都从未读取。",
    ),
    "none": ("No source that is declared is asked.", "没有查询到任何已声明的来源。"),
    "narrowed": (
        "The question leaves the other sources out.",
        "查询本身排除了其他来源。",
    ),
    "nothing": (
        "Nothing was found where somebody looked; this does not say that there is nothing.",
        "在已查看之处未找到；这不等于不存在。",
    ),
    "unknown": ("No such source: {names}.", "没有这样的来源：{names}。"),
    "never": ("Never read: {names}.", "从未读取：{names}。"),
    "running": (
        "No report of the last run (under way, cut off, or started by scrapy alone): {names}.",
        "上次采集没有报告（正在读取、已中断，或由 scrapy 单独启动）：{names}。",
    ),
    "short": ("Short, read less than it should be: {names}.", "未读全：{names}。"),
    "failed": ("The last run failed: {names}.", "上次采集失败：{names}。"),
    "interrupted": ("The last run was cut off: {names}.", "上次采集中断：{names}。"),
    "quiet": ("Quiet, little or nothing new there: {names}.", "平静，几乎没有新内容：{names}。"),
    "paused": ("Paused: {names}.", "已暂停：{names}。"),
    "session": ("Waits for a session: {names}.", "等待登录会话：{names}。"),
    "fault": ("Declared wrongly, cannot be read: {names}.", "声明有误，无法读取：{names}。"),
    "off": ("Not run, as declared: {names}.", "按声明不读取：{names}。"),
    "waiting": (
        "{number} documents wait for the index: the answer is behind by so many.",
        "有 {number} 份文档尚未进入索引：答案尚缺这些。",
    ),
    "dead": ("The index refused {number} documents for good.", "索引已最终拒收 {number} 份文档。"),
    "unclear": ("Not all is known: {why}", "情况不全：{why}"),
    "more": ("and {number} more", "另有 {number} 个"),
    "up to": ("up to {at}", "读到 {at}"),
    "until": ("until {at}", "至 {at}"),
    "gaps": ("{number} × {state}", "{state} × {number}"),
}

# States of pages in Chinese; in English they are words already.
STATES = {
    "login_wall": "登录墙", "forbidden": "禁止访问", "captcha": "验证码", "challenge": "人机验证",
    "rate_limited": "限速", "disallowed": "robots.txt 不允许", "server_error": "服务器错误",
    "unreachable": "无法连接", "too_large": "过大", "unknown": "未能理解", "unread": "未读",
    "unlinked": "无链接指向", "left": "未跟进",
}  # fmt: skip


def sentences(coverage: Coverage, chinese: bool = False, hits: int | None = None) -> tuple[str, ...]:
    """What is to be said beside an answer with so many ``hits``: how far it reaches, then where it falls
    short.
    """
    return tuple(_Speaker(chinese).all(coverage, hits))


def summary(coverage: Coverage, hits: int | None = None) -> dict[str, Any]:
    """The coverage for machines: how far it reaches and where it falls short by name, the words, then every
    source.
    """
    return {
        "at": coverage.at,
        "read_until": coverage.newest,
        "all_read_until": coverage.oldest,
        "searched": len(coverage.searched),
        "narrowed": coverage.narrowed,
        "unknown": coverage.unknown,
        "never": [source.name for source in coverage.never],
        "incomplete": [source.name for source in coverage.incomplete],
        "quiet": [source.name for source in coverage.sources if source.outcome == "quiet"],
        "paused": [source.name for source in coverage.sources if source.paused],
        "waiting": coverage.waiting,
        "dead": coverage.dead,
        "faults": coverage.faults,
        "words": sentences(coverage, False, hits),
        "words_zh": sentences(coverage, True, hits),
        "sources": coverage.sources,
    }


def say(code: str, chinese: bool, **values: object) -> str:
    """One of the words above, filled in."""
    return WORDS[code][chinese].format(**values)


class _Speaker:
    """Says one coverage in one language."""

    def __init__(self, chinese: bool) -> None:
        self.chinese = chinese

    def say(self, code: str, **values: object) -> str:
        return say(code, self.chinese, **values)

    def all(self, coverage: Coverage, hits: int | None) -> Iterator[str]:
        yield self.extent(coverage)
        if coverage.narrowed:
            yield self.say("narrowed")
        if hits == 0 and coverage.searched:
            yield self.say("nothing")
        if coverage.unknown:
            yield self.say("unknown", names=self.joined(coverage.unknown))
        yield from self.lacks(coverage)
        left_out = [source.name for source in coverage.left_out if source.off != "example"]
        if hits == 0 and left_out:
            yield self.say("off", names=self.joined(left_out))
        for code, number in (("waiting", coverage.waiting), ("dead", coverage.dead)):
            if number:
                yield self.say(code, number=number)
        for why in coverage.faults[:MOST_NAMES]:
            yield self.say("unclear", why=why)

    def extent(self, coverage: Coverage) -> str:
        searched = len(coverage.searched)
        everything = len(coverage.sources) - len(coverage.left_out)
        newest, oldest = coverage.newest, coverage.oldest
        if not searched:
            return self.say("nowhere", all=everything) if everything else self.say("none")
        if newest is None or oldest is None:
            return self.say("unread", searched=searched, all=everything)
        code = "searched" if shown(newest) == shown(oldest) else "since"
        return self.say(code, searched=searched, all=everything, newest=shown(newest), oldest=shown(oldest))

    def lacks(self, coverage: Coverage) -> Iterator[str]:
        """One sentence for each kind of lack there is."""
        sources = coverage.sources
        kinds: tuple[tuple[str, Iterable[str]], ...] = (
            ("never", (source.name for source in coverage.never)),
            *(
                (code, self.of_outcome(sources, code))
                for code in ("short", "failed", "interrupted", "running")
            ),
            ("paused", (self.paused(source) for source in sources if source.paused)),
            ("session", (f"{source.name} ({source.session})" for source in sources if source.session)),
            ("fault", (source.name for source in sources if source.fault)),
            ("quiet", self.of_outcome(sources, "quiet")),
        )
        for code, told in kinds:
            if names := self.joined(told):
                yield self.say(code, names=names)

    def of_outcome(self, sources: Iterable[SourceCoverage], outcome: str) -> Iterator[str]:
        return (self.named(source) for source in sources if source.outcome == outcome)

    def named(self, source: SourceCoverage) -> str:
        """A source with how far it was read and what is lacking."""
        read = (self.say("up to", at=shown(source.read_until)),) if source.read_until else ()
        gaps = (self.gap(state, number) for state, number in source.gaps.items())
        told = "; ".join((*read, *source.short, *gaps))
        return f"{source.name} ({told})" if told else source.name

    def gap(self, state: str, number: int) -> str:
        word = STATES.get(state, state) if self.chinese else state.replace("_", " ")
        return self.say("gaps", number=number, state=word)

    def paused(self, source: SourceCoverage) -> str:
        until = (self.say("until", at=shown(source.paused_until)),) if source.paused_until else ()
        return f"{source.name} ({'; '.join((*until, source.paused))})"

    def joined(self, names: Iterable[str]) -> str:
        """Names in a row; of many the first, and how many more there are."""
        listed = list(names)
        left = len(listed) - MOST_NAMES
        more = [self.say("more", number=left)] if left > 0 else []
        return ("、" if self.chinese else ", ").join([*listed[:MOST_NAMES], *more])


def shown(at: datetime) -> str:
    """A time in UTC, to the minute."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
