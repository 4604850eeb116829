"""Copies of an advert have one fingerprint."""

from analysis.campaign import campaign_of
from records.assessment import Contact
from records.reading import Post

TEXT = "出一手银行持卡人资料，姓名电话地址齐全，{}条，QQ 90000{}"


def post(text: str, title: str | None = None) -> Post:
    return Post(platform="discuz", post_id="1", url="http://board.example.com/1", text=text, title=title)


def test_copies_differ_in_numbers_noise_and_script() -> None:
    one = campaign_of(post(TEXT.format(100, "00001")))
    assert len(one) == 16
    assert campaign_of(post("🔥 " + TEXT.format("5万", "12345"))) != one
    assert campaign_of(post("🔥 " + TEXT.format(500, "12345"))) == one
    assert campaign_of(post(TEXT.format(100, "00001").replace("资料", "資料"))) == one
    assert campaign_of(post(TEXT.format(100, "00001").replace("银行", "银.行"))) == one
    assert campaign_of(post(TEXT.format(100, "00001").replace("银行", "酒店"))) != one


def test_short_adverts_are_told_apart_by_their_contacts() -> None:
    short = post("出资料")
    assert campaign_of(short) == ""
    one = campaign_of(short, [Contact("qq", "9000012345")])
    assert one == campaign_of(short, [Contact("qq", "9000012345")])
    assert one != campaign_of(short, [Contact("qq", "9000054321")])
