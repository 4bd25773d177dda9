# The articles of the last two days, which the sitemap of news lists, are found by their instant: no other index has it
# first. Nothing is lost either way.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_article_is_sensitive")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["published_at"], name="articles_by_their_instant"),
        )
    ]
