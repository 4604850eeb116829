"""How a host's answers lengthen and shorten the pause between requests."""

from crawlers.manners.standing import Standing, answered, left_alone, troubled


def after(standing: Standing, latencies: list[float], now: float = 0.0) -> Standing:
    for latency in latencies:
        standing = answered(standing, latency, now)
    return standing


def test_trouble_doubles_the_pause_up_to_a_minute_and_calm_halves_it() -> None:
    standing, pauses = Standing(), []
    for now in range(1, 10):
        standing = troubled(standing, 0.0, asked_at=float(now), now=float(now))
        pauses.append(standing.pause(0.0, float(now)))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert after(standing, [0.01] * 9, 9).pause(0.0, 9) == 60
    assert after(standing, [0.01] * 10, 9).pause(0.0, 9) == 30
    assert after(standing, [0.01] * 60, 9).pause(0.0, 9) == 0


def test_eight_refusals_at_once_double_the_pause_once() -> None:
    standing = Standing()
    for _ in range(8):
        standing = troubled(standing, 2.0, asked_at=100.0, now=101.0)
    assert standing.pause(2.0, 101.0) == 4.0


def test_trouble_is_forgotten_with_time() -> None:
    standing = troubled(Standing(), 5.0, asked_at=0.0, now=0.0)
    assert [standing.pause(5.0, now) for now in (0, 599, 600, 86_400)] == [10, 10, 5, 5]


def test_a_host_that_answers_later_than_usual_is_asked_less_often() -> None:
    usual = after(Standing(), [0.05] * 40)
    assert usual.pause(2.0, 0.0) == 2.0
    assert after(usual, [9.0]).pause(2.0, 0.0) == 2.0, "one late answer says little"
    late = after(usual, [2.0] * 10)
    assert late.pause(2.0, 0.0) > 10.0
    assert late.pause(0.0, 0.0) > 2.0
    assert after(late, [0.05] * 20).pause(2.0, 0.0) == 2.0


def test_the_longest_wish_to_be_left_alone_counts_but_no_longer_than_a_day() -> None:
    standing = left_alone(Standing(), 120, "HTTP 429", 1000)
    assert left_alone(standing, 60, "HTTP 503", 1010).until == 1120
    assert left_alone(standing, 10**12, "HTTP 503", 1000).until == 1000 + 86_400
