"""What of a post is judged."""

from dataclasses import replace

from pipelines.judging import judge
from records.reading import Post

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
