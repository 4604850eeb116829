"""What judging costs beside cutting the same text with jieba: ``make bench-analysis``.

``python -m benchmarks.analysis [FILE]``: ordinary texts are those of a file of JSON lines (their ``text``),
else made up from counts, with the ordinary posts among the labelled ones; suspicious are labelled sale posts.
Each figure but the last ones is a ratio to plain ``jieba.lcut`` of the same texts in the same process, in
rounds that take turns, by processor time. Figures go to ``benchmarks/out/analysis.json``.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import jieba

from analysis.judgement.assessor import assess
from analysis.readings.coarse_archive import Said, show
from analysis.screening import find_suspicious, screen
from analysis.words.tokenizer import load_tokenizer
from benchmarks.analysis_start import start_up
from training.examples import side_labels
from training.ordinary import make_texts

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "testbed" / "corpus"
OUT = ROOT / "benchmarks" / "out" / "analysis.json"
SEED = 6
ORDINARY, SALES = 2_000, 2_000
ROUNDS = 3
#: Of a stream so many posts are suspicious.
SUSPICIOUS = 0.05
#: What somebody might look for in an archive.
NEW_WORDS = ("桔子单", "新鲜菜", "号源")


@dataclass(frozen=True, slots=True)
class Figure:
    """``ours`` and ``theirs`` are microseconds a post; ``value`` is the ratio, or seconds, or MiB."""

    name: str
    value: float
    goal: float
    ours: float | None = None
    theirs: float | None = None
    posts: int | None = None
    note: str = ""

    @property
    def line(self) -> str:
        """The figure as it is printed."""
        each = f" ({self.ours:.1f} µs a post, jieba {self.theirs:.1f})" if self.ours and self.theirs else ""
        return f"{self.name:<46}{self.value:>8.2f}  goal {self.goal:g}{each} {self.note}"


def labelled(want: Callable[[dict[str, str], dict[str, str]], bool]) -> list[Said]:
    """The labelled posts that ``want`` takes by their line and side labels."""
    chosen: list[Said] = []
    for name in ("dev", "own"):
        sides = side_labels(CORPUS / f"{name}.jsonl")
        for row in map(json.loads, (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()):
            if want(row, sides[row["id"]]):
                chosen.append((row["text"], row["title"], row["author"]))
    return chosen


def ordinary_posts(path: Path | None) -> list[Said]:
    """Ordinary posts of a file, or made up."""
    if path:
        with path.open(encoding="utf-8") as lines:
            return [(json.loads(line)["text"], None, None) for line in islice(lines, ORDINARY)]
    made: list[Said] = [(text, None, None) for text in make_texts(ORDINARY)]
    return [*made, *labelled(lambda row, side: side.get("lookalike") == "ordinary")]


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of ``work``."""
    before = time.process_time()
    work()
    return time.process_time() - before


def against_jieba(
    name: str, goal: float, posts: Sequence[Said], ours: Callable[[], object], note: str = ""
) -> Figure:
    """``ours`` and ``jieba.lcut`` of the same posts, in turns; the median round counts."""
    texts = [said[0] for said in posts]
    ours()
    rounds = [(spent(ours), spent(partial(cut_all, jieba.lcut, texts))) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(side) * 1e6 / len(posts) for side in zip(*rounds, strict=True))
    return Figure(name, theirs / mine, goal, mine, theirs, len(posts), note)


def cut_all(cut: Callable[[str], object], texts: Iterable[str]) -> None:
    """Cut every text."""
    for text in texts:
        cut(text)


def assess_all(posts: Iterable[Said]) -> int:
    """Assess every post one by one; how many."""
    return sum(1 for said in posts if assess(*said).label)


def look_at(posts: Sequence[Said]) -> list[int]:
    """Which of them are to be read in full."""
    return find_suspicious(show(posts))


def ratios(ordinary: Sequence[Said], sales: Sequence[Said]) -> list[Figure]:
    """What is measured beside jieba."""
    chance = random.Random(SEED)
    share = round(len(ordinary) * SUSPICIOUS / (1 - SUSPICIOUS))
    stream = [*ordinary, *chance.choices(sales, k=share)]
    chance.shuffle(stream)
    tokenizer, texts = load_tokenizer(), [said[0] for said in stream]
    archive = show(ordinary)
    read = f"{len(screen(ordinary)) / len(ordinary):.2%} read in full"
    return [
        against_jieba("tokens", 11, stream, partial(cut_all, tokenizer.cut, texts)),
        against_jieba("tokens in search mode", 7, stream, partial(cut_all, tokenizer.cut_for_search, texts)),
        against_jieba("assessment, 5 % suspicious", 5, stream, partial(assess_all, stream)),
        against_jieba("assessment, sale posts only", 1, sales, partial(assess_all, sales)),
        against_jieba("screening unseen text", 40, ordinary, partial(screen, ordinary), read),
        against_jieba("screening, looks alone", 40, ordinary, partial(look_at, ordinary)),
        against_jieba(
            "re-screening an archive by other worths", 100, ordinary, lambda: find_suspicious(archive)
        ),
        against_jieba(
            "re-screening an archive for new words", 100, ordinary, lambda: archive.saying(NEW_WORDS)
        ),
    ]


def two_processes(posts: Sequence[Said]) -> Figure:
    """How much sooner two processes are done than one, by the clock; nothing else should run meanwhile."""
    halves = [posts[::2], posts[1::2]]
    seconds: dict[int, list[float]] = {1: [], 2: []}
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        for _ in range(ROUNDS):
            for workers, pool in ((1, one), (2, two)):
                begun = time.perf_counter()
                list(pool.map(assess_all, halves))
                seconds[workers].append(time.perf_counter() - begun)
    return Figure("two processes against one", min(seconds[1]) / min(seconds[2]), 1.6, posts=len(posts))


def main() -> None:
    """Measure, print, write."""
    jieba.setLogLevel(60)
    jieba.initialize()
    ordinary = ordinary_posts(Path(sys.argv[1]) if sys.argv[1:] else None)
    sales = random.Random(SEED).sample(labelled(lambda row, side: row["label"] == "sale"), SALES)
    seconds, clock, size = start_up()
    figures = [
        *ratios(ordinary, sales),
        two_processes([*ordinary, *sales]),
        Figure("start-up, processor seconds", seconds, 0.6, note=f"{clock:.2f} by the clock"),
        Figure("resident memory, MiB", size, 150),
    ]
    print(*(figure.line for figure in figures), sep="\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
