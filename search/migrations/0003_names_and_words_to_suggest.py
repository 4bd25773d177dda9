# Names to be suggested, and words with their trigrams. The entries are taken away: search/upkeep.py finds none after the
# migration and writes them all anew, with the stems of their words and with what is suggested. Nothing is lost.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_entry_facets'),
    ]

    operations = [
        migrations.RunSQL('DELETE FROM search_entry', 'DELETE FROM search_entry'),
        migrations.CreateModel(
            name='Frequency',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'frequencies',
            },
        ),
        migrations.CreateModel(
            name='Spelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('statement', 'statement'), ('article', 'article'), ('person', 'person'), ('organisation', 'organisation'), ('place', 'place'), ('event', 'event')], max_length=12)),
                ('record_id', models.BigIntegerField()),
                ('start', models.CharField(max_length=2)),
                ('spelling', models.CharField(max_length=100)),
                ('weight', models.SmallIntegerField(default=0)),
                ('visible_from', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'record_id'], name='spelling_of_record'), models.Index(fields=['kind', 'start', '-weight'], name='spelling_most_quoted'), models.Index(fields=['kind', 'spelling'], name='spelling_in_order', opclasses=['text_pattern_ops', 'text_pattern_ops'])],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40)),
                ('is_name', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['word', 'is_name'], name='word_by_itself')],
            },
        ),
        migrations.CreateModel(
            name='Trigram',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trigram', models.CharField(max_length=3)),
                ('length', models.SmallIntegerField()),
                ('word', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='trigrams', to='search.word')),
            ],
            options={
                'indexes': [models.Index(fields=['trigram', 'length', 'word'], name='words_with_a_trigram')],
            },
        ),
    ]
