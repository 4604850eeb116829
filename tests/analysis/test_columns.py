"""The columns of a list, told from contacts, from what is handed in, and from words that mean else."""

import pytest

from analysis.grammars.post_reading import read_post
from analysis.judgement.columns import find_columns


@pytest.mark.parametrize(
    ("text", "category", "columns"),
    [
        ("姓名 电话 地址 单位 发卡行", "bank", "name phone address company card_issuer"),
        ("姓名电话单位都有", "bank", "name phone company"),
        ("含姓名电话。QQ 9000012345", "bank", "name phone"),
        ("抖店客户手机号 1万条", "ecommerce", "phone"),
        ("姓名、手机，微信 abc_000_de", "bank", "name phone"),
        ("酒店住客，带房号和同住", "hotel", "room companion"),
        ("业主名单，带房号、电话", "property", "address phone"),
        ("含商品和金额", "ecommerce", "product amount"),
        ("给身份证号就行", "hotel", ""),
        ("手机号查身份证", "lookup", "id_number"),
        ("一家公司倒闭了", "bank", ""),
        ("手机联系 13800000123", "bank", ""),
    ],
)
def test_columns(text: str, category: str, columns: str) -> None:
    found = find_columns(read_post(text), [category])
    assert [one.entry.group for one in found] == columns.split()
