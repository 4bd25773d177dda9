"""`python -m bench.pictures`: take the pictures of docs/editing.md anew, from the seeds, in a real browser.

Serves a fresh archive from a temporary database, in which two articles came without their records: what the rules find
in them waits.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from shutil import copy, which
from urllib.error import URLError

import django

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
UNREAD = ["abara-takes-the-national-team.txt", "two-hallorans-one-school.txt"]
PORT = 8765
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "harbour-light-1987"
SIZE = {"width": 1200, "height": 860}


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/archive.sqlite3",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        # Playwright runs an event loop in this thread; Django then takes every query for an asynchronous one.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        django.setup()
        fill(Path(folder))
        with server(), browser() as page:
            for take in (dashboard, queue, workbench, merge, conflict):
                take(page)
                page.screenshot(path=IMAGES / f"{take.__name__}.png")
                print(f"docs/images/{take.__name__}.png")


def fill(folder):
    """Make the archive: the seeds, two of them without their records, and two editors."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    texts = [text for text in sorted((ROOT / "seeds").glob("*.txt")) if text.name not in UNREAD]
    call_command("import_articles", *map(str, texts), verbosity=0)
    call_command("import_articles", *(copy(ROOT / "seeds" / name, folder) for name in UNREAD), verbosity=0)
    call_command("find_doubles", verbosity=0)
    staff = {}
    for name in ("edith", "amal"):
        user = get_user_model().objects.create_user(name, password=PASSWORD, first_name=name.title(), is_staff=True)
        user.groups.set(Group.objects.all())
        staff[name] = user
    decide(staff["edith"])


def decide(edith):
    """Let one article be a draft of hers, and another one come out tomorrow."""
    from django.utils import timezone

    from articles import editions
    from articles.models import Article

    hallorans, abara = (Article.objects.get(headline__startswith=words) for words in ("Two Hallorans", "Abara takes"))
    editions.hand_back(hallorans, by=edith, reason="Two of the names are not clear.")
    editions.schedule(abara, timezone.now() + timedelta(hours=20), by=edith, reason="For the morning.")


@contextmanager
def server():
    command = [sys.executable, "manage.py", "runserver", "--noreload", str(PORT)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(answers, "the server")
        yield
    finally:
        running.terminate()
        running.wait()


def answers():
    with suppress(URLError):
        return urllib.request.urlopen(f"{SITE}/health/").status == 200


def until(is_so, what):
    for _ in range(100):
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{what} does not answer")


@contextmanager
def browser():
    """A page in which Edith has signed in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport=SIZE, device_scale_factor=1)
        page.goto(f"{SITE}/admin/login/")
        page.fill("#id_username", "edith")
        page.fill("#id_password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        yield page
        chromium.close()


def dashboard(page):
    page.goto(f"{SITE}/desk/")


def queue(page):
    page.goto(f"{SITE}/desk/review/")
    page.wait_for_load_state("networkidle")


def workbench(page):
    from articles.models import Article

    waiting = Article.objects.get(headline__startswith="Two Hallorans")
    page.goto(f"{SITE}/desk/articles/{waiting.code}/")
    page.wait_for_load_state("networkidle")


def merge(page):
    page.goto(f"{SITE}/desk/doubles/")
    page.locator("a", has_text="Compare").first.click()
    page.wait_for_load_state("networkidle")


def conflict(page):
    """Edith writes a headline while Amal corrects it."""
    from django.contrib.auth import get_user_model

    from articles import editions
    from articles.models import Article

    article = Article.objects.get(headline__startswith="Syrian opposition")
    page.goto(f"{SITE}/admin/articles/article/{article.pk}/change/")
    page.fill("#id_headline", "Syrian opposition ends its talks in Astana with a joint document")
    page.fill("#id_why", "It says what came of them.")
    amal = get_user_model().objects.get(username="amal")
    headline = "Syrian opposition groups meet in Kazakhstan for talks on peace"
    editions.correct(article, what_changed="The headline names the groups.", by=amal, reason="There are several.",
                     headline=headline)  # fmt: skip
    page.locator("input[name=_save]").click()
    page.wait_for_selector(".conflict")


if __name__ == "__main__":
    main()
