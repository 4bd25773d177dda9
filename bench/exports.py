"""`python -m bench.exports DATABASE_URL …`: what a large table of answers takes of memory and time, and a small one.

Each table is read to its end by a process of its own, as a browser that saves it reads it. Its floor is the same
process with the same question, when the reader goes away after the first row.
"""

import argparse
import os
import time
import warnings

from bench.programs import run

QUESTIONS = {
    "one day": "from=2024-05-17&to-date=2024-05-17",
    "a language, newest first": "lang=en",
    "a language, oldest first": "lang=en&sort=oldest",
    "what everybody says": "q=said OR would OR will OR have",
}
HEADING = """
| table | rows | MB written | processor s | first row after ms | memory, MB | floor, MB | the export's, MB |
|---|---|---|---|---|---|---|---|"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", nargs="+", metavar="DATABASE_URL")
    parser.add_argument("--read", metavar="QUESTION", help=argparse.SUPPRESS)  # a process of its own
    parser.add_argument("--rows", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read(asked.read, asked.rows)
        return
    for database in asked.databases:
        print(f"\n{run(database, '-m', 'bench.version').printed.strip()}\n{HEADING}")
        for name, question in QUESTIONS.items():
            print(row(name, database, ["-m", "bench.exports", database, f"--read={question}"]), flush=True)


def row(name, database, program):
    floor, whole = run(database, *program, "--rows=1"), run(database, *program)
    rows, size, first = map(float, whole.printed.split())
    return (
        f"| {name} | {rows:,.0f} | {size / 2**20:.1f} | {whole.processor:.1f} | {first:.0f} |"
        f" {whole.megabytes:.0f} | {floor.megabytes:.0f} | {whole.megabytes - floor.megabytes:.0f} |"
    )


def read(question, rows):
    """Read a table, or so many rows of it; print how many rows and bytes came, and ms until the first."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    os.environ["SEARCHES_A_MINUTE"] = "0"
    django.setup()
    from django.conf import settings
    from django.test import Client

    warnings.filterwarnings("ignore", "No directory at")
    settings.DEBUG = False  # or Django keeps every query
    started, first, count, size = time.perf_counter(), 0, -1, 0  # the line of names is no row
    answer = Client().get(f"/search/answers.csv?{question.replace(' ', '+')}")
    for line in answer.streaming_content:
        count, size = count + 1, size + len(line)
        first = first or (count == 1 and time.perf_counter() - started)
        if count == rows:
            break
    answer.close()
    print(count, size, 1000 * first)


if __name__ == "__main__":
    main()
