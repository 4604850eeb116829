"""Words by their shape: 申话 is 电话, 客尸 is 客户."""

from functools import lru_cache

from analysis.readings.tables import Exchange, groups


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Each character of a group and the one that stands for all that are alike, however many steps away."""
    heads: dict[str, str] = {}
    for group in groups():
        known = {heads[one] for one in group if one in heads}
        head = min(known) if known else min(group)
        for character, old in list(heads.items()):
            heads[character] = head if old in known else old
        heads |= dict.fromkeys(group, head)
    return heads


@lru_cache(maxsize=1)
def _table() -> Exchange:
    return Exchange({ord(character): head for character, head in _heads().items()})


@lru_cache(maxsize=1)
def alike() -> dict[str, frozenset[str]]:
    """Characters and those that look like them."""
    found: dict[str, frozenset[str]] = {}
    for group in groups():
        for one in group:
            found[one] = found.get(one, frozenset()) | group
    return found


def shape(text: str) -> str:
    """``text`` with one character for all that may look alike; as long as ``text``."""
    return text.translate(_table())


def look_alike(written: str, meant: str) -> bool:
    """Whether every character of ``written`` is the one ``meant`` or looks like it."""
    pairs = zip(written, meant, strict=True)
    return all(one == other or one in alike().get(other, ()) for one, other in pairs)
