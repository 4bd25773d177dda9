# Counting what is known to the year or the month alone reads nothing but its own index once that holds the precision
# too: without it, SQLite preferred to look through all articles of the year. Nothing is lost either way.

import people.ordering
from django.db import migrations, models


def known_to_the(precision):
    return people.ordering.ListIndex(
        models.OrderBy(models.F("printed_on"), descending=True),
        models.OrderBy(models.F("id"), descending=True),
        models.F("printed_on_precision"),
        models.F("visible_from"),
        condition=models.Q(("visible_from__isnull", False), ("printed_on_precision", precision)),
        name=f"articles_known_to_the_{precision}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_articles_known_to_the_year_or_month"),
        ("people", "0007_forms_act_once"),
    ]

    operations = [
        migrations.RemoveIndex("article", "articles_known_to_the_year"),
        migrations.RemoveIndex("article", "articles_known_to_the_month"),
        migrations.AddIndex("article", known_to_the("year")),
        migrations.AddIndex("article", known_to_the("month")),
    ]
