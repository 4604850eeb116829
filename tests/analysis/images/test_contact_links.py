"""Links that lead to an account are its contact; any other stays a link."""

import pytest

from analysis.grammars.contact_links import account_of
from analysis.judgement.assessor import assess
from records.assessment import Contact


@pytest.mark.parametrize(
    ("link", "kind", "value"),
    [
        ("https://u.wechat.com/kExample00-Token_x", "wechat", "u.wechat.com/kExample00-Token_x"),
        ("http://weixin.qq.com/r/ExampleToken000", "wechat", "weixin.qq.com/r/ExampleToken000"),
        ("weixin://contacts/profile/wxid_example0", "wechat", "wxid_example0"),
        ("http://wpa.qq.com/msgrd?v=3&uin=4294967300&site=qq&menu=yes", "qq", "4294967300"),
        ("tencent://message/?uin=4294967301&Site=example", "qq", "4294967301"),
        ("mqqapi://card/show_pslcard?src_type=internal&uin=4294967302&card_type=group", "qq", "4294967302"),
        ("https://user.qzone.qq.com/4294967303", "qq", "4294967303"),
        ("tg://resolve?domain=Example_Data", "telegram", "example_data"),
        ("https://t.me/Example_Data", "telegram", "example_data"),
        ("https://wa.me/85200000000", "other", "85200000000"),
        ("https://qm.qq.com/q/exampleTok", "url", "https://qm.qq.com/q/exampleTok"),
        ("https://www.example.com/uin=4294967300", "url", "https://www.example.com/uin=4294967300"),
    ],
)
def test_links(link: str, kind: str, value: str) -> None:
    assert [(one.kind, one.value) for one in assess(f"扫码联系 {link}").contacts] == [(kind, value)]


def test_a_token_too_short_or_a_number_too_long_is_no_account() -> None:
    assert account_of("https://u.wechat.com/abc") is None
    assert account_of("tencent://message/?uin=4294967300000000") is None
    assert account_of("https://user.qzone.qq.com/4294967300") == Contact("qq", "4294967300")
