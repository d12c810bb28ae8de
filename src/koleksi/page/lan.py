"""The address under which phones in the same Wi-Fi or hotspot reach this PC."""

from __future__ import annotations

import ipaddress
import socket

from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["lan_address"]

_SOMEWHERE = ("192.0.2.1", 9)  # RFC 5737: nobody's; naming it sends nothing, it only chooses the way out
_NONE = Text(
    "komputer ini belum tersambung ke Wi-Fi atau hotspot HP; sambungkan, lalu buka lagi dengan --hp",
    "this PC is in no Wi-Fi or hotspot; connect it, then open again with --hp",
)


def lan_address() -> str:
    """The IPv4 address of this PC in its local network. Raises UsageError where it is in none."""
    found = next((one for one in (*_way_out(), *_of_name()) if _is_local(one)), "")
    if not found:
        raise UsageError(_NONE)
    return found


def _way_out() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_SOMEWHERE)
        except OSError:
            return []
        return [str(way.getsockname()[0])]


def _of_name() -> list[str]:
    """Where the PC is itself the hotspot there may be no way out."""
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []


def _is_local(address: str) -> bool:
    one = ipaddress.ip_address(address)
    return one.is_private and not one.is_loopback and not one.is_link_local
