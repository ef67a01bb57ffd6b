"""Which addresses may be asked: the public web, in whatever spelling, and nothing else."""

from __future__ import annotations

import pytest

from sayso.ingest.fetching.addresses import Policy, Refused, find_target, is_public

CLOSED = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.170.2",
    "100.64.0.1", "100.100.100.200", "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.51.100.1",
    "203.0.113.1", "198.18.0.1", "192.0.0.192", "192.88.99.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
    "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1",
    "no address",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


REFUSED = [
    "http://127.1/", "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/",
    "http://017700000001/", "http://127.0.0.1./", "http://0/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/", "http://localhost/",
    "http://LOCALHOST/", "http://localhost./", "http://a.localhost/", "http://printer.local/", "http://db.internal/",
    "http://metadata.google.internal/computeMetadata/v1/", "http://metadata/", "http://router/", "http://nas.lan/",
    "http://hidden.onion/", "http://169.254.169.254/latest/meta-data/", "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/",
    "http://user@news.example/", "http://user:word@news.example/", "http://news.example@127.0.0.1/", "http://news.example\\@127.0.0.1/",
    "file:///etc/passwd", "gopher://news.example/", "ftp://news.example/", "data:text/html,x", "javascript:alert(1)", "news.example",
    "//news.example/", "", "http://", "http:///etc", "http://news.example:22/", "http://news.example:6379/", "http://news.example:x/",
    "http://news.example:99999/", "http://news.example/\r\nX-Evil: 1", "http://news example/", "http://-news.example/",
    "http://news..example/", "http://" + "a" * 300 + ".example/", "https://news.example/" + "a" * 3000, "http://[::1", "http://%31%32%37.0.0.1/",
]  # fmt: skip


def _public(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


@pytest.mark.parametrize("url", REFUSED)
def test_refused_urls(url: str) -> None:
    with pytest.raises(Refused):
        find_target(url, Policy(resolver=_public))


@pytest.mark.parametrize(
    ("url", "netloc", "path"),
    [
        ("https://news.example/a?b=c#d", "news.example", "/a?b=c"),
        ("http://News.Example.:8080", "news.example:8080", "/"),
        ("https://bücher.example/straße", "xn--bcher-kva.example", "/stra%C3%9Fe"),
        ("https://93.184.216.34/x", "93.184.216.34", "/x"),
    ],
)
def test_public_urls(url: str, netloc: str, path: str) -> None:
    target = find_target(url, Policy(resolver=_public))
    assert (target.netloc, target.path, target.address) == (netloc, path, "93.184.216.34")


def test_one_closed_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(Refused, match=r"news\.example is 10\.0\.0\.1, which is not on the public web"):
        find_target("http://news.example/", Policy(resolver=lambda host, port: ["93.184.216.34", "10.0.0.1"]))


def test_a_name_without_an_address_is_refused() -> None:
    def fails(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    with pytest.raises(Refused, match="has no address"):
        find_target("http://news.example/", Policy(resolver=fails))
