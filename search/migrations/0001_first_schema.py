# The entries of the search index. Their words stand in the database’s own full-text tables: search/upkeep.py makes those.

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('minute', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('statement', 'statement'), ('article', 'article'), ('person', 'person'), ('organisation', 'organisation'), ('place', 'place'), ('event', 'event')], max_length=12)),
                ('record_id', models.BigIntegerField()),
                ('visible_from', models.DateTimeField()),
                ('digest', models.BigIntegerField()),
            ],
            options={
                'verbose_name_plural': 'entries',
                'indexes': [models.Index(condition=models.Q(('visible_from__gt', datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))), fields=['visible_from'], name='entry_with_an_instant')],
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('record_id'), name='each_record_has_one_entry')],
            },
        ),
    ]
