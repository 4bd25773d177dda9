from django.db import migrations, models
from django.db.models.functions import Substr

MODELS = ["Place", "Event"]


def fill(apps, schema_editor):
    """Give each record the letter it stands under."""
    for model in MODELS:
        rows = apps.get_model("articles", model).objects.using(schema_editor.connection.alias)
        rows.update(letter=Substr("sort_key", 1, 1))


class Migration(migrations.Migration):
    dependencies = [('articles', '0005_one_utterance_many_reports'), ('people', '0003_letter')]

    operations = [
        migrations.AddField(
            model_name='event',
            name='letter',
            field=models.CharField(blank=True, editable=False, help_text='The first of sort_key.', max_length=1),
        ),
        migrations.AddField(
            model_name='place',
            name='letter',
            field=models.CharField(blank=True, editable=False, help_text='The first of sort_key.', max_length=1),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
