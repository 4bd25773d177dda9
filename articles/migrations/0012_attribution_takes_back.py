import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_suggestions_in_queue_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='attribution',
            name='takes_back',
            field=models.OneToOneField(blank=True, help_text='The row that it undoes.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='taken_back_by', to='articles.attribution'),
        ),
        migrations.AddConstraint(
            model_name='attribution',
            constraint=models.CheckConstraint(condition=models.Q(('takes_back__isnull', True), models.Q(('organisation__isnull', True), ('person__isnull', True)), _connector='OR'), name='taking_back_names_nobody'),
        ),
    ]
