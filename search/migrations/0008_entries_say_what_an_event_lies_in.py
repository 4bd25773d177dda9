# What is said at a round of an event, or is about it, says in its entry every event above it, and an event itself where
# it lies. These entries are marked as stale, and search/upkeep.py writes them anew after the migration.

from django.db import migrations

ROUNDS = "SELECT id FROM articles_event WHERE parent_id IS NOT NULL"
STALE = "UPDATE search_entry SET digest = 0 WHERE kind = "
MARK = [
    f"{STALE} 'event'",
    f"""{STALE} 'statement' AND record_id IN (
        SELECT id FROM articles_statement WHERE event_id IN ({ROUNDS})
        UNION ALL SELECT statement_id FROM articles_reference WHERE event_id IN ({ROUNDS})
    )""",
    f"{STALE} 'article' AND record_id IN (SELECT article_id FROM articles_eventmention WHERE event_id IN ({ROUNDS}))",
]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_entries_say_what_is_counted"),
        ("articles", "0021_articles_known_to_the_year_or_month"),
    ]

    operations = [migrations.RunSQL(MARK, MARK)]
