import django.db.models.deletion
import people.ordering
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('articles', '0006_letter'), ('people', '0004_from_a_to_z')]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='place',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='statement',
            name='visible_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(models.F('letter'), models.F('sort_key'), models.F('id'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='event_from_a_to_z'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(models.F('letter'), models.F('sort_key'), models.F('id'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='place_from_a_to_z'),
        ),
        migrations.RemoveIndex(
            model_name='article',
            name='article_in_order_of_time',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_by_speaker',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_by_organisation',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_by_place',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_by_event',
        ),
        migrations.RemoveIndex(
            model_name='statement',
            name='statement_by_day',
        ),
        migrations.AddIndex(
            model_name='article',
            index=people.ordering.ListIndex(models.OrderBy(models.F('printed_on'), descending=True), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('printed_on_precision'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='articles_listed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=people.ordering.ListIndex(models.F('publisher'), models.OrderBy(models.F('printed_on'), descending=True), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('publisher__isnull', False)), name='articles_published_by'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['made_at', 'id'], name='corrections_in_order_of_time'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=people.ordering.ListIndex(models.OrderBy(models.F('started_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='events_listed'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=people.ordering.ListIndex(models.F('place'), models.OrderBy(models.F('started_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('place__isnull', False)), name='events_held_in'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=people.ordering.ListIndex(models.OrderBy(models.F('sorted_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False)), name='statements_listed'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=people.ordering.ListIndex(models.F('speaker'), models.OrderBy(models.F('sorted_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('kind'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('speaker__isnull', False)), name='statements_of_person'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=people.ordering.ListIndex(models.F('on_behalf_of'), models.OrderBy(models.F('sorted_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('kind'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('speaker__isnull', True), ('on_behalf_of__isnull', False)), name='statements_of_organisation'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=people.ordering.ListIndex(models.F('on_behalf_of'), models.OrderBy(models.F('sorted_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('kind'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('speaker__isnull', False), ('on_behalf_of__isnull', False)), name='statements_on_its_behalf'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=people.ordering.ListIndex(models.F('relayed_by'), models.OrderBy(models.F('sorted_on'), descending=True), models.OrderBy(models.F('id'), descending=True), models.F('kind'), models.F('visible_from'), condition=models.Q(('visible_from__isnull', False), ('relayed_by__isnull', False)), name='statements_relayed'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['event', 'sorted_on', 'article', 'position', 'id'], name='statements_at_event'),
        ),
    ]
