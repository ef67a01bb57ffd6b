"""A web address comes in; the one public network address to connect to goes out, or the reason why there is none."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from urllib.parse import quote, urlsplit, urlunsplit

from sayso.errors import InputError
from sayso.model import Record

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 2048  # characters of an address
# Names that mean this machine, this house, or a cloud's own services, wherever they resolve to.
_INSIDE = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|test|invalid)$|^metadata(?:\.|$)"
)
_HOST = re.compile(r"^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$")
_NUMBER = re.compile(r"^(?:0x[0-9a-f]*|\d+)$")
# Networks that carry another address inside: what counts is the one inside.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "fec0::/10", "64:ff9b:1::/48"),
    )
)


class Refused(InputError):
    """An address that sayso does not connect to."""


class Target(Record, frozen=True):
    """Where to connect: ``address`` is the only one that will be used, whatever the name resolves to later."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt and rate limits count them."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def resolve_name(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(row[4][0]) for row in found]


class Policy(Record, frozen=True):
    """What may be fetched and how much. ``resolver`` and ``open_to`` are for tests: names and addresses of a server of their own."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    most: int = 32 * 1024 * 1024  # bytes of one answer
    timeout: float = 20.0  # seconds without a byte
    total: float = 90.0  # seconds for one answer
    delay: float = 1.0  # seconds between requests to one host; a site's own robots.txt may ask for more
    longest_delay: float = 30.0  # a site that asks for more is not fetched
    redirects: int = 5
    agent: str = "sayso/0.1"
    resolver: Resolver = resolve_name
    open_to: frozenset[str] = frozenset()


def find_target(url: str, policy: Policy) -> Target:
    """The target of an address; raise ``Refused`` where it is not on the public web."""
    if len(url) > LONGEST or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise Refused(f"{url[:120]!r}: no web address (too long, or with spaces or control characters in it).")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"{url}: no web address ({error}).") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused(f"{url}: only http and https are fetched.")
    if "@" in parts.netloc or "\\" in url:
        raise Refused(f"{url}: addresses with a user name, a password or a backslash are not fetched.")
    host = _host(parts.hostname or "", url)
    port = port or DEFAULT_PORTS[parts.scheme]
    if port not in policy.ports:
        raise Refused(f"{url}: port {port} is not one of the web's.")
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?#[]@!$&'()*+,;=:%~-._")
    whole = f"{parts.scheme}://{parts.netloc}{path}"
    return Target(
        url=whole, scheme=parts.scheme, host=host, port=port, path=path, address=_public(host, port, url=url, policy=policy)
    )


def _host(host: str, url: str) -> str:
    """The host in its one plain spelling."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        plain = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Refused(f"{url}: no host name.") from error
    if _NUMBER.match(plain.rsplit(".", 1)[-1]):
        raise Refused(f"{url}: a number in an unusual spelling is not a host name.")
    if _INSIDE.search(plain):
        raise Refused(f"{url}: {plain} is a name inside a machine or a house, not on the public web.")
    if not _HOST.match(plain):
        raise Refused(f"{url}: {plain or 'nothing'} is no host name of the public web.")
    return plain


def _public(host: str, port: int, *, url: str, policy: Policy) -> str:
    """The first address of a host, where all of its addresses are public: one that is not is reason enough to refuse."""
    try:
        found = [host] if _is_address(host) else list(policy.resolver(host, port))
    except (OSError, UnicodeError) as error:
        raise Refused(f"{url}: {host} has no address ({error}).") from error
    if not found:
        raise Refused(f"{url}: {host} has no address.")
    for address in found:
        if address not in policy.open_to and not is_public(address):
            named = host if host == address else f"{host} is {address}, which"
            raise Refused(f"{url}: {named} is not on the public web.")
    return found[0]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an address is reachable by all: not private, loopback, link-local, shared, reserved, or a wrapping of such a one."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if "%" in address:
        return False
    inner = _inner(parsed)
    if inner is not None:
        return is_public(str(inner))
    if any(parsed.version == net.version and parsed in net for net in _CLOSED):
        return False
    return parsed.is_global and not (
        parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified or parsed.is_link_local
    )


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside an IPv6 one: mapped, compatible, 6to4, Teredo or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    teredo = address.teredo
    wrapped = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
    if wrapped is None and (address in _NAT64 or address in _COMPATIBLE):
        wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return wrapped
