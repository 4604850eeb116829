"""Names and addresses in sample rows."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.privacy.kinds import Identity
from analysis.privacy.rows import LABEL, REACH, SURNAMES
from analysis.readings.folding import Span

HAN = r"[\u4e00-\u9fff]"
COMPOUND = (
    "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|东方|百里|呼延|宇文|长孙|申屠|澹台"
)
#: What a cell holds besides names, beginning like one.
ORDINARY = frozenset((Path(__file__).parent / "ordinary.txt").read_text("utf-8").split())
#: No name ends so: a place, a house, a thing with a number.
ENDING = re.compile(
    r"(?:[州市省县区镇乡村路街店部厂校卡号额款费行司]|经理|老师|先生|女士|小姐|老板|客服|师傅|医生)$"
)
NAME = re.compile(rf"(?:(?:{COMPOUND}){HAN}{{1,2}}|[{SURNAMES}付代]{HAN}{{1,2}})(?P<more>[男女])?")
FOREIGN = re.compile(rf"{HAN}{{1,8}}(?:[·•]{HAN}{{1,8}}){{1,3}}")
#: One cell: Han characters, blanks inside a name of two or three (张 三), dots inside a foreign one.
RUN = re.compile(rf"(?<!{HAN})[{SURNAMES}付代] {{1,2}}{HAN}(?: {HAN})?(?!{HAN})|{HAN}+(?:[·•]{HAN}+){{0,3}}")
#: What somebody is called in the list he stands in: 机主张三.
_LABEL = re.compile(rf"{LABEL}|房主|学生|家长|客户|会员|[孕产]妇|股民|法人")

PLACE = re.compile(
    r"自治[区州县]|街道|胡同|小区|新村|大厦|花园|公寓|广场|大道|单元|[省市区县旗镇乡村街路巷弄苑庄屯栋幢]"
)
TAIL = re.compile(
    rf"(?:{HAN}|[0-9a-z#]|[\-—](?=[0-9a-z])| (?=[0-9]{{1,4}} ?[号栋幢楼单室弄座组\-])"
    r"|(?<=[0-9]) (?=[号栋幢楼单室弄座组])){0,48}"
)
#: How far before its first place word an address begins at most: 内蒙古自治区.
BEFORE = 8
#: A name right before an address: the two make a row without any number.
NAMED = re.compile(
    rf"(?:^|[\s,;|:])(?P<name>(?:(?:{COMPOUND})|[{SURNAMES}]){HAN}{{1,2}})[\s,;|/\-_]{{1,6}}"
    r"(?:[男女0-9年月日岁出生.]{1,12}[\s,;|/\-_]{1,6}){0,3}$"
)


def find_cells(text: str, rows: Sequence[Span], values: Sequence[Identity]) -> list[Identity]:
    """Names and addresses in the sample ``rows`` of folded ``text``; ``values`` are its numbers."""
    addresses = [address for row in rows for address in find_addresses(text, *row)]
    near = sorted(one.start for one in (*values, *addresses))
    return addresses + [name for row in rows for name in _names(text, row, addresses, near)]


def people_rows(text: str, rows: Sequence[Span]) -> list[Span]:
    """Where else it is shown whose address something is: name and address side by side, with no number."""
    found: list[Span] = []
    for address in find_addresses(text, 0, len(text)):
        row = bisect_right(rows, (address.start, len(text))) - 1
        if (row >= 0 and address.start < rows[row][1]) or not any(sign.isdigit() for sign in address.value):
            continue
        before = NAMED.search(text, max(0, address.start - 48), address.start)
        if before and is_name(before["name"]):
            found.append((before.start("name"), address.end))
    return found


def find_addresses(text: str, start: int, end: int) -> Iterator[Identity]:
    """Postal addresses between ``start`` and ``end``: two names of places, or one and a number."""
    done = start
    for place in PLACE.finditer(text, start, end):
        if place.start() < done:
            continue
        first = _begin(text, max(done, place.start() - BEFORE), place.start())
        tail = TAIL.match(text, place.end(), end)
        done = tail.end() if tail else place.end()
        shown = text[first:done]
        more = len(PLACE.findall(shown)) > 1 or any(sign.isdigit() for sign in shown)
        if first < place.start() and more and not shown.endswith(("行", "公司")):
            yield Identity("address", shown, first, done)


def _begin(text: str, first: int, place: int) -> int:
    """Where the Han characters before a place word begin."""
    while place > first and "\u4e00" <= text[place - 1] <= "\u9fff":
        place -= 1
    return place


def is_name(cell: str) -> bool:
    """Whether a cell of Han characters is a person's name."""
    if FOREIGN.fullmatch(cell):
        return True
    plain = cell.replace(" ", "")
    name = NAME.fullmatch(plain)
    return name is not None and plain not in ORDINARY and not ENDING.search(plain)


def _names(text: str, row: Span, addresses: Sequence[Identity], near: Sequence[int]) -> Iterator[Identity]:
    """Names in a row that stand near what makes it one, in no address."""
    for run in RUN.finditer(text, *row):
        label = _LABEL.match(run.group())
        start, end = run.start() + (label.end() if label else 0), run.end()
        if not is_name(text[start:end]):
            continue
        place = bisect_left(near, max(row[0], start - REACH))
        close = place < len(near) and near[place] <= min(end + REACH, row[1])
        before = bisect_right(addresses, start, key=_start) - 1
        if close and not (before >= 0 and start < addresses[before].end):
            yield Identity("name", text[start:end].replace(" ", ""), start, end)


def _start(value: Identity) -> int:
    return value.start
