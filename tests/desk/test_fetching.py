"""Pages fetched from the web: what is asked for and what never is, and that none of it takes long."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep

import pytest

from articles.importing.draft import Unreadable
from desk.intake import fetching

WORDS = "The island ferry sailed again on Tuesday, a week after fog had stopped it. " * 4
PAGE = f"<html lang=en><article><h1>Ferry sails</h1><p>{WORDS}</p></article>".encode()


class Server(BaseHTTPRequestHandler):
    """A server that misbehaves as its path says."""

    def log_message(self, *_said):
        """Say nothing."""

    def do_GET(self):
        {"/slow": self.drip, "/loop": self.loop, "/inside": self.lead_inside}.get(self.path, self.answer)()

    def answer(self):
        kind = {"/picture": "image/png", "/plain": "text/plain"}.get(self.path, "text/html; charset=utf-8")
        body = {"/large": b"x" * (fetching.LARGEST + 10), "/plain": b"Ferry sails\n\nIt does."}.get(self.path, PAGE)
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", kind)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _second in range(100):
            self.wfile.write(b"x")
            sleep(0.1)

    def loop(self):
        self.send_to("/loop")

    def lead_inside(self):
        self.send_to("http://169.254.169.254/latest/")

    def send_to(self, location):
        self.send_response(302)
        self.send_header("Location", location)
        self.end_headers()


@pytest.fixture
def server(monkeypatch):
    """A server on this machine, reached under a name whose address is taken for a public one."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    monkeypatch.setitem(fetching.PORTS, "http", running.server_port)
    real = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or real(address))
    yield "http://localhost"
    running.shutdown()


def refusal(address):
    with pytest.raises(Unreadable) as refused:
        fetching.fetch(address)
    return str(refused.value)


def test_a_page_is_fetched_as_text_with_its_address(server):
    text = fetching.fetch(f"{server}/ferry")
    assert text.startswith(f"Headline: Ferry sails\nLanguage: en\nSource: {server}/ferry\n\n")
    assert fetching.fetch(f"{server}/plain") == "Ferry sails\n\nIt does."


@pytest.mark.parametrize(
    ("path", "reason"),
    {
        "/gone": "answers 404",
        "/picture": "not a page of text but image/png",
        "/large": "larger than 2 MB",
        "/packed": "sends it packed",
        "/loop": "without end",
        "/inside": "not in the public web",
    }.items(),
)
def test_what_is_no_page_of_text_is_refused_in_words(server, path, reason):
    assert reason in refusal(f"{server}{path}")


def test_a_server_that_drips_is_left_when_the_time_is_over(server, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 1)
    began = monotonic()
    assert "within 1 s" in refusal(f"{server}/slow")
    assert monotonic() - began < 4


def test_a_server_that_never_answers_is_left_too(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 1)
    monkeypatch.setattr(fetching, "is_public", lambda address: True)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(fetching.PORTS, "http", silent.getsockname()[1])
        assert "within 1 s" in refusal("http://localhost/")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.1.2.3",
            "10.0.0.1",
            "172.16.9.9",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
        ),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::127.0.0.1", "2001:db8::1"),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_no_address_inside_a_network_is_public(address):
    assert not fetching.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_addresses_of_the_public_web_are(address):
    assert fetching.is_public(address)


@pytest.mark.parametrize(
    ("address", "reason"),
    {
        "file:///etc/passwd": "begins with https://",
        "ftp://example.org/": "begins with https://",
        "gopher://127.0.0.1:6379/_x": "begins with https://",
        "javascript:alert(1)": "begins with https://",
        "example.org": "begins with https://",
        "": "begins with https://",
        "http://": "begins with https://",
        "http://[::1": "not a web address",
        "http://a:b@example.org/": "user name",
        "http://localhost:8000/": "usual ports",
        "http://localhost:99999/": "not a web address",
        "http://127.0.0.1/": "not in the public web",
        "http://[::1]/": "not in the public web",
        "http://2130706433/": "not in the public web",  # 127.0.0.1 as one number
        "http://0x7f.1/": "not in the public web",
        "http://localhost/": "not in the public web",
        "https://example.org/" + "x" * 1000: "too long",
    }.items(),
)
def test_what_is_no_public_web_address_is_never_asked(address, reason, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", None)  # would fail loudly
    assert reason in refusal(address)


def test_a_name_with_one_address_inside_is_refused_whole(monkeypatch):
    found = [(2, 1, 6, "", (one, 80)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_named: found)
    assert "not in the public web" in refusal("http://example.org/")


def test_the_connection_is_made_to_the_address_that_was_looked_at(monkeypatch):
    """A name that is looked up twice may have another address the second time."""
    asked = []

    def connect(target, timeout):
        asked.append(target)
        raise OSError

    answers = iter(["93.184.215.14", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", (next(answers), 80))])
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "does not answer" in refusal("http://example.org/")
    assert asked == [("93.184.215.14", 80)]


def test_a_line_break_in_an_address_adds_nothing_to_the_request(server):
    assert fetching.fetch(f"{server}/a%0d%0aX: y").startswith("Headline")
    assert fetching._path(fetching.checked("http://example.org/ä b")) == "/%C3%A4%20b"


def test_a_server_that_speaks_no_tls_is_not_asked_over_https(server, monkeypatch):
    monkeypatch.setitem(fetching.PORTS, "https", fetching.PORTS["http"])
    assert "does not answer as it should" in refusal("https://localhost/ferry")


def test_a_setting_turns_it_off(settings, server):
    settings.FETCH_ADDRESSES = False
    assert "pages are not fetched here" in refusal(f"{server}/ferry")


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_named: sleep(2))
    began = monotonic()
    assert "did not send it within" in refusal("http://example.org/")
    assert monotonic() - began < 1.5
