import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('articles', '0007_indexes_in_list_order')]

    operations = [
        migrations.AlterField(
            model_name='participation',
            name='organisation',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='people.organisation'),
        ),
        migrations.AlterField(
            model_name='participation',
            name='person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='people.person'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['person', 'id'], name='participations_of_person'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['organisation', 'id'], name='participations_of_organisation'),
        ),
    ]
