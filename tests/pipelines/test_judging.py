"""What of a post is judged."""

from dataclasses import replace
from datetime import UTC, datetime

from pipelines.judging import judge, judge_visit, judge_visits
from records.page import Page
from records.reading import Post, Reading, State
from records.source import Source
from records.visit import Visit

HIT = Post(
    platform="tieba",
    post_id="901",
    url="https://board.example.com/p/11",
    thread="11",
    title="出一手银行客户资料，带姓名手机，五毛一条",
    text="顶一下，帮楼主。",
    floor=1,
    excerpt=True,
)


def test_a_hit_inside_a_thread_is_not_judged_by_the_title_of_the_thread() -> None:
    assert judge(HIT).assessment.label == "sale"
    assert judge(replace(HIT, post_id="905", floor=None)).assessment.label != "sale"


def test_a_post_that_belongs_to_no_thread_is_judged_by_its_title() -> None:
    assert judge(replace(HIT, thread=None, floor=None)).assessment.label == "sale"


def test_visits_are_judged_together_as_each_alone() -> None:
    source = Source(name="board", title="board", family="tieba", start=(), hosts=(), folder="")
    page = Page(url=HIT.url, fetched_at=datetime(2026, 3, 1, tzinfo=UTC))
    talk = replace(HIT, post_id="902", title=None, text="今天天气不错。")
    sides = [(HIT, talk), (), (talk,), (HIT, replace(HIT, post_id="903", author_name="警方发布"))]
    readings = [Reading(State.ITEMS, "", posts) for posts in sides]
    visits = [Visit(source=source, run="run", row=0, page=page, reading=one) for one in readings]
    together = judge_visits(visits, [{}] * len(visits))
    assert together == [judge_visit(visit) for visit in visits]
    assert [one.posts for one in together] == [tuple(map(judge, posts)) for posts in sides]
