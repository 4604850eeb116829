"""How many victims' values in sample rows are masked, in every written form, and how little else is."""

import random
from collections import Counter

import pytest

from analysis.privacy.masking import mask
from testbed import victims

#: More ways to write a number, beside those of the testbed.
FORMS = victims.FORMS | {
    "joiners": lambda value, chance: "\u2060\ufeff".join(value),
    "listed": lambda value, chance: "、".join(value),
    "framed": lambda value, chance: "".join(f"[{one}]" for one in value),
    "underlined": lambda value, chance: "_".join(value),
    "emoji between": lambda value, chance: "\U0001f338".join(value),
    "small x": lambda value, chance: value.lower(),
    "traditional capitals": lambda value, chance: "".join(
        "零壹貳參肆伍陸柒捌玖"[int(one)] if one.isdigit() else one for one in value
    ),
}
HEADS = ("样本：\n", "出数据 样本如下：\n", "", "银行客户资料 5毛一条\n", "样例 ")
#: What may be missed, of a hundred (ID numbers: half of one).
MISSED = {"id": 0.005, "card": 0.01, "mobile": 0.01}
OVERMASKED = 0.01


def row(kind: str, form: str, separator: str, chance: random.Random) -> tuple[str, int, int]:
    """A post with one sample row, and where in it the number that the row is about stands."""
    value = victims.NUMBERS[kind](chance)
    before, behind = victims.cells(value, chance)
    written = FORMS[form](value, chance)
    head = chance.choice(HEADS) + "".join(cell + separator for cell in before)
    return head + separator.join([written, *behind]) + "\n要的私信", len(head), len(head) + len(written)


def is_missed(kind: str, form: str, separator: str, chance: random.Random) -> bool:
    """Whether more than three digits of the number stay readable."""
    text, start, end = row(kind, form, separator, chance)
    shown = mask(text)
    assert len(shown) == len(text)
    return len(victims.bare(shown[start:end])) > 3


def missed(kind: str, rounds: int) -> Counter[tuple[str, str]]:
    """How often a number is missed, by written form and separator."""
    chance = random.Random(f"rows of {kind}")
    cells = [(form, separator) for form in FORMS for separator in victims.SEPARATORS]
    return Counter(cell for cell in cells for _ in range(rounds) if is_missed(kind, *cell, chance))


@pytest.mark.parametrize("kind", victims.NUMBERS)
def test_no_number_of_a_sample_row_stays_readable(kind: str) -> None:
    assert missed(kind, rounds=2) == Counter()


@pytest.mark.full
@pytest.mark.parametrize("kind", victims.NUMBERS)
def test_numbers_of_many_sample_rows_are_masked(kind: str) -> None:
    rounds = 100
    found = missed(kind, rounds)
    assert found.total() <= MISSED[kind] * rounds * len(FORMS) * len(victims.SEPARATORS), found.most_common(9)


def told(chance: random.Random) -> tuple[str, dict[str, str]]:
    """A row of several cells, and the cells that name somebody."""
    cells = {
        "name": victims.name(chance),
        "address": victims.address(chance),
        "plate": victims.plate(chance),
        "paper": victims.paper(chance),
        "email": victims.email(chance),
    }
    number = FORMS[chance.choice([*FORMS])](
        victims.NUMBERS[chance.choice([*victims.NUMBERS])](chance), chance
    )
    more = chance.sample([*cells][1:], chance.randint(1, 4))
    shown = [cells["name"], number, *(cells[kind] for kind in more), chance.choice("男女")]
    text = chance.choice(HEADS) + chance.choice(victims.SEPARATORS).join(shown)
    return text, {kind: cells[kind] for kind in ("name", *more)}


@pytest.mark.parametrize("rounds", [300, pytest.param(10_000, marks=pytest.mark.full)])
def test_names_addresses_plates_papers_and_mail_of_rows_are_masked(rounds: int) -> None:
    chance = random.Random(253)
    asked: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for _ in range(rounds):
        text, cells = told(chance)
        shown = mask(text)
        asked.update(cells.keys())
        left.update(kind for kind, cell in cells.items() if cell[1:] in shown)
    assert all(left[kind] <= 0.01 * asked[kind] for kind in asked), (left, asked)


@pytest.mark.parametrize("rounds", [500, pytest.param(20_000, marks=pytest.mark.full)])
def test_prices_orders_dates_and_qq_numbers_are_left_alone(rounds: int) -> None:
    chance = random.Random(15)
    texts = [chance.choice(("{}", "出一手银行客户 10万条 {} 懂的来")) for _ in range(rounds)]
    posts = [text.format(victims.decoy(chance)) for text in texts]
    touched = [post for post in posts if mask(post) != post]
    assert len(touched) <= OVERMASKED * rounds, touched[:9]
