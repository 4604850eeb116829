"""A list's lines as terms: understood, refused, repeated or blank; every one is told."""

from __future__ import annotations

from casework import tables, term_lists
from casework.keyring import Keyring
from operations.batch.questions import question_of
from operations.batch.recognition import LONGEST, Meaning, Unfit, understand
from operations.batch.upload import Line, UploadError, read_lines
from records.term_list import (
    MOST_TERMS,
    ListedTerm,
    ListedTerms,
    RefusalReason,
    RefusedTerm,
    RepeatedTerm,
    Upload,
)
from records.wire import decode, encode
from search.terming import Termed

#: What people write above a column of terms. Nothing that anybody would ask for.
COLUMNS = """
term terms account accounts phone phones mobile name names value institution institutions keyword keywords
qq wechat email telegram id 词 词条 名称 姓名 机构 机构名称 账号 帐号 账户 手机 手机号 手机号码 电话 电话号码
关键词 微信 微信号 qq号 邮箱 身份证 身份证号 卡号 银行卡号
"""
HEADERS = frozenset(COLUMNS.split())


def read_terms(upload: Upload, terms: Termed) -> ListedTerms:
    """The terms of a pasted or uploaded list. ``terms`` cuts text as the index does.

    Raises:
        UploadError: it cannot be read, or holds more than 10,000 terms.
    """
    return sort_lines(read_lines(upload.content, upload.name), terms)


def sort_lines(lines: list[Line], terms: Termed) -> ListedTerms:
    """The lines, each as what it is.

    Raises:
        UploadError: they hold more than 10,000 terms.
    """
    header = next((line.text for line in lines[:1] if line.text.strip().lower() in HEADERS), "")
    said = [line for line in (lines[1:] if header else lines) if line.text or line.rounded]
    if len(said) > MOST_TERMS:
        raise UploadError(
            "the list holds {number} terms; {most} are the most, so split it",
            number=len(said),
            most=MOST_TERMS,
        )
    asked: dict[Meaning, ListedTerm] = {}
    refused: list[RefusedTerm] = []
    repeated: list[RepeatedTerm] = []
    for line in said:
        try:
            meaning = _understood(line, terms)
        except Unfit as error:
            refused.append(_refused(line, error.why))
            continue
        if meaning in asked:
            repeated.append(RepeatedTerm(line=line.number, first=asked[meaning].line))
        else:
            asked[meaning] = ListedTerm(line=line.number, text=line.text, kind=meaning.kind)
    blank = tuple(line.number for line in lines if not (line.text or line.rounded))
    return ListedTerms(
        asked=tuple(asked.values()),
        refused=tuple(refused),
        repeated=tuple(repeated),
        blank=blank,
        header=header,
    )


def _understood(line: Line, terms: Termed) -> Meaning:
    if line.rounded:
        raise Unfit("rounded by the table")
    meaning = understand(line.text)
    question_of(meaning, terms, ())
    return meaning


def _refused(line: Line, why: RefusalReason) -> RefusedTerm:
    # A whole file may stand in one line: its beginning tells which.
    text = line.text if len(line.text) <= LONGEST else f"{line.text[:LONGEST]}…"
    return RefusedTerm(line=line.number, text=text.encode("utf-8", "replace").decode(), why=why)


def read_list(row: tables.TermList, by: tables.Account, keyring: Keyring, terms: Termed) -> ListedTerms:
    """Read what was handed in as a list, and keep its terms instead.

    Raises:
        Denied: the account may not read the list.
        UploadError: as :func:`read_terms`; the list is unreadable from then on.
    """
    upload = decode(term_lists.read_upload(row, by, keyring), Upload)
    try:
        listed = read_terms(upload, terms)
    except UploadError:
        term_lists.note_unreadable(row)
        raise
    keep_listed(row, listed, keyring)
    return listed


def keep_listed(row: tables.TermList, listed: ListedTerms, keyring: Keyring) -> None:
    """Keep the terms of a list in the place of what was handed in."""
    term_lists.keep_terms(row, encode(listed), len(listed.asked), len(listed.refused), keyring)
