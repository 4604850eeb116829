"""What an embedded index needs now and then: its counters verified, what was left behind taken out."""

from search.sqlite.columns import snapshot_of
from search.sqlite.facets import count_anew
from search.sqlite.writing import Writer


def tend(writer: Writer) -> list[str]:
    """Verify and mend inside of a transaction; one sentence for what was done."""
    done = []
    if wrong := _count_again(writer):
        done.append(f"{wrong} counters were wrong and are right now")
    else:
        done.append("all counters are right")
    if left := writer.database.execute("SELECT count(*) FROM dead").fetchone()[0]:
        writer.refill()
        done.append(f"the terms of {left} documents that are no longer there are gone")
    writer.database.execute("INSERT INTO term (term) VALUES ('optimize')")
    return [*done, "the parts of the full-text index are one"]


def _count_again(writer: Writer) -> int:
    """Count every document anew; how many counters were wrong."""
    database = writer.database
    right = count_anew(snapshot_of(database))
    kept = {(facet, value): number for facet, value, number in database.execute("SELECT * FROM counter")}
    wrong = {pair for pair in right.keys() | kept.keys() if right[pair] != kept.get(pair, 0)}
    for pair in wrong:
        writer.counted[pair] += right[pair] - kept.get(pair, 0)
    return len(wrong)
