# What answers are counted by stands in each entry as numbers, made from its facets.

from django.db import migrations, models

from search.counted import packed

ROWS = 10_000  # at once
ON_POSTGRESQL = """
    UPDATE search_entry SET counted = made FROM unnest(%s::bigint[], %s::bytea[]) given (of_key, made)
    WHERE key = of_key
"""


def fill(apps, schema_editor):
    after, query = -1, "SELECT key, facets FROM search_entry WHERE key > %s ORDER BY key LIMIT %s"
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute(query, [after, ROWS])
            rows = [(packed(facets), key) for key, facets in cursor.fetchall()]
            if not rows:
                return
            after = rows[-1][1]
            if schema_editor.connection.vendor == "postgresql":
                made, keys = map(list, zip(*rows, strict=True))
                cursor.execute(ON_POSTGRESQL, [keys, made])
            else:
                cursor.executemany("UPDATE search_entry SET counted = %s WHERE key = %s", rows)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_entries_lie_in_order_of_time")]

    operations = [
        migrations.AddField("entry", "counted", models.BinaryField(default=b""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
