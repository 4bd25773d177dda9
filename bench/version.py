"""`python -m bench.version`: which database this is; with `count`: how much is in it, as JSON."""

import json
import os
import sys

import django


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    django.setup()
    from django.db import connection

    from articles.models import Article, Place, Statement
    from people.models import Person
    from search.models import Entry

    if "count" in sys.argv:
        counted = {
            str(model._meta.verbose_name_plural): model.objects.count()
            for model in (Article, Statement, Person, Place, Entry)
        }
        print(json.dumps(counted))
    else:
        number = ".".join(map(str, connection.get_database_version()))
        print(f"{connection.display_name} {number}")


if __name__ == "__main__":
    main()
