# A year has tens of thousands of articles in an archive of a million, and few of them are known to the year alone: they are
# counted in an index of theirs. Nothing is lost either way.

import people.ordering
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_articles_by_their_instant"),
        ("people", "0007_forms_act_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=people.ordering.ListIndex(
                models.OrderBy(models.F("printed_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                models.F("visible_from"),
                condition=models.Q(("visible_from__isnull", False), ("printed_on_precision", "year")),
                name="articles_known_to_the_year",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=people.ordering.ListIndex(
                models.OrderBy(models.F("printed_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                models.F("visible_from"),
                condition=models.Q(("visible_from__isnull", False), ("printed_on_precision", "month")),
                name="articles_known_to_the_month",
            ),
        ),
    ]
