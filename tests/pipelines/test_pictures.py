"""Pictures of a post are judged with it; none is read that did not come with the page."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipelines.assess_posts import AssessPosts
from pipelines.judging import judge_visit
from pipelines.masked_listings import masked_listings
from pipelines.pictures import MOST_PICTURES, read_pictures
from records.match_key import MatchKey
from records.page import Exchange, Page, Rendering
from records.picture import Picture
from records.reading import Post, Reading, State
from records.source import Source
from records.visit import Visit

HOST = "https://board.example.com"
ADVERT = "出一手银行客户名单，10万条，5毛一条，先测后买 QQ 4294967300"
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
SEEN = Picture(text=ADVERT, lines=(), width=9, height=9, digest="d", fingerprint="f", quality=0)


def visit(*images: str, rendering: Rendering | None = None) -> Visit:
    post = Post(platform="discuz", post_id="1", url=f"{HOST}/1", text="看图", images=images)
    source = Source(name="board", title="", family="discuz", start=(HOST,), hosts=(), folder="")
    page = Page(url=HOST, fetched_at=NOW, rendering=rendering)
    return Visit(source=source, run="run", row=1, page=page, reading=Reading(State.ITEMS, posts=(post,)))


def test_a_post_is_judged_with_its_pictures_and_keeps_what_was_read() -> None:
    judged = judge_visit(visit(f"{HOST}/0.png", f"{HOST}/1.png"), {f"{HOST}/1.png": SEEN})
    (listing,) = masked_listings(judged, MatchKey(1, b"test" * 8))
    assert listing.assessment.label == "sale"
    assert listing.pictures == (replace(SEEN, address=f"{HOST}/1.png"),)
    assert {(one.field, one.image) for one in listing.assessment.reasons} == {("image", 1)}


def test_pictures_of_others_and_those_beyond_a_full_grid_do_not_count() -> None:
    many = [f"{HOST}/{number}.png" for number in range(MOST_PICTURES)]
    for address in ("https://www.example.net/other.png", f"{HOST}/last.png"):
        (judged,) = judge_visit(visit(*many, f"{HOST}/last.png"), {address: SEEN}).posts
        assert (judged.assessment.label, judged.pictures) == ("other", ())


def answer(name: str, body: bytes, truncated: str | None = None) -> Exchange:
    return Exchange(url=f"{HOST}/{name}", status=200, body=body, started_at=NOW, truncated=truncated)


def test_what_is_no_picture_or_came_in_part_is_not_read() -> None:
    head = b"\x89PNG\r\n\x1a\n"
    loaded = Rendering(dom="", exchanges=(answer("a", b"<html>"), answer("b", head, "length")))
    assert read_pictures(visit(f"{HOST}/a", f"{HOST}/b", f"{HOST}/c", rendering=loaded)) == {}
    assert read_pictures(visit(f"{HOST}/a")) == {}


def test_a_run_that_is_to_read_pictures_reads_those_that_came_with_the_page() -> None:
    pytest.importorskip("rapidocr")
    from testbed.drawn_posts import draw

    whole = draw(ADVERT, 3)
    loaded = Rendering(dom="", exchanges=(answer("1", whole), answer("2", whole[:900]), answer("3", whole)))
    seen = visit(f"{HOST}/1", f"{HOST}/2", rendering=loaded)
    for asked, label in ((True, "sale"), (False, "other")):
        (judged,) = asyncio.run(AssessPosts(asked).process_item(seen)).posts
        assert judged.assessment.label == label
        assert [one.address for one in judged.pictures] == [f"{HOST}/1"] * asked
