"""Invented articles by the hundred, as JSON Lines: the same number gives the same article."""

import json
import random
from datetime import UTC, datetime, timedelta

GIVEN = ["Ada", "Ines", "Tomas", "Noor", "Béla", "Liv", "Oren", "Sanne", "Ivo", "Mireille"]
FAMILY = ["Vos", "Maar", "Quint", "Holm", "Okell", "Brandt", "Szabo", "Ferrow", "Lund", "Adair"]
PLACES = ["Rotterdam", "Lyon", "Port Sorrel", "Tromsø", "Cairo", "Harrow Quay"]
PAPERS = ["The Harbour Courier", "Evening Tide", "Le Phare"]
SUBJECTS = ["cranes", "ferries", "tariffs", "pilots", "berths", "dredgers", "wages", "permits"]
VERBS = ["return", "wait", "double", "vanish", "arrive", "improve"]
UNNAMED = "a harbour official", "two pilots", "the night shift"


def invented_article(number, statements=9):
    """One article with so many statements: direct, mixed and indirect ones in turn."""
    choose = random.Random(number)
    people = [f"{choose.choice(GIVEN)} {choose.choice(FAMILY)}" for _ in range(4)]
    body, said = f"The {choose.choice(SUBJECTS)} of berth {number} were the talk of the quay.", []
    for turn in range(statements):
        body, statement = say(body, turn, choose, people)
        said.append(statement)
    printed = datetime(1987, 3, 14, 6, tzinfo=UTC) + timedelta(hours=7 * number)
    return {
        "id": f"invented-{number}",
        "title": f"Berth {number}: {choose.choice(SUBJECTS)} {choose.choice(VERBS)}",
        "byline": choose.choice(people),
        "source": choose.choice(PAPERS),
        "published_at": printed.isoformat(),
        "language": "en",
        "body": body,
        "people": [{"name": name, "role": "of the harbour council"} for name in dict.fromkeys(people)],
        "places": choose.sample(PLACES, 2),
        "statements": said,
    }


def say(body, turn, choose, people):
    """Add a paragraph in which somebody says something; return the text and the statement."""
    clause = f"the {choose.choice(SUBJECTS)} will {choose.choice(VERBS)} by day {choose.randrange(1000)}"
    speaker = choose.choice(UNNAMED) if turn % 4 == 3 else choose.choice(people)
    kind = ("direct", "mixed", "indirect")[turn % 3]
    quote = {
        "direct": f"“{clause.capitalize()},”",
        "mixed": f"that “{clause}” and no later",
        "indirect": f"that {clause}",
    }[kind]
    start = len(body) + 2 + (0 if kind == "direct" else len(f"{speaker} said "))
    body += f"\n\n{quote} {speaker} said." if kind == "direct" else f"\n\n{speaker} said {quote}."
    return body, {"speaker": speaker, "quote": quote, "kind": kind, "start": start, "end": start + len(quote)}


def write_invented(path, number, statements=9):
    """Write so many articles to a file and return it."""
    lines = (json.dumps(invented_article(n, statements), ensure_ascii=False) + "\n" for n in range(number))
    path.write_text("".join(lines), encoding="utf-8")
    return path
