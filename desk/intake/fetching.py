"""A page is fetched from the web, by the server, for an editor: from public addresses alone, and never for long.

An editor could be made to ask for an address inside our own network, or a page could send us there. So a host is
looked up once, each of its addresses has to be public, and the connection is made to the address that was looked at:
what the name server says a moment later no longer matters. Each redirect is looked at in the same way.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from articles.importing.decoding import decode
from articles.importing.draft import Unreadable
from articles.importing.html import text_of_page

PORTS = {"http": 80, "https": 443}
CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
SECONDS = 10  # for all of it, redirects too
LARGEST = 2 * 1024 * 1024  # bytes
HOPS = 5
LONGEST_ADDRESS = 1000
REDIRECTS = {301, 302, 303, 307, 308}
HEADERS = {
    "User-Agent": "NewsroomArchive/1 (an editor asked for this page)",
    "Accept": "text/html, application/xhtml+xml, text/plain",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Answer:
    """What a server said. location: where it sends us instead."""

    status: int
    kind: str
    charset: str
    location: str
    body: bytes


def fetch(address: str) -> str:
    """Return the text of a page, as articles/importing/html.py gives it. Raises Unreadable, in an editor’s words."""
    if not settings.FETCH_ADDRESSES:
        raise Unreadable("pages are not fetched here: copy the text and paste it")
    answer, address = _followed(address.strip())
    if answer.status != 200:
        raise Unreadable(f"the page does not open: its server answers {answer.status}")
    if answer.kind == "text/plain":
        return decode(answer.body)
    if answer.kind not in {"text/html", "application/xhtml+xml"}:
        raise Unreadable(f"this is not a page of text but {answer.kind[:60] or 'something unknown'}")
    return text_of_page(answer.body, charset=answer.charset, address=address)


def _followed(address: str) -> tuple[Answer, str]:
    """The answer after all redirects, and the address that gave it."""
    with _limit() as limit:
        for _hop in range(HOPS):
            parts = checked(address)
            answer = _ask(parts, limit)
            if answer.status not in REDIRECTS or not answer.location:
                return answer, address
            address = urljoin(address, answer.location)
    raise Unreadable("the page sends from one address to the next without end")


def checked(address: str) -> SplitResult:
    """An address that may be asked for, in its parts. Raises Unreadable."""
    if len(address) > LONGEST_ADDRESS:
        raise Unreadable("the address is too long")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as problem:
        raise Unreadable("this is not a web address") from problem
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unreadable("this is not a web address: it begins with https://")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("an address with a user name in it is not fetched")
    if port not in {None, PORTS[parts.scheme]}:
        raise Unreadable("pages are fetched from the usual ports only")
    return parts


def public_address(host: str, port: int) -> str:
    """The address to connect to. Raises Unreadable where the host has none, or has any that is not public."""
    found = _looked_up(host, port)
    if not found or not all(map(is_public, found)):
        raise Unreadable("this address is not in the public web")
    return sorted(found, key=lambda one: (":" in one, one))[0]


def _looked_up(host: str, port: int) -> set[str]:
    """All addresses of a host; a name server that does not answer is not waited for."""
    asking = ThreadPoolExecutor(1)
    try:
        answer = asking.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        return {entry[4][0] for entry in answer.result(SECONDS)}
    except TimeoutError as problem:
        raise Unreadable(_too_slow()) from problem
    except (OSError, UnicodeError) as problem:
        raise Unreadable(f"there is no server called {host[:100]}") from problem
    finally:
        asking.shutdown(wait=False)


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where an old one is wrapped in a new one."""
    found = ip_address(address.partition("%")[0])
    wrapped = _wrapped(found) if isinstance(found, IPv6Address) else None
    if wrapped is not None:
        return is_public(str(wrapped))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _wrapped(found: IPv6Address):
    """The IPv4 address inside an IPv6 one: mapped, 6to4, Teredo, or of a translator (64:ff9b::/96)."""
    if found.ipv4_mapped or found.sixtofour:
        return found.ipv4_mapped or found.sixtofour
    if found.teredo:
        return found.teredo[1]
    is_translated = int(found) >> 32 == 0x0064FF9B << 64
    return ip_address(int(found) & 0xFFFFFFFF) if is_translated or int(found) >> 32 == 0 else None


class _Limit:
    """The time that is left for all of it; when it is over, the connection is cut, whatever it is doing."""

    def __init__(self):
        self.connection: socket.socket | None = None
        self.is_over = False

    def end(self) -> None:
        self.is_over = True
        if self.connection is not None:
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # it was closed already
                return


@contextmanager
def _limit() -> Iterator[_Limit]:
    limit = _Limit()
    timer = Timer(SECONDS, limit.end)
    timer.daemon = True
    timer.start()
    try:
        yield limit
    finally:
        timer.cancel()


def _ask(parts: SplitResult, limit: _Limit) -> Answer:
    port = PORTS[parts.scheme]
    host = _ascii(parts.hostname)
    pinned = public_address(host, port)
    connection = CONNECTIONS[parts.scheme](host, port, timeout=SECONDS)
    try:
        connection.sock = limit.connection = socket.create_connection((pinned, port), timeout=SECONDS)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        limit.connection = connection.sock
        if limit.is_over:  # before there was a connection that could be cut
            raise TimeoutError
        connection.request("GET", _path(parts), headers=HEADERS)
        return _read(connection.getresponse(), limit)
    except ssl.SSLCertVerificationError as problem:
        raise Unreadable("its server does not prove who it is (certificate)") from problem
    except (OSError, http.client.HTTPException) as problem:
        is_slow = limit.is_over or isinstance(problem, TimeoutError)
        raise Unreadable(_too_slow() if is_slow else "its server does not answer as it should") from problem
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, limit: _Limit) -> Answer:
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise Unreadable("its server sends it packed, though not asked to: copy the text and paste it")
    body = response.read(LARGEST + 1)
    if limit.is_over:
        raise Unreadable(_too_slow())
    if len(body) > LARGEST:
        raise Unreadable(f"the page is larger than {LARGEST // 1024 // 1024} MB")
    kind, charset = response.headers.get_content_type(), response.headers.get_content_charset() or ""
    return Answer(response.status, kind, charset, response.getheader("Location", ""), body)


def _too_slow() -> str:
    return f"its server did not send it within {SECONDS} s"


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError as problem:
        raise Unreadable("this is not a web address") from problem


def _path(parts: SplitResult) -> str:
    """What is asked of the server, in signs that a line of the request may hold."""
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return "".join(sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path)
