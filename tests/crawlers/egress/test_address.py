"""Which addresses are public, in every form in which one can be written."""

import ipaddress

import pytest

from crawlers.egress.address import OutOfScope, is_public, refuse_private, written_address

PRIVATE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:0:7f00:1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::", "2606:4700::5efe:10.0.0.1",
    "2606:4700::200:5efe:127.0.0.1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1")
# Ways in which programs and people write 127.0.0.1 and its like.
DISGUISED = (
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0X7F.0.0.1", "017700000001", "0177.0.0.1",
    "00000177.0x0.0.1", "127.0.0.1.", "127.0.0.1..", "%31%32%37.0.0.1", "127%2e0.0.1", "１２７.0.0.1",
    "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "user@127.0.0.1", "user:word@[::1]", "[::1]", "::1%eth0",
    "[fe80::1%25eth0]", "[::ffff:7f00:1]", "0", "1", "4294967295",
)  # fmt: skip
NAMES = (
    "localhost", "LOCALHOST", "localhost.", "a.localhost", "ｌｏｃａｌｈｏｓｔ", "local%68ost",
    "localhost.localdomain", "printer.local", "metadata.google.internal", "router.lan", "nas.home.arpa",
    "intranet", "hidden.onion", "127.0.0.08", "1.2.3.4.5", "256.256.256.256", "a b.example.com", "", ".",
    "例子.example.com", "a" * 64 + ".example.com",
    "a." * 130 + "example.com",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(OutOfScope, match="private address"):
        refuse_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    refuse_private(address)


@pytest.mark.parametrize("host", DISGUISED)
def test_a_written_address_is_one_however_it_is_written(host: str) -> None:
    address = written_address(host)
    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("host", NAMES)
def test_names_of_private_networks(host: str) -> None:
    assert written_address(host) is None
    with pytest.raises(OutOfScope):
        refuse_private(host)


def test_other_names_pass() -> None:
    for host in ("www.example.com", "xn--fsqu00a.example.com", "a_b.example.com.", "local.example.com"):
        refuse_private(host)
    refuse_private("hidden.onion", onion=True)
