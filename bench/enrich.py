"""`python -m bench.enrich < in.jsonl > out.jsonl`: give the articles of a generator what it leaves out.

It knows no dateline, no place of speech, nobody spoken to or about, no organisations and no events: without them
"words and speaker and place and year" finds nothing. What is added is chosen by a checksum of the article's id, so that
the same file comes out each time; it is invented, for load and speed only.
"""

import json
import sys
from zlib import crc32

SAID_IN, ABOUT, TO, EVENT = 50, 40, 10, 25  # of a hundred statements; of a hundred articles for the last


def main():
    for line in sys.stdin:
        print(json.dumps(enriched(json.loads(line)), ensure_ascii=False, separators=(",", ":")))


def enriched(article):
    """The article with what is known of where, to whom and about what was spoken in it. Without places: as it is."""
    places = article.get("places")
    if not places:
        return article
    year = (article.get("published_at") or "2000")[:4]
    council = f"{places[0]} City Council"
    article |= {"dateline": places[0], "organisations": [{"name": council, "role": "council"}]}
    event = f"{places[0]} talks {year}" if share(article["id"], "event") < EVENT else ""
    if event:
        article["events"] = [{"name": event, "place": places[0]}]
    named = [person["name"] for person in article.get("people", [])]
    subjects = [*named, *places, council, *([event] if event else [])]
    for number, statement in enumerate(article.get("statements", [])):
        statement |= spoken(f"{article['id']} {number}", statement, places, subjects, named)
        if event and share(article["id"], number) < SAID_IN:
            statement["event"] = event
    return article


def spoken(key, statement, places, subjects, people):
    """Where a statement was said, what it is about and to whom it was said."""
    found = {}
    if share(key, "said in") < SAID_IN:
        found["said_in"] = choose(places, key, "said in")
    if share(key, "about") < ABOUT:
        found["about"] = [choose(subjects, key, "about")]
    others = [name for name in people if name != statement.get("speaker")]
    if others and share(key, "to") < TO:
        found["to"] = [choose(others, key, "to")]
    return found


def share(key, what):
    """A number below a hundred that is always the same one for this."""
    return crc32(f"{what} {key}".encode()) % 100


def choose(names, key, what):
    return names[crc32(f"which {what} {key}".encode()) % len(names)]


if __name__ == "__main__":
    main()
