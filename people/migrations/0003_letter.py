from django.db import migrations, models
from django.db.models.functions import Substr

MODELS = ["Person", "Organisation"]


def fill(apps, schema_editor):
    """Give each record the letter it stands under."""
    for model in MODELS:
        rows = apps.get_model("people", model).objects.using(schema_editor.connection.alias)
        rows.update(letter=Substr("sort_key", 1, 1))


class Migration(migrations.Migration):
    dependencies = [('people', '0002_likeness_key')]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='letter',
            field=models.CharField(blank=True, editable=False, help_text='The first of sort_key.', max_length=1),
        ),
        migrations.AddField(
            model_name='person',
            name='letter',
            field=models.CharField(blank=True, editable=False, help_text='The first of sort_key.', max_length=1),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
