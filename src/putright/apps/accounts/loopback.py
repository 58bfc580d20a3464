"""Whether a request comes from this machine itself, or a name is of it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

PASSED_ON = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
"""Headers that a proxy adds: a request with one came from somewhere else."""


def is_loopback(request: HttpRequest) -> bool:
    """Give whether a request was made on this machine, to this machine, directly.

    The sender's address and the host asked for must both be loopback, and no proxy
    may have passed it on. A landlord's own service (HTTPS) is never taken as local.
    """
    if settings.PUTRIGHT_HTTPS or any(name in request.META for name in PASSED_ON):
        return False
    return is_this_machine(request.META.get("REMOTE_ADDR", "")) and is_this_machine(
        _host_name(request.get_host())
    )


def _host_name(host: str) -> str:
    """Give a host without its port, and an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_this_machine(name: str) -> bool:
    """Give whether a name or address is this machine's own."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
