"""Lists of invented people in the shapes in which stolen ones are passed on."""

import random
from collections.abc import Callable
from itertools import product

SURNAMES, GIVEN = (
    "张王李赵刘陈杨黄吴周徐孙马朱胡郭何高林罗",
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂",
)
STREETS = ("广东省深圳市南山区科技路12号3栋", "浙江省杭州市西湖区文三路90号", "北京市朝阳区建国路88号院")
BANKS = ("工商银行", "建设银行", "招商银行信用卡")


class People:
    """Names and numbers of nobody, the same for the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self.random = random.Random(seed)
        numbers = [f"1{a}{b}00000{c:03}" for a, b, c in product("3456789", range(10), range(0, 1000, 7))]
        self.random.shuffle(numbers)
        self.phones = iter(numbers)

    def name(self) -> str:
        return self.random.choice(SURNAMES) + "".join(self.random.sample(GIVEN, self.random.randint(1, 2)))

    def phone(self) -> str:
        return next(self.phones)

    def paper(self) -> str:
        """An identity number of region 99, its check digit right."""
        body = (
            f"99{self.random.randint(0, 9999):04}19{self.random.randint(50, 99)}0{self.random.randint(1, 9)}"
        )
        body += f"{self.random.randint(10, 28)}{self.random.randint(0, 999):03}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
        return body + "10X98765432"[total % 11]

    def street(self) -> str:
        return self.random.choice(STREETS)

    def bank(self) -> str:
        return self.random.choice(BANKS)


P = People()
SHAPES: dict[str, Callable[[int], str]] = {
    "table with papers": lambda n: f"{n},{P.name()},{P.phone()},{P.paper()},{P.street()}",
    "tabs": lambda n: f"{P.name()}\t{P.phone()}",
    "bank clients": lambda n: f"{P.name()}\t{P.phone()}\t{P.bank()}\t额度{n % 9 + 1}万",
    "orders": lambda n: f"DD{n:06}|{P.name()}|{P.phone()}|{P.street()}|女士连衣裙|129.00",
    "hotel": lambda n: f"{P.name()},{P.paper()},{P.phone()},{n % 800 + 100}房,2026-01-05 入住",
    "patients": lambda n: f"{P.name()} 女 {n % 60 + 20} {P.phone()} 糖尿病 住院部",
    "fixed width": lambda n: f"{P.name():<10}{P.phone():<15}{P.paper():<20}{P.street()}",
    "numbers alone": lambda n: P.phone(),
    "accounts": lambda n: f"user{n}@example.com----pass{n * 7919}",
    "plates": lambda n: f"粤B{n:05}\t{P.name()}\t{P.phone()}\t宝马5系",
    "forms": lambda n: f"姓名：{P.name()}\n电话：{P.phone()}\n住址：{P.street()}",
    "labels in a line": lambda n: f"姓名:{P.name()} 电话:{P.phone()} 住址:{P.street()}",
    "markup": lambda n: f"<p>\n<name>{P.name()}</name>\n<phone>{P.phone()}</phone>\n</p>",
    "visiting cards": lambda n: f"BEGIN:VCARD\nFN:{P.name()}\nTEL;TYPE=CELL:{P.phone()}\nEND:VCARD",
    "abroad": lambda n: f"{P.name()} +86 {P.phone()}",
    "landlines": lambda n: f"{P.name()},0755-8{n:07},{P.street()}",
    "call records": lambda n: f"2026-01-05 10:{n % 60:02}\t主叫\t{P.phone()}\t{P.phone()}\t{n}秒",
    "debtors": lambda n: f"{P.name()}\t{P.phone()}\t{P.paper()}\t逾期 90天\t征信报告",
}
INNOCENT: dict[str, Callable[[int], str]] = {
    "sellers' talk": lambda n: f"出车主资料 {n + 1}万条 5毛一条 电话{P.phone()}",
    "buyers' talk": lambda n: f"收股民资料 有的打我 {P.phone()}",
    "price list": lambda n: f"苹果{n} 5.2元/斤 李老板 {P.phone()}",
    "second hand": lambda n: f"出 iPhone {n} 128G {n + 1000}元 同微 {P.phone()}",
    "members of a group": lambda n: f"夜猫{n} (429496{n + 7000})",
    "tradesmen": lambda n: f"专业开锁换锁 24小时上门 电话 {P.phone()}",
    "vacancies": lambda n: f"招聘服务员 包吃住 月薪5000 联系人王女士 {P.phone()}",
    "advert as a form": lambda n: f"类型：出售\n数据：银行客户 {n}万条\n电话：{P.phone()}",
    "flats": lambda n: f"出租房屋 两室一厅 {n + 900}元 联系人张伟 电话{P.phone()}",
    "order numbers": lambda n: f"订单 2026010512{n:08} 已发货",
    "posts with a sample": lambda n: (
        f"出股民资料 {n + 1}万条 样本：{P.name()} {P.phone()} {P.paper()} 要的加Q"
    ),
    "talk": lambda n: f"大家早 今天 {n} 度",
}


def rows(shape: Callable[[int], str], number: int) -> list[str]:
    return [shape(n) for n in range(number)]
