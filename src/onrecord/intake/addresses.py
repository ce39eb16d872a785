"""Which network addresses may be fetched from, so that a link in a feed cannot reach into the reader's own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

from onrecord.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[..., list[Any]]
"""A function with the signature of :func:`socket.getaddrinfo`."""

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
ADVICE = "--allow-private permits it"


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet, also when it is an IPv4 address inside an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and (any(address in net for net in _NAT64) or int(address) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if address.is_site_local or address.teredo is not None:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


def checked_addresses(
    url: str, host: str, port: int, *, allow_private: bool, lookup: Lookup = socket.getaddrinfo
) -> tuple[str, ...]:
    """The addresses of ``host``, all of them public unless ``allow_private``.

    One private address among several is refused too: that is how a name is made to point to both. Raises
    :class:`~onrecord.errors.FetchError` naming ``url``.
    """
    try:
        found = lookup(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            url, f"the name {host} was not found ({error})", "check the address and the network"
        ) from None
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses:
        raise FetchError(url, f"the name {host} has no address")
    for address in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(address.split("%")[0])):
            raise FetchError(url, f"{host} is at {address}, which is not a public address", ADVICE)
    return addresses


def check_literal(url: str, host: str, *, allow_private: bool) -> None:
    """The check for a fetch through a proxy, which looks names up itself: only addresses written as such are known."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        refused = host.lower().rstrip(".").endswith("localhost")
    else:
        refused = not is_public(address)
    if refused and not allow_private:
        raise FetchError(url, f"{host} is not a public address", ADVICE)
