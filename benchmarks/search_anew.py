"""The index made anew through the whole product: from kept listings (rebuild) and from the vault (replay)."""

from pathlib import Path
from typing import Any

from benchmarks import rebuilding, replaying

LISTINGS = 20_000


def measure(folder: Path, listings: int = LISTINGS) -> dict[str, Any]:
    """What ``benchmarks.rebuilding`` measures of a rebuild, and ``benchmarks.replaying`` of a replay."""
    return {
        "rebuild": rebuilding.measure_rebuild(folder / "kept", listings),
        "replay": replaying.measure(folder / "read"),
    }


def show(figures: dict[str, Any]) -> None:
    """The rates, as they are printed."""
    embedded = figures["rebuild"]["embedded"]
    print(
        f"rebuild: {embedded['per_second']:.0f} documents a second (goal 3000),"
        f" {embedded['of_jieba_alone']:.2f} x jieba.lcut alone"
    )
    replaying.show(figures["replay"])
