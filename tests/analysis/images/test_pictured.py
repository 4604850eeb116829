"""What was read in a picture counts like the text, and its reasons say where they stand."""

from dataclasses import replace

from analysis.images.pictured import assess_pictured
from analysis.judgement.assessor import assess
from analysis.privacy.masked_posts import mask_pictures, mask_post
from records.assessment import Assessment, Reason
from records.picture import Picture
from records.reading import Post
from records.wire import decode, encode

ADVERT = "出一手银行客户名单，10万条，5毛一条，先测后买 QQ 4294967300"
ROWS = "样本：\n张三 13000000123 11010119900307000X\n李四 13100000456"


def picture(text: str) -> Picture:
    return Picture(text=text, lines=(), width=9, height=9, digest="", fingerprint="", quality=0)


def check_places(assessment: Assessment, text: str, pictures: list[Picture]) -> None:
    for reason in assessment.reasons:
        field = pictures[reason.image - 1].text if reason.field == "image" else text
        assert (reason.field == "image") == (reason.image > 0)
        assert field[reason.start : reason.end] == reason.text != "", reason


def test_an_advert_in_a_picture_is_one() -> None:
    pictures = [picture("今天天气好"), picture(ADVERT)]
    found = assess_pictured("看图", pictures)
    assert (found.label, [one.value for one in found.contacts]) == ("sale", ["4294967300"])
    assert {one.image for one in found.reasons} == {2}
    check_places(found, "看图", pictures)


def test_text_and_picture_are_judged_together() -> None:
    pictures = [picture("10万条，5毛一条，先测后买"), picture("")]
    found = assess_pictured("出一手银行客户名单", pictures)
    assert {one.field for one in found.reasons} == {"text", "image"}
    check_places(found, "出一手银行客户名单", pictures)


def test_a_post_without_words_is_judged_by_its_picture_alone() -> None:
    found = assess_pictured("", [picture(ADVERT)])
    plain = assess(ADVERT)
    assert found == replace(
        plain, reasons=tuple(replace(one, field="image", image=1) for one in plain.reasons)
    )


def test_no_picture_hides_an_advert() -> None:
    warning = picture("警方提醒：贩卖公民个人信息是犯罪。法院依法判决，请勿转发。" * 5 + "微信 abc_000001")
    found, plain = assess_pictured(ADVERT, [warning]), assess(ADVERT)
    assert found.score >= plain.score
    assert found.label == plain.label == "sale"
    assert {"4294967300", "abc_000001"} == {one.value for one in found.contacts}
    check_places(found, ADVERT, [warning])


def test_victims_in_a_picture_are_masked_and_reasons_cut_again() -> None:
    pictures = (picture(f"{ADVERT}\n{ROWS}"),)
    post = Post(platform="tieba", post_id="1", url="https://board.example.com/p/1", text="看图")
    _, assessment = mask_post(post, assess_pictured("看图", pictures), pictures)
    (masked,) = mask_pictures(pictures, assessment.contacts)
    assert len(masked.text) == len(pictures[0].text)
    assert "4294967300" in masked.text
    assert "13000000123" not in masked.text
    check_places(assessment, "看图", [masked])


def test_reasons_written_before_there_were_pictures_still_read() -> None:
    reason = decode(b'{"rule":"trade.sell","start":0,"end":1,"text":"x"}', Reason)
    assert (reason.field, reason.image) == ("text", 0)
    assert decode(encode(assess(ADVERT)), Assessment) == assess(ADVERT)
