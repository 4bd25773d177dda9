# What a statement is about is said in its entry once more, in a word that no article has. The entries of these
# statements are marked as stale, and search/upkeep.py writes them anew after the migration.

from django.db import migrations

MARK = """
    UPDATE search_entry SET digest = 0 WHERE kind = 'statement'
    AND record_id IN (SELECT statement_id FROM articles_reference WHERE relation = 'about')
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_names_and_words_to_suggest"), ("articles", "0001_first_schema")]

    operations = [migrations.RunSQL(MARK, MARK)]
