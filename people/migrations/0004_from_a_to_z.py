from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('people', '0003_letter')]

    operations = [
        migrations.AlterField(
            model_name='organisation',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='person',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(models.F('letter'), models.F('sort_key'), models.F('id'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='organisation_from_a_to_z'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.F('letter'), models.F('sort_key'), models.F('id'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='person_from_a_to_z'),
        ),
    ]
