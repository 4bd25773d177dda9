"""What readers, feeds, search engines and programs will see of an act, said before it is done."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from articles.visibility import ALWAYS
from desk.instants.reading import moment_in_words


@dataclass(frozen=True)
class Outlook:
    """A sentence for each of those who see an article, or see that they do not."""

    readers: str
    feeds: str
    search_engines: str
    programs: str

    def __iter__(self):
        labels = ("Readers", "Feeds", "Search engines", "Programs")
        return zip(labels, (self.readers, self.feeds, self.search_engines, self.programs), strict=True)


def of_publishing(article):
    """What publishing means now, for an article that may be under an embargo."""
    embargo = article.embargo_until or ALWAYS
    if embargo > timezone.now():
        return _from(f"From {moment_in_words(timezone.localtime(embargo))}, the end of its embargo")
    return _from("At once")


def _from(when):
    engines = (
        "may list it: it stands in the sitemap" if settings.ROBOTS != "closed" else "are asked not to list anything"
    )
    return Outlook(
        f"{when}: the article at its address and in every list, with the statements that are accepted. Before: nothing "
        "of it, not even in a count. Suggestions stay unseen.",
        "The feeds of the site and of the people, places and organisations it names carry it from the same instant.",
        f"From then on they {engines}. Once they have copied it, only they can forget it.",
        "Exports, tables, linked data and cards answer with it from then on.",
    )


OF_CORRECTION = Outlook(
    "The new text, and a dated note of what was wrong and why. The former text stays readable from there.",
    "The article again, as changed, with the note; the feed of corrections too.",
    "The new text at the same address, with the day of the change.",
    "The new text, the note, and each statement where it stands now.",
)
OF_UPDATE = Outlook(
    "The longer text, and a dated note that it grew; nothing was wrong. The former text stays readable.",
    "The article again, as changed, with the note.",
    "The new text at the same address, with the day of the change.",
    "The new text, the note, and each statement where it stands now.",
)
OF_TYPO = Outlook(
    "The text without the slip, and no note. The former text stays among the versions, with its day.",
    "Nothing new: a slip is no news.",
    "The text without the slip at the same address.",
    "The text without the slip; statements are word for word what they were.",
)
OF_RETRACTION = Outlook(
    "A note in its place: that it was retracted, when and why. None of its text, and none of its statements.",
    "The article goes; the feed of corrections tells of the retraction.",
    "The note in place of the article. What they copied they drop when they come again.",
    "The note. Cards on other sites say that it was retracted; statements are no longer given out.",
)
OF_REMOVAL = Outlook(
    "Its address says that it was removed for legal reasons. No page, list or search shows anything of it.",
    "The article goes; the feed of corrections tells that something was removed, and not what.",
    "The answer “gone” (410), at which they drop what they copied.",
    "The answer “gone” (410), for its statements and cards too.",
)
OF_WITHHOLDING = Outlook(
    "The description in place of the name, and a note that a name is withheld. Earlier texts can no longer be read.",
    "The article again, without the name. What other people’s readers have kept stays with them.",
    "The text without the name. What they copied they replace when they come again.",
    "The description; no link from the statement to the person.",
)
