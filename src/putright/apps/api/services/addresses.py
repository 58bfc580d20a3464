"""Where a webhook may send: public machines by HTTPS, and to no other.

A name is resolved each time, every address that it has is looked at, and the one that
was looked at is the one that is dialled: a name that changes meanwhile gains nothing.
"""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from putright.apps.api.services.refusals import ApiRefusedError

LONGEST = 500
PORTS = {"https": 443, "http": 80}
IP = ipaddress.IPv4Address | ipaddress.IPv6Address
CARRIERS = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
"""IPv6 networks whose addresses carry one of IPv4, which may be anyone's own."""


class AddressRefusedError(ApiRefusedError):
    """An address can't be sent to: why, and what to give instead."""


class Checked(NamedTuple):
    """An address looked at: where to dial, and what to ask for there."""

    scheme: str
    host: str
    port: int
    target: str
    ip: str


def checked(address: str) -> Checked:
    """Look at an address before it is kept or sent to. Raises AddressRefusedError."""
    parts = _parts(address)
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise AddressRefusedError("The port in the address is not a number.") from None
    found = _resolved(host, port)
    for one in found:
        _refuse_inside(one, parts.scheme)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Checked(parts.scheme, host, port, target, str(found[0]))


def _parts(address: str) -> SplitResult:
    plain = all("!" <= letter <= "~" and letter != "\\" for letter in address)
    if not plain or len(address) > LONGEST:
        problem = (
            f"The address must be plain letters without spaces, at most {LONGEST}, "
            "such as https://hooks.landlord.example/putright."
        )
        raise AddressRefusedError(problem)
    try:
        parts = urlsplit(address)
    except ValueError:
        raise AddressRefusedError("This is not a web address.") from None
    schemes = ("https", "http") if settings.WEBHOOKS_TO_LOOPBACK else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        raise AddressRefusedError("The address must begin with https:// and a name.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        problem = "The address must have no user, no password and no # in it."
        raise AddressRefusedError(problem)
    return parts


def _resolved(host: str, port: int) -> list[IP]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    if not found:
        problem = f"No machine is called {host}. Check the name."
        raise AddressRefusedError(problem)
    # A scope, as in fe80::1%eth0, is for this machine alone.
    return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def _refuse_inside(ip: IP, scheme: str) -> None:
    """Refuse an address on this machine or network, of a cloud's own, or of nobody."""
    if settings.WEBHOOKS_TO_LOOPBACK and ip.is_loopback:
        return
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        ip = mapped
    carried = any(ip in network for network in CARRIERS)
    if carried or not ip.is_global or ip.is_multicast or ip.is_reserved:
        problem = (
            "The address leads to a machine on this network and not to a public one. "
            "Webhooks are sent to public addresses only."
        )
        raise AddressRefusedError(problem)
    if scheme != "https":
        raise AddressRefusedError("The address must begin with https://.")
