"""How a host stands with us: when it was asked last, how it answers, how long it wants to be left alone."""

from dataclasses import dataclass, replace

# Trouble doubles the pause between requests, from SHORTEST up to LONGEST seconds.
SHORTEST, LONGEST = 1.0, 60.0
# So many good answers in a row, or so many seconds without a bad one, are calm: the pause is halved.
CALM_ANSWERS, CALM_SECONDS = 10, 600.0
# An answer is late where answers of late take so many times as long as they usually do, and so much longer.
TIMES_LATE, SECONDS_LATE = 3.0, 0.5
# One answer says little: it counts for at most so many times what was usual, and as at least FLOOR seconds.
MOST_TIMES, FLOOR = 4.0, 0.05
# Retry-After may ask for years; after a day the host is looked at again.
LONGEST_LEAVE = 86_400.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One host through one exit. Moments are Unix seconds, the rest is in seconds.

    ``taken`` is the last turn given away, ``delay`` the pause its taker keeps and ``least`` the shortest it
    may be; ``begun`` is the last turn that was used; ``slow`` is the pause that trouble brought, last changed
    at ``slowed_at``, with ``calm`` good answers since; until ``until`` the host is left alone, ``why`` says
    who asked for that. ``latency`` and ``usual`` are the time to an answer's headers, of late and over
    ``answers`` answers.
    """

    taken: float = 0.0
    begun: float = 0.0
    delay: float = 0.0
    least: float = 0.0
    slow: float = 0.0
    slowed_at: float = 0.0
    calm: int = 0
    until: float = 0.0
    why: str = ""
    latency: float = 0.0
    usual: float = 0.0
    answers: int = 0

    def slowed(self, now: float) -> float:
        """The pause that trouble still demands at ``now``."""
        slow = self.slow * 0.5 ** ((now - self.slowed_at) // CALM_SECONDS) if self.slow else 0.0
        return slow if slow >= SHORTEST else 0.0

    def pause(self, delay: float, now: float) -> float:
        """The pause between two requests of somebody who keeps ``delay``: never less than who asked before
        keeps, longer after trouble, and as many times longer as the host answers later than usual.
        """
        kept = max(delay, self.delay)
        return max(kept, self.slowed(now), self._lateness(kept))

    def _lateness(self, kept: float) -> float:
        late = self.latency > max(TIMES_LATE * self.usual, self.usual + SECONDS_LATE)
        if not late or self.answers < CALM_ANSWERS:
            return 0.0
        return min(LONGEST, max(2 * self.latency, kept * self.latency / self.usual))


def answered(standing: Standing, latency: float | None, now: float) -> Standing:
    """After a good answer, ``latency`` seconds to its headers (None where that says nothing of the host)."""
    calm = standing.calm + 1
    slow, slowed_at = standing.slowed(now), standing.slowed_at
    if slow and calm >= CALM_ANSWERS:
        slow, slowed_at, calm = slow / 2, now, 0
    elif slow != standing.slow:
        slowed_at = now
    calmer = replace(standing, slow=slow, slowed_at=slowed_at, calm=calm)
    return calmer if latency is None else _timed(calmer, latency)


def _timed(standing: Standing, latency: float) -> Standing:
    """What is usual follows quickly when answers come sooner and slowly when they come later."""
    if not standing.answers:
        return replace(standing, latency=latency, usual=max(latency, FLOOR), answers=1)
    known = max(standing.latency, standing.usual, FLOOR)
    of_late = standing.latency + 0.2 * (min(latency, MOST_TIMES * known) - standing.latency)
    pull = 0.1 if latency < standing.usual else 0.01
    usual = max(standing.usual + pull * (min(latency, MOST_TIMES * known) - standing.usual), FLOOR)
    return replace(standing, latency=of_late, usual=usual, answers=standing.answers + 1)


def troubled(standing: Standing, delay: float, asked_at: float, now: float) -> Standing:
    """After an answer that asks us to slow down, to a request sent at ``asked_at`` by who keeps ``delay``.

    Requests that were under way when the pause was last lengthened are no reason to lengthen it again.
    """
    slow = standing.slowed(now)
    if slow and asked_at <= standing.slowed_at:
        return replace(standing, calm=0)
    longer = min(max(2 * max(slow, delay), SHORTEST), max(LONGEST, delay))
    return replace(standing, slow=longer, slowed_at=now, calm=0)


def left_alone(standing: Standing, seconds: float, why: str, now: float) -> Standing:
    """After the host asked to be left alone for ``seconds``."""
    until = now + min(seconds, LONGEST_LEAVE)
    return replace(standing, until=until, why=why) if until > standing.until else standing
