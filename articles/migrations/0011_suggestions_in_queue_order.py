from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_participations_at_event'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('is_orphan', False), ('status', 'suggested')), fields=['article', 'position', 'id'], name='suggestions_in_queue_order'),
        ),
    ]
