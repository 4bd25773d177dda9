"""`python -m bench.first_view DATABASE_URL`: what a reader on a slow phone waits for when opening a first page.

A real Chromium with an empty cache on a throttled network (that of Lighthouse, “slow 4G”) opens pages of the
production server. Printed are kilobytes as gzip packs them, requests, largest contentful paint and layout shift. The
server here sends pages unpacked, as it does to its proxy: on a site behind one that packs, the times are shorter.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys

from bench.server import HOST, ROOT, serving

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 768_000 / 8}
PHONE = {"width": 412, "height": 823}
VIEWS = 3  # of each page
PAINTS = """() => new Promise(done => {
  const seen = {lcp: 0, cls: 0};
  new PerformanceObserver(list => list.getEntries().forEach(e => { seen.lcp = e.startTime; }))
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) seen.cls += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(seen), 500);  // in which something may still move
})"""
KINDS = {
    "home": "'/'",
    "article": "Article.objects.published().order_by('pk')[0].get_absolute_url()",
    "statement": "Statement.objects.published().order_by('pk')[0].get_absolute_url()",
    "person": "Statement.objects.published().exclude(speaker=None).order_by('pk')[0].speaker.get_absolute_url()",
    "place": "Place.objects.published().order_by('pk')[0].get_absolute_url()",
    "search": "'/search/?q=' + max(Statement.objects.published().order_by('pk')[0].text.split(), key=len)",
}


def main():
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    options = parser.parse_args()
    paths = paths_of(options.database)
    with serving(options.database, workers=2) as (port, _pid), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST} 127.0.0.1"],
        )
        found = {kind: views(browser, f"http://{HOST}:{port}{path}") for kind, path in paths.items()}
    print(json.dumps({"load of the machine": os.getloadavg(), **found}, indent=1))


def paths_of(database):
    names = ", ".join(f"{kind!r}: {path}" for kind, path in KINDS.items())
    code = f"from articles.models import *; import json; print(json.dumps({{{names}}}))"
    environment = os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout)


def views(browser, address):
    """The medians of several views, each by a browser that was never here."""
    seen = [one_view(browser, address) for _ in range(VIEWS)]
    return {name: round(statistics.median(view[name] for view in seen), 3) for name in seen[0]}


def one_view(browser, address):
    context = browser.new_context(viewport=PHONE, extra_http_headers={"X-Forwarded-Proto": "https"})
    page = context.new_page()
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", SLOW_4G)
    loaded = opened(page, address)
    paints = page.evaluate(PAINTS)
    context.close()
    return loaded | {"LCP s": paints["lcp"] / 1000, "CLS": paints["cls"]}


def opened(page, address):
    """What opening a page fetches: requests, and kilobytes packed, in all and of each kind. Raises on a broken one."""
    return Opening(page, address).fetched()


class Opening:
    """A page that opens, and what it fetches: several may be begun before the first is waited for."""

    def __init__(self, page, address):
        self.page, self.responses = page, []
        page.on("response", lambda response: self.responses.append(response))
        page.goto(address)

    def fetched(self):
        self.page.wait_for_load_state("networkidle")
        broken = [f"{each.url}: {each.status}" for each in self.responses if each.status != 200]
        if broken:
            raise SystemExit(f"{self.page.url}: {broken}")
        types = [each.headers.get("content-type", "") for each in self.responses]
        sizes = [len(gzip.compress(each.body())) / 1024 for each in self.responses]
        kinds = {"HTML": "text/html", "CSS": "text/css", "JS": "javascript"}
        packed = {
            f"{name} KB": sum(size for size, told in zip(sizes, types, strict=True) if part in told)
            for name, part in kinds.items()
        }
        return {"requests": len(sizes), "KB": sum(sizes), **packed}


if __name__ == "__main__":
    main()
