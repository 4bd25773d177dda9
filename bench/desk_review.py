"""`python -m bench.desk_review DATABASE_URL`: how fast suggestions are checked, and what a page of the queue costs.

The database is changed: half of its statements become suggestions where it has none, and some are accepted. Give it a
copy. An editor in a real Chromium accepts clear suggestions by the key A, first each as soon as it stands there, then
with a moment to read; then pastes an article, and publishes it with its ten quotations. Printed are suggestions an
hour, milliseconds from the key to the next one, seconds from the pasted text to the published article (the aim of
ninety holds an editor's time to read too), and milliseconds and queries of the pages. bench/desk_review.json is what it
last printed.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager

from bench.server import PATIENCE, ROOT, free_port

CLEAR = 60  # suggestions that the editor accepts without reading them: how many an hour the archive takes
READ = 20  # and so many that the editor reads, each in
READING = 1  # second: how long it then takes until the next one stands there
# A browser gives no session of HTTPS to a server on the loopback: this one has the settings of development.
UNLOCKED = {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1 testserver", "SECRET_KEY": ""}
SAID = "“We sail at {n} in the morning and nobody is left behind on island {n},” {who} said on Tuesday."  # ten times
PAGES = [
    "/desk/review/", "/desk/review/?sure=hardly", "/desk/review/?language=fr", "/desk/review/?rule=nobody",
    "/desk/review/?speaker=smith", "/desk/review/?article=president", "/desk/names/?q=smi",
    "/desk/names/?q=clinton", "/desk/review/together/", "/desk/",
]  # fmt: skip
KEYED = """code => new Promise(done => {
  const place = document.getElementById("review"), began = performance.now();
  const shown = () => place.querySelector("article")?.dataset.code;
  const watch = new MutationObserver(() => {
    if (shown() === code) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - began));
  });
  watch.observe(place, {childList: true});
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true}));
})"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="the address of a copy of an archive")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return inside()
    session, told = asked_inside(options.database)
    with developing(options.database) as site:
        told |= decided(site, session)
    print(json.dumps({"load of the machine": os.getloadavg(), **told}, indent=1, ensure_ascii=False))
    return None


@contextmanager
def developing(database):
    """The address of a server for development on this database; it is up."""
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    environment = os.environ | UNLOCKED | {"DATABASE_URL": database}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for(port):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def asked_inside(database):
    """The session of an editor, and what the pages cost, from a process that knows this database."""
    environment = os.environ | UNLOCKED | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, "-m", "bench.desk_review", database, "--inside"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(answer.stdout.splitlines()[-1])
    return told.pop("session"), told


def inside():
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from articles.models import Statement
    from bench.timing import remember, timed

    settings.DEBUG = False
    if not Statement.objects.suggested().exists():
        suggest_half()
    client, costs = Client(), {}
    client.force_login(an_editor())
    for path in PAGES:
        asked = []
        with connection.execute_wrapper(lambda *query, asked=asked: remember(asked, *query)):
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} was answered {answer.status_code}")
        times = sorted(timed(lambda path=path: client.get(path)) for _ in range(15))
        costs[path] = {
            "median ms": round(statistics.median(times)), "worst ms": round(times[-1]), "queries": len(asked)
        }  # fmt: skip
    waiting = {"statements": Statement.objects.count(), "suggested": Statement.objects.suggested().count()}
    print(json.dumps({"session": client.cookies[settings.SESSION_COOKIE_NAME].value, **waiting, "pages": costs}))


def suggest_half():
    """Every second statement becomes a suggestion, found by one rule after the other."""
    from articles.models import Statement
    from extraction.findings import Rule

    keys = list(Statement.objects.order_by("pk").values_list("pk", flat=True)[::2])
    for number, rule in enumerate(Rule):
        found = {"status": "suggested", "visible_from": None, "rule": str(rule), "confidence": 0.5 + 0.04 * number}
        mine = keys[number :: len(Rule)]
        for begin in range(0, len(mine), 500):
            Statement.objects.filter(pk__in=mine[begin : begin + 500]).update(**found)


def an_editor():
    from django.contrib.auth import get_user_model

    name = {"username": "bench", "is_staff": True, "is_superuser": True, "is_active": True}
    return get_user_model().objects.get_or_create(username="bench", defaults=name)[0]


def decided(site, session):
    """How many suggestions an hour an editor can accept, and how soon the next one stands there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        page.goto(f"{site}/desk/review/", wait_until="networkidle")
        began = time.monotonic()
        for _ in range(CLEAR):
            one(page)
        page.wait_for_load_state("networkidle")
        hours = (time.monotonic() - began) / 3600
        times = sorted(read(page) for _ in range(READ))
        seconds = published(page, site)
        browser.close()
    return {
        "clear suggestions an hour, saved, without a moment to read": round(CLEAR / hours),
        "ms to the next, median": round(statistics.median(times), 1),
        "ms to the next, 95 % under": round(times[round(0.95 * (len(times) - 1))], 1),
        "ms to the next, worst": round(times[-1], 1),
        "seconds from pasted to published, ten quotations": round(seconds, 1),
    }


def published(page, site):
    """Seconds from a pasted text to a published article with ten quotations, as fast as keys can be pressed."""
    said = [SAID.format(n=n + 1, who=("Marta Olsen", "Piet Halloran")[n % 2]) for n in range(10)]
    text = "\n\n".join([f"Ferry sails again {time.time_ns()}", "By Anna Kirsch", "14 March 2026", *said])
    page.goto(f"{site}/desk/paste/")
    page.locator("#paste-text").focus()
    began = time.monotonic()
    page.keyboard.insert_text(text)
    page.get_by_text("10 quotations found").wait_for()
    page.keyboard.press("Control+Shift+Enter")
    page.wait_for_url("**/publish/")  # and until it is loaded
    page.keyboard.press("a")
    page.locator(".messagelist").get_by_text("Accepted: ").wait_for()
    page.wait_for_load_state()  # with the scripts that listen to keys
    page.keyboard.press("p")
    page.locator(".messagelist").get_by_text("Published.").wait_for()
    return time.monotonic() - began


def read(page):
    page.wait_for_timeout(1000 * READING)
    return one(page)


def one(page):
    code = page.locator("#review article").get_attribute("data-code")
    return page.evaluate(KEYED, code)


if __name__ == "__main__":
    main()
