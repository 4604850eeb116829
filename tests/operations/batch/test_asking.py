"""Lists asked of both engines: answered, cut off, gone on with, cancelled, destroyed, never in the clear."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from analysis.privacy.match_tokens import match_token
from casework import audit, orders, tables
from casework.accounts import find_account
from casework.fault import CaseworkError, Denied
from casework.spreadsheet import xlsx_of
from casework.term_answers import Cancelled, Progress, cancel_list, progress_of, read_slices
from casework.term_expiry import remove_list
from casework.term_lists import find_list, order_list, read_terms, reopen_list
from casework.term_table import Table, Voice, read_table, sheets_of
from config.settings import load_settings
from evidence.list_keys import KeyringError
from operations.batch.asking import SLICE, Desk, answers_to, ask_list, silently
from operations.expiry import expire_term_lists
from operations.worker import WORKER, Worker
from records.assessment import Contact
from records.coverage import Coverage
from records.document import Document
from records.term_list import ListedTerm
from records.wire import builtins
from search.fault import IndexFault

Maker = Callable[..., Document]
VICTIM = "13800000123"
TERMS = (
    *(
        "QQ 9000000003",
        "discuz:5",
        VICTIM,
        "银行客户名单",
        "招財保險公司",
        "招财保险公司",
        "shop.example.net",
    ),
    "@nobody_000",
)
LIST = "\n".join(TERMS) + "\n"


def covered() -> dict[str, Any]:
    found: dict[str, Any] = builtins(Coverage(at=datetime(2026, 5, 1, tzinfo=UTC)))
    return found


def ask(row: Any, by: Any, desk: Desk, tell: Callable[[Progress], None] = silently) -> Progress:
    return ask_list(row, by, desk, covered, tell)


def totals(table: Table) -> list[int | None]:
    return [row.answer.total if row.answer else None for row in table.rows]


def fill(desk: Desk, document: Maker) -> None:
    token = match_token("phone", VICTIM, desk.match_keys[0])
    disguised = document(40, title="招.财.保.险 公司 内部", text="出 招财保险公司 客户，私聊")
    linked = replace(document(41), contacts=(Contact("url", "https://Shop.example.net/a"),))
    held = document(42, match_tokens=(token,))
    assert desk.index.put([*map(document, range(40)), disguised, linked, held]) == []


def test_every_term_gets_its_answer(each_desk: Desk, clerk: Any, hand_in: Any, document: Maker) -> None:
    fill(each_desk, document)
    row = hand_in(LIST)
    assert row.state == "unread"
    assert ask(row, clerk, each_desk) == Progress(7, 6)
    table = read_table(find_list(row.pk), clerk, each_desk.keyring, "shown")
    assert totals(table) == [1, 1, 1, 42, 1, 1, 0]
    assert [one.line for one in table.listed.repeated] == [6], "one name in another script"
    name = table.rows[3].answer
    assert name is not None
    assert [hit.id for hit in name.hits] == [document(number).id for number in (42, 41, *range(39, 31, -1))]
    assert (name.oldest, name.categories) == ("2026-03", ("bank", "hotel"))
    first = table.rows[0].answer
    assert first is not None
    assert (first.sellers, first.oldest) == (("discuz:3",), "2026-03-01")
    assert find_list(row.pk).state == "done"
    with pytest.raises(CaseworkError, match="is done"):
        reopen_list(row.pk, clerk)


def test_the_oldest_is_left_open_where_more_months_answer_than_are_told(desk: Desk, document: Maker) -> None:
    at = [datetime(2010 + month // 12, month % 12 + 1, 15, tzinfo=UTC) for month in range(101)]
    made = [replace(document(place), posted_at=at[place % 101]) for place in range(1, 202)]  # 2010-01 has one
    term = ListedTerm(line=1, text="银行客户名单", kind="name")
    assert desk.index.put(made[:98]) == []
    (answer,) = answers_to([term], desk)
    assert (answer.total, answer.oldest) == (98, "2010-02")
    assert desk.index.put(made[98:]) == []
    (answer,) = answers_to([term], desk)
    assert (answer.total, answer.oldest) == (201, "")


def test_a_list_goes_on_where_it_was_cut_off(
    each_desk: Desk, clerk: Any, hand_in: Any, document: Maker
) -> None:
    fill(each_desk, document)
    terms = "\n".join(f"QQ 90000{number:05d}" for number in range(2 * SLICE + 7))
    row, told = hand_in(terms), []

    class Cut(Exception):
        """What nobody expects."""

    def cut_off(reached: Progress) -> None:
        told.append(reached.asked)
        if reached.asked == SLICE:
            raise Cut

    with pytest.raises(Cut):
        ask(row, clerk, each_desk, cut_off)
    assert (find_list(row.pk).state, progress_of(row).asked) == ("waiting", SLICE)
    ask(find_list(row.pk), clerk, each_desk, lambda reached: told.append(reached.asked))
    assert told == [0, SLICE, SLICE, 2 * SLICE, 2 * SLICE + 7]
    table = read_table(find_list(row.pk), clerk, each_desk.keyring, "shown")
    assert totals(table) == [1] * 41 + [0, 1] + [0] * (2 * SLICE + 7 - 43)


def test_a_cancelled_list_stops_and_can_be_ordered_again(
    desk: Desk, clerk: Any, hand_in: Any, document: Maker
) -> None:
    row = hand_in("\n".join(f"QQ 90000{number:05d}" for number in range(2 * SLICE)))
    with pytest.raises(Cancelled):
        ask(row, clerk, desk, lambda reached: reached.asked == SLICE and cancel_list(row.pk, clerk))
    assert (find_list(row.pk).state, progress_of(row).asked) == ("cancelled", SLICE)
    with pytest.raises(Cancelled):
        ask(find_list(row.pk), clerk, desk)
    order = order_list(row.pk, clerk)
    assert (order.kind, order.args, find_list(row.pk).state) == ("batch", {"list": row.pk}, "waiting")
    with pytest.raises(CaseworkError, match="ordered already"):
        order_list(row.pk, clerk)
    assert ask(find_list(row.pk), clerk, desk) == Progress(2 * SLICE, 0)
    with pytest.raises(CaseworkError, match="is done"):
        cancel_list(row.pk, clerk)


def test_a_list_of_nothing_but_refused_terms_is_done_at_once(desk: Desk, clerk: Any, hand_in: Any) -> None:
    row = hand_in("一\n==\n")
    assert ask(row, clerk, desk) == Progress(0, 0)
    table = read_table(find_list(row.pk), clerk, desk.keyring, "shown")
    assert ([one.line for one in table.listed.refused], find_list(row.pk).state) == ([1, 2], "done")


def test_an_index_that_is_away_leaves_the_list_waiting(desk: Desk, clerk: Any, hand_in: Any) -> None:
    class Away:
        def find_each(self, questions: object, limit: int) -> object:
            raise IndexFault("the index is away")

    row = hand_in("某某银行")
    with pytest.raises(IndexFault):
        ask(row, clerk, replace(desk, index=Away()))
    assert find_list(row.pk).state == "waiting"


def test_two_processes_do_not_ask_one_list(desk: Desk, clerk: Any, hand_in: Any) -> None:
    row = hand_in("某某银行")
    with desk.keyring.hold(row.key), pytest.raises(KeyringError, match="asked already"):
        ask(row, clerk, desk)
    assert ask(row, clerk, desk) == Progress(1, 0)


def test_nothing_of_a_list_lies_in_the_clear(
    desk: Desk, clerk: Any, hand_in: Any, document: Maker, room: Path
) -> None:
    fill(desk, document)
    row = hand_in(LIST + "张三 13800000999\n")
    ask(row, clerk, desk)
    read_table(find_list(row.pk), clerk, desk.keyring, "exported")
    secrets = [VICTIM, "13800000999", "招財保險公司", "招财保险公司", "@nobody_000", "nobody_000", "张三"]
    files = [path for path in room.rglob("*") if path.is_file() and "index.sqlite" not in path.name]
    assert any(path.name.startswith("casework.sqlite") for path in files)
    forms = [form for secret in secrets for form in (secret.encode(), secret.encode("utf-16-le"))]
    forms += [ascii(secret)[1:-1].encode() for secret in secrets]
    assert [(path, form) for path in files for form in forms if form in path.read_bytes()] == []
    told = str([(event.kind, event.subject, event.details) for event in audit.recent_events(100)])
    assert not [secret for secret in secrets if secret in told]
    assert "discuz:3" not in told


def test_a_list_is_for_its_owner_and_administrators(desk: Desk, clerk: Any, hand_in: Any, room: Path) -> None:
    from casework.accounts import add_account

    row = hand_in("某某银行")
    ask(row, clerk, desk)
    other = add_account("investigator-2", "investigator", "correct horse battery")
    analyst = add_account("analyst-1", "analyst", "correct horse battery")
    for stranger in (other, analyst):
        for act in (
            lambda by: read_table(row, by, desk.keyring, "shown"),
            lambda by: ask(row, by, desk),
            lambda by: order_list(row.pk, by),
            lambda by: cancel_list(row.pk, by),
            lambda by: remove_list(row.pk, by, desk.keyring),
        ):
            with pytest.raises(Denied):
                act(stranger)
    assert read_table(find_list(row.pk), find_account("admin-1"), desk.keyring, "shown").rows


def test_what_expires_is_destroyed(desk: Desk, clerk: Any, hand_in: Any, room: Path) -> None:
    kept, over = hand_in("某某银行"), hand_in("招财保险公司")
    ask(over, clerk, desk)
    sealed = bytes(tables.TermList.objects.get(pk=over.pk).sealed)
    assert expire_term_lists(room, timezone.now() + timedelta(days=29, hours=23)) == 0
    tables.TermList.objects.filter(pk=over.pk).update(expires_at=timezone.now())
    with pytest.raises(CaseworkError, match="30 days"):
        find_list(over.pk)
    assert expire_term_lists(room) == 1
    assert [path.stem for path in (room / "keys" / "lists").iterdir()] == [kept.key]
    assert not tables.TermAnswers.objects.filter(list_id=over.pk).exists()
    with pytest.raises(KeyringError, match="cannot be read"):
        desk.keyring.unseal(over.key, sealed, "terms")
    assert audit.recent_events(1)[0].kind == "term list expired"
    assert expire_term_lists(room, timezone.now() + timedelta(days=30, seconds=1)) == 1


def test_what_is_sealed_cannot_be_put_elsewhere(desk: Desk, clerk: Any, hand_in: Any) -> None:
    row = hand_in("\n".join(f"QQ 90000{number:05d}" for number in range(SLICE + 1)))
    ask(row, clerk, desk)
    first, second = row.answers.all()
    row.answers.filter(pk=second.pk).update(sealed=first.sealed)
    with pytest.raises(KeyringError, match="does not open"):
        list(read_slices(row, desk.keyring))
    tables.TermList.objects.filter(pk=row.pk).update(sealed=first.sealed)
    with pytest.raises(KeyringError, match="does not open"):
        read_terms(find_list(row.pk), clerk, desk.keyring, "shown")
    (desk.keyring.folder / f"{row.key}.key").chmod(0o644)
    with pytest.raises(KeyringError, match="chmod 600"):
        list(read_slices(row, desk.keyring))


@pytest.mark.full
def test_ten_thousand_terms(each_desk: Desk, clerk: Any, hand_in: Any, document: Maker) -> None:
    assert each_desk.index.put([document(number) for number in range(5_000)]) == []
    row = hand_in("\n".join(f"QQ 90000{number:05d}" for number in range(10_000)))
    told: list[int] = []
    assert ask(row, clerk, each_desk, lambda reached: told.append(reached.asked)) == Progress(10_000, 5_000)
    assert told == list(range(0, 10_001, SLICE))
    table = read_table(find_list(row.pk), clerk, each_desk.keyring, "shown")
    assert totals(table) == [1] * 5_000 + [0] * 5_000
    voice = Voice("en", str)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(sheets_of(row, table, voice))), read_only=True)
    assert sum(1 for _ in book["hits"].iter_rows()) == 10_001


def test_an_order_that_was_cut_off_goes_on(desk: Desk, clerk: Any, hand_in: Any, room: Path) -> None:
    row = hand_in("\n".join(f"QQ 90000{number:05d}" for number in range(2 * SLICE)))
    order = order_list(row.pk, clerk)
    claimed = orders.claim(WORKER, ["batch"])
    assert claimed == order
    with pytest.raises(KeyboardInterrupt):
        ask(row, clerk, desk, interrupt)
    assert orders.release(WORKER) == 1
    worker = Worker(load_settings(home=room), lambda: desk.index)
    assert worker.work()
    assert orders.find_order(order.pk).result == {"list": row.pk, "asked": 2 * SLICE, "found": 0}
    assert [slice.first for slice in find_list(row.pk).answers.all()] == [0, SLICE]


def interrupt(reached: Progress) -> None:
    if reached.asked == SLICE:
        raise KeyboardInterrupt


def test_an_order_for_what_is_no_list_says_why(desk: Desk, clerk: Any, hand_in: Any, room: Path) -> None:
    number = hand_in(b"PK\x03\x04 no workbook", "a.xlsx").pk
    order = order_list(number, clerk)
    assert Worker(load_settings(home=room), lambda: desk.index).work()
    done = orders.find_order(order.pk)
    assert (done.state, done.result["error"][:24]) == ("failed", "the workbook is damaged ")
    assert done.result["error_zh"] == "工作簿已损坏或已加密；请重新存为 .xlsx"
    assert find_list(number).state == "unreadable"
    with pytest.raises(CaseworkError, match="cannot be read; hand it in again"):
        order_list(number, clerk)
    with pytest.raises(CaseworkError, match="hand it in again"):
        read_terms(find_list(number), clerk, desk.keyring, "shown")
    remove_list(number, clerk, desk.keyring)
