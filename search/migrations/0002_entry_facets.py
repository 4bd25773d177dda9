# What an entry can be narrowed by, kept beside it. The entries are taken away: search/upkeep.py finds none after the
# migration and writes them all anew, with their facets. Nothing is lost, for each entry is made from its record.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first_schema")]

    operations = [
        migrations.RunSQL("DELETE FROM search_entry", "DELETE FROM search_entry"),
        migrations.AddField("entry", "facets", models.TextField(default=""), preserve_default=False),
    ]
