"""`python -m bench.copies DATABASE_URL TIMES --people N`: an archive that was imported, made so many times as large.

Every article is copied by SQL with its text, its history, statements, links, what is compared of them and its entries
in the index, under keys, codes and days of its own: the days are moved round within those that the archive has. Places,
organisations and events stay the same ones. So do people, but for some in each copy who go by another name there, as
many as it takes for N people. Indexes are dropped and made again at the end. It is for measuring alone: the database
is changed, give a copy. `archive_check` finds nothing wrong in it afterwards.
"""

import argparse
import os
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("times", type=int, help="how many times as large the archive becomes")
    parser.add_argument("--people", type=int, default=0, help="how many people there are in the end, at the least")
    options = parser.parse_args()
    os.environ |= {"DATABASE_URL": options.database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    import django

    django.setup()
    from django.conf import settings

    from bench.multiplying import multiply

    settings.DEBUG = False  # or Django keeps every query
    multiply(options.times, options.people, lambda what: print(what, file=sys.stderr, flush=True))


if __name__ == "__main__":
    main()
