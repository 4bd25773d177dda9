"""What the desk adds to the admin: removal by law is asked for there too, and nowhere done by one person alone."""

from articles.admin.acts import OF_ARTICLES
from articles.admin.asking import RemovalForm
from desk.editions import removing
from people.admin.acts import Act

OF_ARTICLES.append(
    Act(
        "remove",
        "Ask for its removal by law …",
        "Somebody else has to confirm it. Then its address answers that it was removed for legal reasons (410), and no "
        "page, feed or search shows it. Until then nothing changes.",
        "articles.remove_article",
        removing.ask,
        RemovalForm,
        applies=removing.was_seen,
    )
)
