"""Rows that are records of people: lines of a list, forms filled in, tuples of a database.

A row is somebody's record where it holds an identity or bank card number, two numbers of one person, or a
telephone number or a mail address beside a name or a place, and nobody offers or wants anything in it.
"""

import re

from analysis.judgement.assessor import assess
from analysis.judgement.signals import name_rules
from analysis.privacy.cells import find_addresses, is_name
from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import Identity, passes_luhn
from analysis.privacy.rows import LABEL, OWN, SELLER, SURNAMES, find_rows
from analysis.readings.folding import Folded, fold

# Longer rows are looked at up to here.
LONGEST_ROW = 4_000
_NUMBER = re.compile(r"[0-9０-９][\s0-9０-９\-]{5,}")
_CELLS = re.compile(r"[\t,;|，；、\"'()（）]+|\s{2,}|-{2,}|(?<=\d)\s(?=\D)|(?<=\D)\s(?=\d)")
_TUPLES = re.compile(r"\)\s*,\s*\(")
# The first word of a row, behind its number in the list.
_NAME_FIRST = re.compile(rf"\W*(?:[0-9]{{1,8}}\W+)?[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# An account and its password, as they are passed on in lists.
_LOGIN = re.compile(r"\s*[\w.+\-]{1,64}@[\w.\-]{1,100}?\s*(?:-{2,}|[:|,;\t])\s*\S{1,100}.{0,200}")
# One line of a form: a label and what was filled in, in words, JSON, XML or a visiting card.
_ENTRY = re.compile(
    rf"\s*[<\"']?(?P<label>{LABEL})(?:;[\w=;,\-]{{1,60}})?[\"']?\s*[:：=>](?P<value>.*\S.*)", re.IGNORECASE
)
# What stands between records and holds nothing itself.
_FRAME = re.compile(r"[\s{}\[\](),;]*(?:</?[\w:\-]{1,40}/?>\s*|(?:BEGIN|END|VERSION|PRODID|REV|UID):.*)?")
_CHINA = re.compile(r"\+\s?(?:00)?86[\s\-]?(?=1)")
_LABELS = re.compile(rf"{LABEL}\s*[:：=]", re.IGNORECASE)
_OF_A_PERSON = re.compile(r"姓\s{0,4}名|身份证|住址|地\s{0,4}址")
_LANDLINE = re.compile(r"(?<![0-9])0[1-9][0-9]{1,2}[\s\-]?[2-8][0-9]{6,7}(?![0-9])")
# Whoever is called so is somebody's contact, not a line of a list.
_POLITE = re.compile(r"(?:先生|女士|小姐|老师|经理|老板|师傅|客服|[哥姐总工])$")
_TRADE = frozenset(["trade.sell", "trade.seek", "speech.aimed", "offer.goods_price"])


def rows_of(words: str) -> list[str]:
    """The lines that hold something; a form filled in line by line is one row, a database's tuples are one
    each.
    """
    rows: list[str] = []
    form: dict[str, str] = {}
    for line in [*words.split("\n"), ""]:
        entry = _ENTRY.fullmatch(line[:LONGEST_ROW])
        if form and not (entry and entry["label"] not in form):
            rows.append("\t".join(form.values()))
            form = {}
        if entry:
            form[entry["label"]] = entry["value"]
        elif not _FRAME.fullmatch(line):
            rows += _TUPLES.split(line) if line.count("(") > 1 else [line]
    return rows


def record_key(row: str) -> int | None:
    """Under which number a row is a person's record; None where it is none.

    Order numbers are as long as a bank card's and rarely pass its check.
    """
    if _LOGIN.fullmatch(row) and not _HAN.search(row):
        return hash(row)
    if not (_NUMBER.search(row) or "@" in row):
        return None
    plain = _CHINA.sub("", row[:LONGEST_ROW])
    folded = fold(_LABELS.sub("\t", plain) if _OF_A_PERSON.search(plain) else plain)
    found = [one for one in find_identities(folded.text) if one.kind != "card" or passes_luhn(one.value)]
    if not (found or _LANDLINE.search(folded.text)):
        return None
    papers = any(one.kind in ("id", "card") for one in found)
    if not (papers or _names_somebody(folded, found)) or _is_trade(row, papers):
        return None
    return hash(min(one.value for one in found) if found else row)


def _names_somebody(folded: Folded, found: list[Identity]) -> bool:
    """A telephone number or a mail address that belongs to a name, a place, another number, or stands with no
    words beside it.
    """
    text = folded.text
    numbers = [one for one in found if one.kind != "email"]
    if (numbers and OWN.search(text[: numbers[0].start])) or SELLER.search(text):
        return False
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if any(_POLITE.search(cell) for cell in cells):
        return False
    named = _NAME_FIRST.match(text) or any(is_name(cell) for cell in cells)
    bare = bool(numbers) and len(cells) < 5 and not _HAN.search(text)
    return bool(
        named or bare or len(found) > 1 or any(find_addresses(text, 0, len(text))) or find_rows(text, found)
    )


def _is_trade(row: str, papers: bool) -> bool:
    """Whether somebody offers or wants something in the row; with papers in it, that must be data."""
    if papers:
        return assess(row).label != "other"
    return not _TRADE.isdisjoint(name_rules(row))
