from django.db import migrations, models

FIRST = """
    INSERT INTO newsroom_lastchange (id, number, changed_at) VALUES (1, 0, '1970-01-01 00:00:00+00:00')
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_last_change")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
        ),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
    ]
