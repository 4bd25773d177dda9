"""The figures as a page: everything in it was measured or read from the machine, nothing typed in."""

import os
import platform
from datetime import UTC, datetime

import django

MEGABYTE = 1024 * 1024


def write_report(path, archive, results):
    parts = [heading(archive)]
    parts += [section(name, result, archive["lines"]) for name, result in results.items()]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def heading(archive):
    return f"""# What it costs

Written by `make bench ARCHIVE={archive["name"]}` on {datetime.now(UTC):%Y-%m-%d}; run it again to repeat it.

Archive: {archive["lines"]:,} articles, {archive["bytes"] / MEGABYTE:.0f} MB (SHA-256 {archive["digest"][:16]}…).
Machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}.
Python {platform.python_version()}, Django {django.__version__}.

A page's time is that of Django's test client in one process: no network and no web server, everything else included.
The processor's share of it (mean) does not grow when the machine is busy with other things. The floor is the page's
own queries asked bare, one after the other, and an empty page of the same size, in the same run; ÷ is the page's
median by that floor."""


def section(name, result, lines):
    counted = ", ".join(f"{number:,} {what}" for what, number in result["counted"].items())
    load = " / ".join(f"{share:.1f}" for share in result["load"])
    rows = "\n".join(row(page) for page in result["pages"])
    durable = "" if name == "sqlite" else " Durability was off (fsync), as in the tests."
    return f"""## {result["version"]}

Load of the machine meanwhile (1, 5, 15 minutes): {load}.{durable} Holds {counted}.

| import | |
|---|---|
| articles a second, search index included | {lines / result["import_seconds"]:.0f} |
| the same in a second of the processor | {lines / result["import_processor"]:.0f} |
| the same rows by plain SQL, indexes included, articles a second | {lines / result["plain_seconds"]:.0f} |
| import ÷ plain SQL | {result["plain_seconds"] / result["import_seconds"]:.2f} |
| correcting one article, ms; in an archive of a tenth | {result["save_ms"]:.0f}; {result["save_ms_of_a_tenth"]:.0f} |
| the same file again, articles a second | {lines / result["again_seconds"]:.0f} |
| memory of its own at its height | {result["peak"]:.0f} MB |
| the same, a tenth of the file | {result["peak_of_a_tenth"]:.0f} MB |
| size of the database | {result["bytes"] / MEGABYTE:.0f} MB |
| `archive_check` | {result["check_seconds"]:.0f} s |

| page | median ms | 95 % under ms | worst ms | processor ms | its queries ms | empty page ms | ÷ | queries | paths |
|---|---|---|---|---|---|---|---|---|---|
{rows}"""


def row(page):
    answered = "" if page["statuses"] == [200] else f" (answered {', '.join(map(str, page['statuses']))})"
    figures = " | ".join(
        f"{page[name]:.1f}" for name in ("median", "p95", "worst", "processor", "floor", "trivial", "ratio")
    )
    figures += f" | {page['queries']:g} | {page['paths']}"
    return f"| {page['kind']}{answered} | {figures} |"
